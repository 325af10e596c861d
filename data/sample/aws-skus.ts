import { type ResourceKind, type Service, type Sku, sku } from "./catalogue.ts";

function service(name: string, category: string, subcategory: string): Service {
  return { provider: "AWS", host: "AWS", name, category, subcategory };
}

function arn(type: string, path: string): ResourceKind {
  return { type, id: `arn:aws:${path}` };
}

/** The AWS services whose name other files need. */
export const awsServices = {
  ec2: service("Amazon Elastic Compute Cloud", "Compute", "Virtual Machines"),
  rds: service("Amazon Relational Database Service", "Databases", "Relational Databases"),
  elastiCache: service("Amazon ElastiCache", "Databases", "Caching"),
  support: service("AWS Support (Business)", "Management and Governance", "Support"),
} as const;

const { ec2, rds, elastiCache } = awsServices;
const s3 = service("Amazon Simple Storage Service", "Storage", "Object Storage");
const lambda = service("AWS Lambda", "Compute", "Serverless Compute");
const eks = service("Amazon Elastic Kubernetes Service", "Compute", "Containers");
const cloudFront = service("Amazon CloudFront", "Networking", "Content Delivery");
const dynamo = service("Amazon DynamoDB", "Databases", "NoSQL Databases");
const transfer = service("AWS Data Transfer", "Networking", "Network Connectivity");
const vpc = service("Amazon Virtual Private Cloud", "Networking", "Network Infrastructure");
const watch = service("AmazonCloudWatch", "Management and Governance", "Observability");
const elb = service("Elastic Load Balancing", "Networking", "Network Routing");
const search = service("Amazon OpenSearch Service", "Analytics", "Search");
const kinesis = service("Amazon Kinesis", "Analytics", "Streaming Analytics");
const sageMaker = service("Amazon SageMaker", "AI and Machine Learning", "Machine Learning");
const guardDuty = service("Amazon GuardDuty", "Security", "Threat Detection and Response");
const hub = service("AWS Security Hub", "Security", "Security Posture Management");
const secrets = service("AWS Secrets Manager", "Security", "Secret Management");
const kms = service("AWS Key Management Service", "Security", "Secret Management");
const waf = service("AWS WAF", "Networking", "Network Security");
const trail = service("AWS CloudTrail", "Management and Governance", "Compliance");
const route53 = service("Amazon Route 53", "Networking", "Network Infrastructure");
const sqs = service("Amazon Simple Queue Service", "Integration", "Messaging");
const sns = service("Amazon Simple Notification Service", "Integration", "Messaging");
const ecr = service("Amazon EC2 Container Registry (ECR)", "Compute", "Containers");
const datadog: Service = {
  provider: "Datadog",
  host: "AWS",
  name: "Datadog",
  category: "Management and Governance",
  subcategory: "Observability",
};

const instance = arn("EC2 Instance", "ec2:{region}:{account}:instance/i-{code}");
const volume = arn("EBS Volume", "ec2:{region}:{account}:volume/vol-{code}");
const snapshot = arn("EBS Snapshot", "ec2:{region}:{account}:snapshot/snap-{code}");
const address = arn("Elastic IP", "ec2:{region}:{account}:elastic-ip/eipalloc-{code}");
const gateway = arn("NAT Gateway", "ec2:{region}:{account}:natgateway/nat-{code}");
const bucket = arn("S3 Bucket", "s3:::{name}");
const fn = arn("Lambda Function", "lambda:{region}:{account}:function:{name}");
const cluster = arn("EKS Cluster", "eks:{region}:{account}:cluster/{name}");
const database = arn("RDS DB Instance", "rds:{region}:{account}:db:{name}");
const table = arn("DynamoDB Table", "dynamodb:{region}:{account}:table/{name}");
const distribution = arn("CloudFront Distribution", "cloudfront::{account}:distribution/E{code}");
const logs = arn("Log Group", "logs:{region}:{account}:log-group:/{name}");
const balancer = arn(
  "Load Balancer",
  "elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{code}",
);
const cache = arn("Cache Cluster", "elasticache:{region}:{account}:cluster:{name}");
const domain = arn("OpenSearch Domain", "es:{region}:{account}:domain/{name}");
const stream = arn("Kinesis Stream", "kinesis:{region}:{account}:stream/{name}");
const endpoint = arn("SageMaker Endpoint", "sagemaker:{region}:{account}:endpoint/{name}");
const queue = arn("SQS Queue", "sqs:{region}:{account}:{name}");
const repository = arn("ECR Repository", "ecr:{region}:{account}:repository/{name}");

