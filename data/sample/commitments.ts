import { addDays, addMonths, type Day, daysIn } from "#src/focus/day";
import type { AccountKey } from "./accounts.ts";
import { awsServices } from "./aws-skus.ts";
import { azureServices } from "./azure-skus.ts";
import type { Service } from "./catalogue.ts";
import { gcpServices } from "./gcp-skus.ts";

/** The commitments of the demo by a short key. */
export type CommitmentKey = "aws-compute-plan" | "aws-rds" | "aws-cache" | "azure-vm" | "gcp-cud";

/** A discount bought by promising to spend or to use; the term is [start, end). */
export interface Commitment {
  readonly key: CommitmentKey;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly account: AccountKey;
  readonly service: Service;
  readonly meter: string;
  readonly start: Day;
  readonly end: Day;
  /** What the whole commitment costs an hour, in the currency of the account's bill. */
  readonly hourlyCost: number;
  /** Spend: the share off the contracted price. Usage: how many resources are covered. */
  readonly benefit:
    | { readonly category: "Spend"; readonly discount: number }
    | { readonly category: "Usage"; readonly resources: number };
  /** When it is paid: every day, on the first of each month, or all on the first day of the term. */
  readonly payment: "daily" | "monthly" | "upfront";
}

const savingsPlans: Service = {
  provider: "AWS",
  host: "AWS",
  name: "Savings Plans for AWS Compute usage",
  category: "Compute",
  subcategory: "Other (Compute)",
};

/** The commitments that a clock on `today` sees; their terms begin and end with calendar months. */
export function commitmentsAt(today: Day): readonly Commitment[] {
  return [...awsCommitments(today), azureReservation(today), googleCommitment(today)];
}

function awsCommitments(today: Day): readonly Commitment[] {
  return [
    {
      key: "aws-compute-plan",
      id: "arn:aws:savingsplans::200000000001:savingsplan/0b8c2f6e-51d7-4a3c-9e44-7d1f60a2c3b9",
      name: "compute-plan-3yr",
      type: "Compute Savings Plan",
      account: "aws-shared",
      service: savingsPlans,
      meter: "ComputeSP:3yrNoUpfront",
      start: addMonths(today, -20),
      end: addMonths(today, 16),
      hourlyCost: 20,
      benefit: { category: "Spend", discount: 0.28 },
      payment: "daily",
    },
    {
      key: "aws-rds",
      id: "arn:aws:rds:us-east-1:210000000011:ri:postgres-r6g-4xlarge",
      name: "postgres-r6g-4xlarge",
      type: "Reserved Instance",
      account: "aws-prod",
      service: awsServices.rds,
      meter: "ReservedInstance:db.r6g.4xl:1yrAllUpfront",
      start: addMonths(today, -13),
      end: addMonths(today, -1),
      hourlyCost: 8.4,
      benefit: { category: "Usage", resources: 8 },
      payment: "upfront",
    },
    {
      key: "aws-cache",
      id: "arn:aws:elasticache:us-east-1:210000000011:reserved-instance:cache-r6g-4xlarge",
      name: "cache-r6g-4xlarge",
      type: "Reserved Node",
      account: "aws-prod",
      service: awsServices.elastiCache,
      meter: "ReservedNode:cache.r6g.4xlarge:3yrNoUpfront",
      start: addMonths(today, -15),
      end: addMonths(today, 21),
      hourlyCost: 8.5488,
      benefit: { category: "Usage", resources: 8 },
      payment: "monthly",
    },
  ];
}

function azureReservation(today: Day): Commitment {
  const end = halfMonthNear(addDays(today, 40));
  return {
    key: "azure-vm",
    id: "/providers/microsoft.capacity/reservationorders/91c4a7f2-0d35-4e8b-b6a1-3f5e2d708c46/reservations/5a6b7c8d-1e2f-4031-9243-5465768798a9",
    name: "vm-d16s-v5-west-europe",
    type: "Reservation",
    account: "azure-prod",
    service: azureServices.machines,
    meter: "Reservation D16s v5, 1 year",
    start: addDays(end, -365),
    end,
    hourlyCost: 3.15456,
    benefit: { category: "Usage", resources: 6 },
    payment: "upfront",
  };
}

function googleCommitment(today: Day): Commitment {
  return {
    key: "gcp-cud",
    id: "projects/nw-search-prod/regions/us-central1/commitments/compute-flex-2024",
    name: "compute-flex",
    type: "Compute flexible CUD",
    account: "gcp-search",
    service: gcpServices.compute,
    meter: "Commitment - dollar based v1: GCE for 1 year",
    start: addMonths(today, -17),
    end: addMonths(today, -5),
    hourlyCost: 5.2,
    benefit: { category: "Spend", discount: 0.28 },
    payment: "daily",
  };
}

/** The 1st or 16th of a month that is nearest to a day. */
function halfMonthNear(day: Day): Day {
  const first = addMonths(day, 0);
  const choices = [first, addDays(first, 15), addMonths(day, 1)];
  const distance = (choice: Day) => Math.abs(daysIn({ start: choice, end: day }));
  return choices.reduce((nearest, choice) =>
    distance(choice) < distance(nearest) ? choice : nearest,
  );
}
