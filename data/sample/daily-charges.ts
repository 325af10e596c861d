import { type Day, daysIn } from "#src/focus/day";
import type { AccountKey } from "./accounts.ts";
import { type CalendarDay, midnight } from "./calendar-day.ts";
import { type BillingMonth, usageCharge, wholeMonth } from "./charges.ts";
import type { Cells } from "./columns.ts";
import { commitmentPurchase, coveredCharge, unusedCommitment } from "./commitment-charges.ts";
import type { Commitment } from "./commitments.ts";
import { type Coverage, coverageOn, draw } from "./coverage.ts";
import { affects, dayOfEvent, type PlantedEvent } from "./events.ts";
import { hourlyUse } from "./hours.ts";
import { splitNode } from "./kubernetes.ts";
import { randomNumbersOfDay } from "./random.ts";
import { roundQuantity } from "./rounding.ts";
import { actualFactor } from "./shapes.ts";
import type { Stream } from "./stream.ts";

/** A stream with the events that move it. */
export interface ScheduledStream {
  readonly stream: Stream;
  readonly events: readonly PlantedEvent[];
  /** The day from which it is there; null for one that always was. */
  readonly start: Day | null;
  /** The day from which it is gone; null for one that goes on. */
  readonly end: Day | null;
}

/** A day as far as its source has delivered it. */
export interface DeliveredDay extends CalendarDay {
  /** 24, or fewer while the day is still coming in. */
  readonly hours: number;
  /** Whether the development account's machines are billed by the hour. */
  readonly isHourly: boolean;
}

const HOURLY_ACCOUNT: AccountKey = "aws-dev";

/** Finds the events of each stream, when it begins and when it ends. */
export function schedule(
  streams: readonly Stream[],
  events: readonly PlantedEvent[],
  today: Day,
): readonly ScheduledStream[] {
  return streams.map((stream) => ({
    stream,
    events: events.filter((event) => affects(event, stream)),
    start: stream.options.from?.(today) ?? null,
    end: stream.options.goneFrom?.(today) ?? null,
  }));
}

/** The usage of a day, what commitments cover of it, and what is paid for the commitments that day. */
export function* dailyCharges(
  scheduled: readonly ScheduledStream[],
  commitments: readonly Commitment[],
  month: BillingMonth,
  day: DeliveredDay,
): Generator<Cells> {
  const coverages = coverageOn(day.day, day.hours, commitments);
  for (const { stream, events } of scheduled.filter((one) => isThere(one, day))) {
    const quantity = quantityOn(stream, events, day);
    if (quantity <= 0) continue;
    const { commitment } = stream.options;
    const coverage = commitment === undefined ? undefined : coverages.get(commitment);
    yield* usageOf(stream, month, day, quantity, coverage);
  }
  for (const { commitment, left } of coverages.values()) {
    if (left > 0) yield unusedCommitment(commitment, month, day, left);
    yield* purchasesOn(commitment, month, day);
  }
}

function isThere({ start, end }: ScheduledStream, { day }: DeliveredDay): boolean {
  return (start === null || day >= start) && (end === null || day < end);
}

function quantityOn(stream: Stream, events: readonly PlantedEvent[], day: DeliveredDay): number {
  const factor = eventFactor(stream, events, day);
  if (factor === 0) return 0;
  const random = randomNumbersOfDay(stream.seed, day.number);
  const wanted = stream.perDay * actualFactor(stream.shape, day, random);
  const shaped = Math.min(stream.mostPerDay, wanted);
  return roundQuantity((shaped * factor * day.hours) / 24);
}

/** What the events of a stream multiply a day's quantity by; 0 where it doesn't exist yet. */
function eventFactor(stream: Stream, events: readonly PlantedEvent[], day: CalendarDay): number {
  let factor = stream.options.onlyDuring === undefined ? 1 : 0;
  for (const event of events) {
    const number = dayOfEvent(event, day);
    if (number === null) continue;
    factor =
      event.id === stream.options.onlyDuring ? event.factor(number) : factor * event.factor(number);
  }
  return factor;
}

function isHourlyMachine({ account, fixed }: Stream): boolean {
  return account === HOURLY_ACCOUNT && fixed.ResourceType === "EC2 Instance";
}

function* usageOf(
  stream: Stream,
  month: BillingMonth,
  day: DeliveredDay,
  quantity: number,
  coverage: Coverage | undefined,
): Generator<Cells> {
  if (stream.options.cluster !== undefined) {
    yield* splitCharges(stream, stream.options.cluster, month, day, quantity);
  } else if (day.isHourly && isHourlyMachine(stream)) {
    for (const { period, quantity: part } of hourlyUse(day, quantity)) {
      yield usageCharge(stream, month, period, part);
    }
  } else if (coverage === undefined) {
    yield usageCharge(stream, month, day, quantity);
  } else {
    yield* partlyCovered(stream, month, day, quantity, coverage);
  }
}

function* partlyCovered(
  stream: Stream,
  month: BillingMonth,
  day: DeliveredDay,
  quantity: number,
  coverage: Coverage,
): Generator<Cells> {
  const covered = draw(coverage, stream, quantity);
  if (covered.quantity > 0) {
    const { commitment } = coverage;
    yield coveredCharge(stream, month, day, covered.quantity, commitment, covered.cost);
  }
  const rest = roundQuantity(quantity - covered.quantity);
  if (rest > 0) yield usageCharge(stream, month, day, rest);
}

function* splitCharges(
  stream: Stream,
  cluster: NonNullable<Stream["options"]["cluster"]>,
  month: BillingMonth,
  day: DeliveredDay,
  quantity: number,
): Generator<Cells> {
  for (const share of splitNode(cluster, quantity, stream.seed ^ day.number)) {
    yield {
      ...usageCharge(stream, month, day, share.quantity),
      AllocatedMethodDetails: share.methodDetails,
      AllocatedMethodId: share.methodId,
      AllocatedResourceId: share.resourceId,
      AllocatedResourceName: share.resourceName,
      AllocatedTags: share.tags,
    };
  }
}

function* purchasesOn(
  commitment: Commitment,
  month: BillingMonth,
  day: DeliveredDay,
): Generator<Cells> {
  const { payment, start, end } = commitment;
  if (payment === "daily") {
    yield commitmentPurchase(commitment, month, day, day.hours);
  } else if (payment === "monthly" && day.ofMonth === 1) {
    yield commitmentPurchase(commitment, month, wholeMonth(month), month.days * 24);
  } else if (payment === "upfront" && day.day === start) {
    const term = { start: midnight(start), end: midnight(end) };
    yield commitmentPurchase(commitment, month, term, daysIn({ start, end }) * 24);
  }
}
