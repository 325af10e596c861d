import { addDays, addMonths, type Day, dayNumber, mondayOf } from "#src/focus/day";
import { subAccounts } from "./accounts.ts";
import type { CalendarDay } from "./calendar-day.ts";
import type { Stream } from "./stream.ts";

/** Charges by the value of FOCUS columns; `team` stands for the team tag in any of its spellings. */
export type Filters = Readonly<Record<string, string>>;

/** What kind of change an event is. */
export type EventKind = "spike" | "level-shift" | "growth" | "price-change" | "drop";

/** Something that happened to the company's cost, in days of [start, end); it lasts while end is null. */
export interface PlantedEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly title: string;
  readonly start: Day;
  readonly end: Day | null;
  /** Where a person would see it. */
  readonly filters: Filters;
  /** The finest charges that moved, within `filters`. */
  readonly cause: Filters;
  /** What their quantities are multiplied by on the n-th day of the event, counted from 0. */
  readonly factor: (dayOfEvent: number) => number;
}

/** A clock's weeks: events keep their weekday while the clock moves through a week. */
type DayOf = (daysFromMonday: number) => Day;

/** Days until the forgotten sandbox runs around the clock. */
const SANDBOX_GROWTH_DAYS = 45;

/**
 * The events that a clock on `today` finds in the data. They are placed by the Monday of its week,
 * the end of a reservation by its month.
 */
export function plantedEvents(today: Day): readonly PlantedEvent[] {
  const monday = mondayOf(today);
  const dayOf: DayOf = (daysFromMonday) => addDays(monday, daysFromMonday);
  return [
    reservationEnd(today),
    ...lastingEvents(dayOf),
    ...awsEvents(dayOf),
    ...otherEvents(dayOf),
  ];
}

/** The reservation of commitments.ts ends: the same hours go back to the on-demand price. */
function reservationEnd(today: Day): PlantedEvent {
  const meter = { SubAccountId: subAccounts["aws-prod"].id, SkuMeter: "InstanceUsage:db.r6g.4xl" };
  return {
    id: "rds-reservation-ended",
    kind: "price-change",
    title: "The RDS reservation ended; its databases run on demand",
    start: addMonths(today, -1),
    end: null,
    filters: meter,
    cause: meter,
    factor: () => 1,
  };
}

function lastingEvents(dayOf: DayOf): readonly PlantedEvent[] {
  const nat = { SubAccountId: subAccounts["aws-prod"].id, SkuMeter: "NatGateway-Bytes" };
  const fabric = { ServiceName: "Microsoft Fabric" };
  const growthTeam = { team: "growth", BillingCurrency: "USD" };
  return [
    {
      id: "fabric-capacity-doubled",
      kind: "level-shift",
      title: "The Fabric capacity was doubled from F64 to F128",
      start: dayOf(-47),
      end: null,
      filters: fabric,
      cause: { ...fabric, SkuMeter: "Capacity Usage CU" },
      factor: () => 2,
    },
    {
      id: "forgotten-sandbox",
      kind: "growth",
      title: "A fine-tuning trial in the sandbox grows unnoticed",
      start: dayOf(-40),
      end: null,
      filters: { SubAccountId: subAccounts["aws-sandbox"].id },
      cause: { SubAccountId: subAccounts["aws-sandbox"].id, SkuMeter: "BoxUsage:g5.12xlarge" },
      factor: (dayOfEvent) => Math.min(1, (dayOfEvent + 1) / SANDBOX_GROWTH_DAYS),
    },
    {
      id: "nat-traffic-shift",
      kind: "level-shift",
      title: "A missing VPC endpoint sends S3 traffic through the NAT gateway",
      start: dayOf(-20),
      end: null,
      filters: nat,
      cause: nat,
      factor: () => 2.6,
    },
    {
      id: "growth-team-drop",
      kind: "drop",
      title: "The growth team's campaign ended and its services shrank",
      start: dayOf(-18),
      end: null,
      filters: growthTeam,
      cause: growthTeam,
      factor: () => 0.35,
    },
  ];
}

function awsEvents(dayOf: DayOf): readonly PlantedEvent[] {
  const staging = {
    ServiceName: "Amazon Elastic Compute Cloud",
    SubAccountId: subAccounts["aws-staging"].id,
  };
  const logs = { ServiceName: "AmazonCloudWatch", SubAccountId: subAccounts["aws-prod"].id };
  return [
    {
      id: "cloudwatch-debug-logs",
      kind: "spike",
      title: "Debug logging of checkout was left on for a week",
      start: dayOf(-34),
      end: dayOf(-27),
      filters: logs,
      cause: { ...logs, SkuMeter: "DataProcessing-Bytes", ResourceName: "shop/checkout" },
      factor: () => 6,
    },
    {
      id: "payments-gpu-fleet",
      kind: "spike",
      title: "A GPU fleet for a load test of payments was left on in staging",
      start: dayOf(-12),
      end: dayOf(-9),
      filters: staging,
      cause: { ...staging, SkuMeter: "BoxUsage:g5.12xlarge" },
      factor: () => 1,
    },
  ];
}

function otherEvents(dayOf: DayOf): readonly PlantedEvent[] {
  const assistant = {
    ServiceProviderName: "Anthropic",
    SubAccountId: subAccounts["anthropic-assistant"].id,
  };
  const bigQuery = { ServiceName: "BigQuery", SubAccountId: subAccounts["gcp-analytics"].id };
  const snowflake = { ServiceName: "Snowflake", SubAccountId: subAccounts["snowflake-prod"].id };
  return [
    {
      id: "anthropic-token-surge",
      kind: "spike",
      title: "A release of the assistant lost its prompt cache and paid for full input tokens",
      start: dayOf(-13),
      end: dayOf(-9),
      filters: assistant,
      cause: { ...assistant, SkuMeter: "claude-sonnet-4-5 input tokens" },
      factor: () => 7,
    },
    {
      id: "snowflake-warehouse-stuck",
      kind: "spike",
      title: "The ETL warehouse stayed scaled out over a weekend",
      start: dayOf(-9),
      end: dayOf(-7),
      filters: snowflake,
      cause: { ...snowflake, ResourceName: "ETL_WH" },
      factor: () => 4.5,
    },
    {
      id: "bigquery-runaway-query",
      kind: "spike",
      title: "A dashboard query without a partition filter scanned everything for a day",
      start: dayOf(-5),
      end: dayOf(-4),
      filters: bigQuery,
      cause: { ...bigQuery, SkuMeter: "Analysis" },
      factor: () => 14,
    },
  ];
}

/** Whether an event moves the charges of a stream. */
export function affects({ cause }: PlantedEvent, { team, fixed }: Stream): boolean {
  const cells: Readonly<Record<string, string | number | null>> = fixed;
  return Object.entries(cause).every(([column, value]) =>
    column === "team" ? team === value : cells[column] === value,
  );
}

/** Which day of an event a day is, counted from 0; null before and after it. */
export function dayOfEvent(
  { start, end }: PlantedEvent,
  { day, number }: CalendarDay,
): number | null {
  if (day < start || (end !== null && day >= end)) return null;
  return number - dayNumber(start);
}
