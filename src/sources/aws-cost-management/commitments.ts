import type {
  CostExplorerClient,
  ReservationUtilizationGroup,
  SavingsPlansUtilizationDetail,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import { addDays, addMonths, type Day, dayOfInstant, daysIn, type Period } from "#src/focus/day";
import type { CommitmentUsage } from "#src/provider-items";
import { type AwsApi, COST_EXPLORER_PRICE, type SendOptions } from "#src/sources/aws/aws-api";
import { allPages } from "#src/sources/aws/pages";
import { CallError } from "#src/sources/calls/call-error";
import { monthOf } from "#src/sources/month";
import type { Feed, FeedReading } from "#src/sources/source";
import { readNumber } from "./read-number.ts";

const CONSOLE = "https://console.aws.amazon.com/costmanagement/home#";

/** Every call costs money, and one month takes six. */
const EVERY_HOURS = 68;
/** Months before the running one that are read at first. */
const MONTHS_BACK = 2;
/** So many days after a month's end its use is final. */
const SETTLED_AFTER = 5;
/** Days that must have passed since the first one that is asked for. */
const REPORTING_DELAY = 2;
/** Milliseconds from a day's first moment to its last. */
const LAST_MOMENT_OF_DAY = 86_399_999;

/** Services whose reservations can be asked for; each one by itself. */
const RESERVED_SERVICES = [
  "Amazon Elastic Compute Cloud - Compute",
  "Amazon Relational Database Service",
  "Amazon ElastiCache",
  "Amazon Redshift",
  "Amazon Elasticsearch Service",
] as const;

/** The months that are final and were read, `2026-10`. */
const memorySchema = z.array(z.string());

/** How much of each Savings Plan and reservation was used, by month. */
export class CommitmentsFeed implements Feed<"commitment-usage"> {
  readonly kind = "commitment-usage";
  readonly name = "AWS Savings Plans and reservations";
  readonly everyHours = EVERY_HOURS;
  readonly isHistory = true;
  readonly #api: AwsApi<CostExplorerClient>;
  readonly #today: () => Day;

  constructor(api: AwsApi<CostExplorerClient>, today: () => Day) {
    this.#api = api;
    this.#today = today;
  }

  async read(memory: string | null): Promise<FeedReading<"commitment-usage">> {
    const today = this.#today();
    const done = readMemory(memory);
    const items: CommitmentUsage[] = [];
    const final: string[] = [];
    for (const period of periodsOf(today)) {
      const month = monthOf(period.start);
      const isSettled = addDays(addMonths(period.start, 1), SETTLED_AFTER) <= today;
      if (isSettled) final.push(month);
      if (done.includes(month)) continue;
      items.push(...(await this.savingsPlans(period)));
      for (const service of RESERVED_SERVICES) {
        items.push(...(await this.reservations(period, service)));
      }
    }
    return { items, memory: JSON.stringify(final) };
  }

  /** @throws CallError */
  async savingsPlans(period: Period): Promise<CommitmentUsage[]> {
    const { GetSavingsPlansUtilizationDetailsCommand } = await import(
      "@aws-sdk/client-cost-explorer"
    );
    const details = await allPages(async (token) => {
      const command = new GetSavingsPlansUtilizationDetailsCommand({
        TimePeriod: { Start: period.start, End: period.end },
        DataType: ["ATTRIBUTES", "UTILIZATION", "SAVINGS"],
        NextToken: token,
      });
      const page = await this.#call("Reading the use of Savings Plans", (client, options) =>
        client.send(command, options),
      );
      return { items: page?.SavingsPlansUtilizationDetails, next: page?.NextToken };
    });
    return details.flatMap((detail) => savingsPlanUsageOf(detail, period) ?? []);
  }

  /** @throws CallError */
  async reservations(period: Period, service: string): Promise<CommitmentUsage[]> {
    const { GetReservationUtilizationCommand } = await import("@aws-sdk/client-cost-explorer");
    const groups = await allPages(async (token) => {
      const command = new GetReservationUtilizationCommand({
        TimePeriod: { Start: period.start, End: period.end },
        GroupBy: [{ Type: "DIMENSION", Key: "SUBSCRIPTION_ID" }],
        Filter: { Dimensions: { Key: "SERVICE", Values: [service] } },
        NextPageToken: token,
      });
      const page = await this.#call("Reading the use of reservations", (client, options) =>
        client.send(command, options),
      );
      const items = page?.UtilizationsByTime?.flatMap(({ Groups = [] }) => Groups);
      return { items, next: page?.NextPageToken };
    });
    return groups.flatMap((group) => reservationUsageOf(group, period) ?? []);
  }

  /** Undefined where AWS has nothing to tell: no commitment of that kind in that time. */
  async #call<Answer>(
    action: string,
    send: (client: CostExplorerClient, options: SendOptions) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      return await this.#api.call(action, send, COST_EXPLORER_PRICE);
    } catch (error) {
      if (error instanceof CallError && error.reason.includes("DataUnavailable")) return undefined;
      throw error;
    }
  }
}

