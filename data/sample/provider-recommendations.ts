import { addDays, type Day } from "#src/focus/day";
import type { ProviderRecommendation } from "#src/provider-items";
import { type AccountKey, billingAccounts, subAccounts } from "./accounts.ts";
import { awsLines, azureLines, gcpLines, type ResourceLine } from "./provider-lines.ts";
import { codeOf } from "./random.ts";
import type { Stream } from "./stream.ts";
import { usageStreams } from "./streams.ts";

/** What one feed of a source lists. */
export interface DemoFeed {
  readonly source: "aws" | "azure" | "gcp";
  readonly feed: string;
  readonly items: readonly ProviderRecommendation[];
}

const DAYS_PER_MONTH = 365 / 12;
const LOOKBACK_DAYS = 14;

/** What the clouds recommend on a day, beside the charges of the same bill. */
export function demoProviderRecommendations(today: Day): readonly DemoFeed[] {
  const refreshedAt = `${addDays(today, -1)}T04:00:00.000Z`;
  const items = (lines: readonly ResourceLine[]) => lines.map((line) => itemOf(line, refreshedAt));
  const bought = (provider: string, type: string, action: string, monthlySaving: number) =>
    purchase(provider, { type, action, monthlySaving, refreshedAt });
  return [
    {
      source: "aws",
      feed: "AWS Cost Optimization Hub",
      items: [
        ...items(awsLines),
        bought(
          "AWS",
          "RdsReservedInstances",
          "Buy RDS Reserved Instances (8 × db.r6g.4xlarge)",
          4100,
        ),
        bought("AWS", "ComputeSavingsPlans", "Buy Compute Savings Plans ($14.00/hour)", 6900),
      ],
    },
    {
      source: "azure",
      feed: "Azure Advisor",
      items: [
        ...items(azureLines),
        bought("Microsoft", "virtualmachines", "Buy virtual machine reserved instances", 1210),
      ],
    },
    {
      source: "gcp",
      feed: "Google Recommender",
      items: [
        ...items(gcpLines),
        bought(
          "Google Cloud",
          "commitment",
          "Buy a spend-based commitment for Compute Engine",
          2950,
        ),
      ],
    },
  ];
}

function itemOf(
  [account, name, meter, kind, action, savedShare]: ResourceLine,
  refreshedAt: string,
): ProviderRecommendation {
  const stream = streamNamed(account, name, meter);
  const { source, sku, perDay, fixed } = stream;
  const monthlyCost = roundCents(sku.price * perDay * DAYS_PER_MONTH);
  const resourceId = fixed.ResourceId ?? null;
  return {
    id: itemId(stream, kind),
    provider: sku.service.provider,
    url: null,
    kind,
    action: action.replace("{name}", name),
    resourceId,
    resourceName: name,
    resourceType: fixed.ResourceType ?? null,
    subAccountId: subAccounts[account].id,
    regionId: fixed.RegionId ?? null,
    monthlySaving: roundCents(monthlyCost * savedShare),
    monthlyCost: source === "aws" ? monthlyCost : null,
    currency: billingAccounts[source].currency,
    priced: "list",
    effort: source === "aws" ? "medium" : null,
    restart: source === "aws" ? kind === "rightsize" : null,
    rollback: source === "aws" ? kind !== "delete-idle" : null,
    lookbackDays: source === "azure" ? null : LOOKBACK_DAYS,
    state: "open",
    etag: source === "gcp" ? `"${codeOf(`etag/${resourceId}`, 16)}"` : null,
    refreshedAt,
  };
}

/** @throws Error for a name that no stream has */
function streamNamed(account: AccountKey, name: string, meter: string): Stream {
  const found = usageStreams.find(
    ({ account: own, sku, fixed }) =>
      own === account && fixed.ResourceName === name && sku.meter.startsWith(meter),
  );
  if (found === undefined) throw new Error(`Nothing in ${account} is called ${name}`);
  return found;
}

/** Ids as each provider makes them; AWS's are made here of what stays the same. */
function itemId({ source, account, fixed }: Stream, kind: string): string {
  const { id } = subAccounts[account];
  const code = codeOf(`${kind}/${fixed.ResourceId}`, 12);
  if (source === "azure") {
    return `/subscriptions/${id}/providers/microsoft.advisor/recommendations/${code}`;
  }
  if (source === "gcp") {
    return `projects/${id}/locations/${fixed.RegionId}/recommenders/google.${kind}/recommendations/${code}`;
  }
  return [id, fixed.RegionId, fixed.ResourceId, kind].join("|");
}

function purchase(
  provider: string,
  part: {
    readonly type: string;
    readonly action: string;
    readonly monthlySaving: number;
    readonly refreshedAt: string;
  },
): ProviderRecommendation {
  return {
    id: `${provider}|${part.type}`,
    provider,
    url: null,
    kind: "buy-commitment",
    action: part.action,
    resourceId: null,
    resourceName: null,
    resourceType: part.type,
    subAccountId: null,
    regionId: null,
    monthlySaving: part.monthlySaving,
    monthlyCost: null,
    currency: provider === "Microsoft" ? "EUR" : "USD",
    priced: "list",
    effort: "low",
    restart: false,
    rollback: false,
    lookbackDays: 30,
    state: "open",
    etag: null,
    refreshedAt: part.refreshedAt,
  };
}

function roundCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
