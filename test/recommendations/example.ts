import type { Recommendation } from "#src/recommendations/recommendation";

/** A recommendation about a volume that nothing uses. */
export function recommendation(key: string, part: Partial<Recommendation> = {}): Recommendation {
  return {
    key,
    kind: "delete-idle",
    action: `Delete the volume ${key}`,
    reason: "Nothing has been attached to it for 30 days.",
    filters: [],
    provider: "AWS",
    resourceId: key,
    resourceName: null,
    covers: [],
    subAccountId: "111122223333",
    subAccountName: "shop",
    serviceName: "Amazon Elastic Block Store",
    regionId: "eu-central-1",
    team: "payments",
    environment: "production",
    currency: "USD",
    monthlySaving: 100,
    monthlyCost: 100,
    findings: [
      {
        from: "unattached-volumes",
        isProvider: false,
        itemId: null,
        monthlySaving: 100,
        priced: "paid",
      },
    ],
    effort: "low",
    risk: "low",
    restart: false,
    rollback: false,
    ...part,
  };
}
