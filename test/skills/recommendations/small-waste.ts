import type { AccessSettings } from "#src/access";
import { approvalsSchema } from "#src/recommendations/approvals";
import type { Recommendation } from "#src/recommendations/recommendation";
import { EC2, S3, VM } from "../../conversations/small-company.ts";
import { recommendation } from "../../recommendations/example.ts";

/** What can be saved in the small company: 1 to 5, in this order. */
const WASTE: readonly Recommendation[] = [
  recommendation("delete-idle:nat-1", {
    action: "Delete the idle NAT gateway nat-1",
    serviceName: EC2,
    resourceId: "nat-1",
    subAccountId: "1",
    subAccountName: "shop-one",
    regionId: "us-east-1",
  }),
  recommendation("delete-idle:ledger-old", {
    action: "Delete the idle RDS instance ledger-old",
    serviceName: "Amazon Relational Database Service",
    resourceId: "ledger-old",
    subAccountId: "1",
    subAccountName: "shop-one",
    team: "data",
    monthlySaving: 300,
    monthlyCost: 320,
    findings: [
      {
        from: "aws",
        isProvider: true,
        itemId: "item-2",
        monthlySaving: 340,
        priced: "list",
      },
      {
        from: "idle-databases",
        isProvider: false,
        itemId: null,
        monthlySaving: 300,
        priced: "paid",
      },
    ],
  }),
  recommendation("storage-class:lake", {
    kind: "storage-class",
    action: "Move the bucket lake to infrequent access",
    serviceName: S3,
    resourceId: "lake",
    subAccountId: "1",
    subAccountName: "shop-one",
    team: "data",
    monthlySaving: 50,
    monthlyCost: 200,
  }),
  recommendation("rightsize:big", {
    kind: "rightsize",
    action: "Make the machine big smaller",
    provider: "Microsoft",
    serviceName: VM,
    resourceId: "big",
    subAccountId: "3",
    subAccountName: "corporate",
    regionId: "westeurope",
    team: "data",
    monthlySaving: 2_000,
    monthlyCost: 4_000,
    effort: "medium",
    risk: "medium",
    restart: true,
  }),
  recommendation("delete-idle:lake", {
    action: "Delete the bucket lake",
    serviceName: S3,
    resourceId: "lake",
    subAccountId: "2",
    subAccountName: "shop-two",
    team: null,
    environment: "staging",
    monthlySaving: 40,
    monthlyCost: 200,
  }),
];

/** Finds that waste, whatever the bill says; from 1,000 USD a month on a second person approves. */
export const FINDING: Partial<AccessSettings> = {
  findRecommendations: () => WASTE,
  approvals: approvalsSchema.parse({ minimumMonthlySaving: { USD: 1_000 } }),
};