/** The last months and the running one, oldest first; half-open, up to today. */
function periodsOf(today: Day): Period[] {
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, at) =>
    addMonths(today, at - MONTHS_BACK),
  );
  return months
    .map((start) => ({ start, end: earlierOf(addMonths(start, 1), today) }))
    .filter(({ start }) => daysIn({ start, end: today }) >= REPORTING_DELAY);
}

function earlierOf(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** How a Savings Plan was used; null where AWS names none, or it covered none of the time. */
function savingsPlanUsageOf(
  { SavingsPlanArn: arn, Attributes, Utilization, Savings }: SavingsPlansUtilizationDetail,
  period: Period,
): CommitmentUsage | null {
  const committed = readNumber(Utilization?.TotalCommitment) ?? 0;
  if (arn === undefined || committed === 0) return null;
  const used = readNumber(Utilization?.UsedCommitment) ?? 0;
  return {
    ...commonFields(arn, period, "savings-plan"),
    utilisation: shareOf(Utilization?.UtilizationPercentage) ?? used / committed,
    committed,
    used,
    onDemandCost: readNumber(Savings?.OnDemandCostEquivalent),
    expires: dayOfAttribute(Attributes, "EndDateTime"),
  };
}

/** How a reservation was used, by its amortised fees; null where it covered none of the time. */
function reservationUsageOf(
  { Value: subscription = "", Attributes, Utilization }: ReservationUtilizationGroup,
  period: Period,
): CommitmentUsage | null {
  const utilisation = shareOf(Utilization?.UtilizationPercentage);
  const hours = readNumber(Utilization?.PurchasedHours) ?? 0;
  if (utilisation === null || hours === 0) return null;
  const committed = readNumber(Utilization?.TotalAmortizedFee) ?? 0;
  const unused = readNumber(Utilization?.RICostForUnusedHours) ?? committed * (1 - utilisation);
  const arn = attributeOf(Attributes, "reservationARN") ?? subscription;
  return {
    ...commonFields(arn, period, "reservation"),
    utilisation,
    committed,
    used: committed - unused,
    onDemandCost: readNumber(Utilization?.OnDemandCostOfRIHoursUsed),
    expires: dayOfAttribute(Attributes, "endDateTime"),
  };
}

function commonFields(id: string, { start, end }: Period, kind: CommitmentUsage["kind"]) {
  const page = kind === "savings-plan" ? "savings-plans/utilization" : "ri/utilization";
  return {
    id: `${id}|${monthOf(start)}`,
    provider: "AWS",
    url: `${CONSOLE}/${page}`,
    kind,
    start,
    end,
    commitmentDiscountId: id,
    currency: "USD",
  };
}

function shareOf(percentage: string | undefined): number | null {
  const percent = readNumber(percentage);
  return percent === null ? null : percent / 100;
}

type Attributes = Readonly<Record<string, string>> | undefined;

/** Plans and reservations spell their attributes in different case. */
function attributeOf(attributes: Attributes, name: string): string | null {
  const folded = name.toLowerCase();
  const entry = Object.entries(attributes ?? {}).find(([key]) => key.toLowerCase() === folded);
  return entry?.[1] || null;
}

/** The first whole day after an instant. */
function dayOfAttribute(attributes: Attributes, name: string): Day | null {
  const instant = Date.parse(attributeOf(attributes, name) ?? "");
  return Number.isNaN(instant) ? null : dayOfInstant(new Date(instant + LAST_MOMENT_OF_DAY));
}

/** A memory of another shape, an older version's, is forgotten. */
function readMemory(memory: string | null): readonly string[] {
  const parsed = memorySchema.safeParse(memory === null ? [] : JSON.parse(memory));
  return parsed.success ? parsed.data : [];
}