const COMPUTE_DISCOUNT = 0.04;
const TRANSFER_DISCOUNT = 0.15;
const CDN_DISCOUNT = 0.22;

function box(type: string, price: number, cores: number, memory: number): Sku {
  const details = {
    CoreCount: cores,
    InstanceSeries: type.split(".")[0] ?? type,
    InstanceType: type,
    MemorySize: memory,
    OperatingSystem: "Linux",
  };
  const options = { resource: instance, discount: COMPUTE_DISCOUNT, details };
  return sku(ec2, `BoxUsage:${type}`, "Hours", price, options);
}

/** AWS price list: what the company uses, at on-demand list prices in USD. */
export const awsSkus = {
  "m5.xlarge": box("m5.xlarge", 0.192, 4, 16),
  "m6i.2xlarge": box("m6i.2xlarge", 0.384, 8, 32),
  "m6i.4xlarge": box("m6i.4xlarge", 0.768, 16, 64),
  "m6i.8xlarge": box("m6i.8xlarge", 1.536, 32, 128),
  "m6i.12xlarge": box("m6i.12xlarge", 2.304, 48, 192),
  "c6i.8xlarge": box("c6i.8xlarge", 1.36, 32, 64),
  "r6i.4xlarge": box("r6i.4xlarge", 1.008, 16, 128),
  "r6i.8xlarge": box("r6i.8xlarge", 2.016, 32, 256),
  "i3en.6xlarge": box("i3en.6xlarge", 2.712, 24, 192),
  "g5.2xlarge": box("g5.2xlarge", 1.212, 8, 32),
  "g5.12xlarge": box("g5.12xlarge", 5.672, 48, 192),
  "p4d.24xlarge": box("p4d.24xlarge", 21.957642, 96, 1152),
  gp2: sku(ec2, "EBS:VolumeUsage.gp2", "GB-Months", 0.1, { resource: volume }),
  gp3: sku(ec2, "EBS:VolumeUsage.gp3", "GB-Months", 0.08, { resource: volume }),
  snapshot: sku(ec2, "EBS:SnapshotUsage", "GB-Months", 0.05, { resource: snapshot }),
  natHours: sku(ec2, "NatGateway-Hours", "Hours", 0.045, { resource: gateway }),
  natBytes: sku(ec2, "NatGateway-Bytes", "GB", 0.045, { resource: gateway }),
  publicIps: sku(vpc, "PublicIPv4:InUseAddress", "Hours", 0.005),
  idleIps: sku(vpc, "PublicIPv4:IdleAddress", "Hours", 0.005, { resource: address }),
  vpcEndpoint: sku(vpc, "VpcEndpoint-Hours", "Hours", 0.01),
  internetOut: sku(transfer, "DataTransfer-Out-Bytes", "GB", 0.09, { discount: TRANSFER_DISCOUNT }),
  zoneTransfer: sku(transfer, "DataTransfer-Regional-Bytes", "GB", 0.01, {
    discount: TRANSFER_DISCOUNT,
  }),
  regionTransfer: sku(transfer, "USE1-EUW1-AWS-Out-Bytes", "GB", 0.02, {
    discount: TRANSFER_DISCOUNT,
  }),
  s3Standard: sku(s3, "TimedStorage-ByteHrs", "GB-Months", 0.021, { resource: bucket }),
  s3Infrequent: sku(s3, "TimedStorage-SIA-ByteHrs", "GB-Months", 0.0125, { resource: bucket }),
  s3Writes: sku(s3, "Requests-Tier1", "1000 Requests", 0.005, { resource: bucket }),
  s3Reads: sku(s3, "Requests-Tier2", "10000 Requests", 0.004, { resource: bucket }),
  lambdaTime: sku(lambda, "Lambda-GB-Second", "GB-Seconds", 0.0000166667, { resource: fn }),
  lambdaCalls: sku(lambda, "Request", "1000000 Requests", 0.2, { resource: fn }),
  eksCluster: sku(eks, "AmazonEKS-Hours:perCluster", "Hours", 0.1, { resource: cluster }),
  cdnBytes: sku(cloudFront, "US-DataTransfer-Out-Bytes", "GB", 0.085, {
    resource: distribution,
    discount: CDN_DISCOUNT,
  }),
  cdnRequests: sku(cloudFront, "US-Requests-Tier2-HTTPS", "10000 Requests", 0.01, {
    resource: distribution,
  }),
  dynamoWrites: sku(dynamo, "WriteRequestUnits", "1000000 Requests", 0.625, { resource: table }),
  dynamoReads: sku(dynamo, "ReadRequestUnits", "1000000 Requests", 0.125, { resource: table }),
  dynamoStorage: sku(dynamo, "TimedStorage-ByteHrs", "GB-Months", 0.25, { resource: table }),
  logIngestion: sku(watch, "DataProcessing-Bytes", "GB", 0.5, { resource: logs }),
  logStorage: sku(watch, "TimedStorage-ByteHrs", "GB-Months", 0.03, { resource: logs }),
  metrics: sku(watch, "CW:MetricMonitorUsage", "Metric-Months", 0.3),
  balancerHours: sku(elb, "LoadBalancerUsage", "Hours", 0.0225, { resource: balancer }),
  balancerUnits: sku(elb, "LCUUsage", "LCU-Hours", 0.008, { resource: balancer }),
  "db.r6g.4xl": sku(rds, "InstanceUsage:db.r6g.4xl", "Hours", 1.75, {
    resource: database,
    details: { CoreCount: 16, InstanceType: "db.r6g.4xlarge", MemorySize: 128 },
  }),
  "db.r6g.2xl": sku(rds, "InstanceUsage:db.r6g.2xl", "Hours", 0.876, {
    resource: database,
    details: { CoreCount: 8, InstanceType: "db.r6g.2xlarge", MemorySize: 64 },
  }),
  "db.t3.medium": sku(rds, "InstanceUsage:db.t3.medium", "Hours", 0.072, {
    resource: database,
    details: { CoreCount: 2, InstanceType: "db.t3.medium", MemorySize: 4 },
  }),
  rdsStorage: sku(rds, "RDS:GP3-Storage", "GB-Months", 0.115, { resource: database }),
  rdsBackup: sku(rds, "RDS:ChargedBackupUsage", "GB-Months", 0.095, { resource: database }),
  auroraCapacity: sku(rds, "Aurora:ServerlessV2Usage", "ACU-Hours", 0.12, { resource: database }),
  cacheNode: sku(elastiCache, "NodeUsage:cache.r6g.4xlarge", "Hours", 1.644, { resource: cache }),
  searchNode: sku(search, "ESInstance:r6g.4xlarge", "Hours", 1.339, { resource: domain }),
  searchStorage: sku(search, "ES:GP3-Storage", "GB-Months", 0.122, { resource: domain }),
  shardHours: sku(kinesis, "Storage-ShardHour", "Hours", 0.015, { resource: stream }),
  shardPuts: sku(kinesis, "PutRequestPayloadUnits", "1000000 Requests", 0.014, {
    resource: stream,
  }),
  endpoint: sku(sageMaker, "Host:ml.g5.4xlarge", "Hours", 2.03, { resource: endpoint }),
  notebook: sku(sageMaker, "Notebk:ml.g5.4xlarge", "Hours", 2.03, { resource: endpoint }),
  guardDuty: sku(guardDuty, "PaidEventsAnalyzed", "1000000 Events", 4),
  securityChecks: sku(hub, "PaidComplianceCheck", "10000 Checks", 10),
  secrets: sku(secrets, "AWSSecretsManager-Secrets", "Secret-Months", 0.4),
  keys: sku(kms, "KMS-Requests", "10000 Requests", 0.03),
  firewallRequests: sku(waf, "Requests", "1000000 Requests", 0.6),
  trailEvents: sku(trail, "PaidEventsRecorded", "100000 Events", 2),
  dnsQueries: sku(route53, "DNS-Queries", "1000000 Queries", 0.4),
  queueRequests: sku(sqs, "Requests-Tier1", "1000000 Requests", 0.4, { resource: queue }),
  pushes: sku(sns, "DeliveryAttempts-APNS", "1000000 Requests", 0.5),
  imageStorage: sku(ecr, "TimedStorage-ByteHrs", "GB-Months", 0.1, { resource: repository }),
  datadogHosts: sku(datadog, "Infrastructure Enterprise hosts", "Host-Months", 15),
  datadogApm: sku(datadog, "APM hosts", "Host-Months", 31),
  datadogLogs: sku(datadog, "Ingested logs", "GB", 0.1),
  datadogEvents: sku(datadog, "Indexed log events, 15 days", "1000000 Events", 1.7),
  datadogPlatform: sku(datadog, "Enterprise platform fee", "Months", 3000),
  support: sku(awsServices.support, "Business support", "Months", 100),
} as const;
