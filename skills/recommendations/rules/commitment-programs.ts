/** A way to commit to usage, and which usage it is for. */
export interface CommitmentProgram {
  readonly name: string;
  readonly provider: string;
  readonly serviceName: string;
  /** In words, for sentences. */
  readonly words: string;
  readonly isMeter: RegExp;
  /**
   * The share off the price on demand where the bill shows none: what one year without upfront payment takes off at
   * least, by the providers' price lists.
   */
  readonly leastDiscount: number;
  /** What providers call what they recommend to buy of it. */
  readonly providerTypes: RegExp;
}

/** What usage can be committed to. */
export const COMMITMENT_PROGRAMS: readonly CommitmentProgram[] = [
  {
    name: "compute",
    provider: "AWS",
    serviceName: "Amazon Elastic Compute Cloud",
    words: "a Compute Savings Plan",
    isMeter: /BoxUsage/,
    leastDiscount: 0.2,
    providerTypes: /^(?:Compute|Ec2Instance)SavingsPlans$|^Ec2ReservedInstances$/,
  },
  {
    name: "rds",
    provider: "AWS",
    serviceName: "Amazon Relational Database Service",
    words: "reserved database instances",
    isMeter: /InstanceUsage|Multi-AZUsage/,
    leastDiscount: 0.25,
    providerTypes: /^RdsReservedInstances$/,
  },
  {
    name: "elasticache",
    provider: "AWS",
    serviceName: "Amazon ElastiCache",
    words: "reserved cache nodes",
    isMeter: /NodeUsage/,
    leastDiscount: 0.25,
    providerTypes: /^ElastiCacheReservedInstances$/,
  },
  {
    name: "opensearch",
    provider: "AWS",
    serviceName: "Amazon OpenSearch Service",
    words: "reserved search instances",
    isMeter: /ESInstance/,
    leastDiscount: 0.25,
    providerTypes: /^OpenSearchReservedInstances$/,
  },
  {
    name: "virtual-machines",
    provider: "Microsoft",
    serviceName: "Virtual Machines",
    words: "reserved virtual machines",
    isMeter: /^(?!.*(?:Disk|Spot|Low Priority|Reservation))/,
    leastDiscount: 0.3,
    providerTypes: /virtual ?machine/i,
  },
  {
    name: "compute-flexible",
    provider: "Google Cloud",
    serviceName: "Compute Engine",
    words: "a flexible committed use discount",
    isMeter: /running|Instance Core|Instance Ram/i,
    leastDiscount: 0.28,
    providerTypes: /commitment/i,
  },
];
