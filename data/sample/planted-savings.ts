import type { Day } from "#src/focus/day";
import { subAccounts } from "./accounts.ts";
import { commitmentsAt } from "./commitments.ts";
import type { Team } from "./company.ts";
import type { SavingsRule, Stream, Waste } from "./stream.ts";
import { usageStreams } from "./streams.ts";

/** The rule that finds each kind of waste. */
const RULE_OF_WASTE: Readonly<Record<Waste, string>> = {
  "unattached-volume": "unattached-volumes",
  "idle-load-balancer": "idle-load-balancers",
  "previous-generation-volume": "old-volume-types",
  "old-snapshot": "old-snapshots",
  "idle-address": "idle-addresses",
  "idle-nat-gateway": "idle-nat-gateways",
  "stopped-machine": "stopped-machines",
};

/** Usage that a rule is to find: the charges of one stream. */
export interface PlantedSaving {
  readonly rule: string;
  /** Values of FOCUS columns that its charges have; `team` as their tags say. */
  readonly charges: Readonly<Record<string, string | null>>;
}

/** Services that are used on demand every day although commitments are sold for them. */
const UNCOMMITTED_SERVICES = [
  "Amazon Elastic Compute Cloud",
  "Amazon Relational Database Service",
  "Amazon OpenSearch Service",
  "Virtual Machines",
  "Compute Engine",
];

/** What our own rules are to find in the bill that a clock sees. */
export function plantedSavings(today: Day): readonly PlantedSaving[] {
  return [
    ...commitmentsAt(today)
      .filter(({ key }) => key === "aws-cache")
      .map(({ id }) => ({
        rule: "unused-commitment",
        charges: { CommitmentDiscountId: id, CommitmentDiscountStatus: "Unused" },
      })),
    ...UNCOMMITTED_SERVICES.map((ServiceName) => ({
      rule: "commitment-coverage",
      charges: { ServiceName },
    })),
    ...usageStreams.flatMap(savingsOf),
  ];
}

function savingsOf({ options, fixed, account, team }: Stream): readonly PlantedSaving[] {
  const { waste, foundBy = [], goneFrom } = options;
  if (goneFrom !== undefined) return [];
  const rules: readonly (SavingsRule | string)[] = [
    ...foundBy,
    ...(waste === undefined ? [] : [RULE_OF_WASTE[waste]]),
  ];
  const charges = {
    ServiceName: fixed.ServiceName ?? null,
    SkuMeter: fixed.SkuMeter ?? null,
    ResourceId: fixed.ResourceId ?? null,
    SubAccountId: subAccounts[account].id,
    team: team satisfies Team | null,
  };
  return rules.map((rule) => ({ rule, charges }));
}
