import { addDays, type Day, dayNumber, dayOf } from "#src/focus/day";
import { type Random, randomFrom } from "./random.ts";

/** A made-up daily cost: what is delivered, and what is true. */
export interface CostSeries {
  readonly id: string;
  readonly start: Day;
  /** As delivered: a few days are missing. */
  readonly values: readonly (number | null)[];
  readonly truth: readonly number[];
  readonly events: readonly CostEvent[];
}

/** Something that changes the cost from a day on. */
export interface CostEvent {
  readonly kind: "trend break" | "commitment expiry" | "launch" | "shutdown" | "spike";
  readonly day: number;
  /** The share of the level that it adds; for a trend break, the new growth a year. */
  readonly size: number;
}

const START = "2025-01-01";
const DAYS = 578;
const MISSING_SHARE = 0.004;
const RAMP_DAYS = 5;
const DAYS_OF_A_YEAR = 365;

/** `count` series of 19 months from 2025-01-01, the same for the same seed. */
export function costSeries(count: number, seed: number): CostSeries[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => oneSeries(`cost-${index + 1}`, random));
}

function oneSeries(id: string, random: Random): CostSeries {
  const events = eventsBy(random);
  const shape = shapeBy(random);
  const noise = noiseBy(random);
  const level = levelBy(Math.exp(random.between(3, 8)), random.between(-0.1, 0.6), events);
  const truth = level.map((value, index) => value * shape(index) * noise());
  const fee = random.chance(0.3) ? random.between(0.3, 4) * (level[0] ?? 0) : 0;
  const whole = truth.map((value, index) => value + (dateOf(index).endsWith("-01") ? fee : 0));
  const values = whole.map((value) => (random.chance(MISSING_SHARE) ? null : value));
  return { id, start: START, values, truth: whole, events };
}

function dateOf(index: number): Day {
  return addDays(START, index);
}

/** How often each kind of event comes a year, and its size. */
const KINDS: readonly (readonly [CostEvent["kind"], number, number, number])[] = [
  ["trend break", 0.7, -0.4, 1],
  ["commitment expiry", 0.5, 0.12, 0.5],
  ["launch", 0.5, 0.1, 0.4],
  ["shutdown", 0.3, -0.35, -0.1],
  ["spike", 1.5, 0.4, 2],
];

function eventsBy(random: Random): CostEvent[] {
  return KINDS.flatMap(([kind, yearly, low, high]) =>
    Array.from({ length: DAYS }, (_, day) => day).flatMap((day) =>
      random.chance(yearly / DAYS_OF_A_YEAR)
        ? [{ kind, day, size: random.between(low, high) }]
        : [],
    ),
  );
}

function levelBy(first: number, growth: number, events: readonly CostEvent[]): number[] {
  let level = first;
  let yearly = growth;
  return Array.from({ length: DAYS }, (_, day) => {
    yearly =
      events.find((event) => event.kind === "trend break" && event.day === day)?.size ?? yearly;
    level *= (1 + yearly) ** (1 / DAYS_OF_A_YEAR);
    let once = 1;
    for (const event of events) {
      level *= lastingFactor(event, day);
      if (event.kind === "spike" && event.day === day) once += event.size;
    }
    return level * once;
  });
}

/** What an event multiplies the level by on one day, for good; a launch does so over its ramp. */
function lastingFactor({ kind, day: from, size }: CostEvent, day: number): number {
  const since = day - from;
  if (kind === "launch") return since >= 0 && since < RAMP_DAYS ? (1 + size) ** (1 / RAMP_DAYS) : 1;
  const isStep = kind === "commitment expiry" || kind === "shutdown";
  return isStep && since === 0 ? 1 + size : 1;
}

/** The week, the month's end and the turn of the year. */
function shapeBy(random: Random): (index: number) => number {
  const dip = random.between(0, 0.35);
  const rise = random.chance(0.12) ? random.between(0.3, 1) : 0;
  const rest = random.chance(0.4) ? random.between(0.05, 0.25) : 0;
  return (index) => {
    const day = dateOf(index);
    const isWeekend = (dayNumber(day) + 3) % 7 >= 5;
    const isMonthEnd = dayOf(dayNumber(day) + 2).slice(5, 7) !== day.slice(5, 7);
    const isYearEnd = day.slice(5) >= "12-24" || day.slice(5) <= "01-02";
    return (
      (1 - (isWeekend ? dip : 0)) * (1 + (isMonthEnd ? rise : 0)) * (1 - (isYearEnd ? rest : 0))
    );
  };
}

/** Noise of 1.5% to 13% that remembers yesterday. */
function noiseBy(random: Random): () => number {
  const deviation = random.between(0.015, 0.13);
  const memory = random.between(0, 0.7);
  let previous = 0;
  return () => {
    previous = memory * previous + Math.sqrt(1 - memory ** 2) * random.normal();
    return Math.exp(deviation * previous);
  };
}
