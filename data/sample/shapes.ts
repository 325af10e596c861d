import { dayNumber } from "#src/focus/day";
import type { CalendarDay } from "./calendar-day.ts";
import { noiseFactor } from "./random.ts";

/** How the use of something runs through week and month. */
interface Shape {
  readonly saturday: number;
  readonly sunday: number;
  /** Factor on the last two days of a month and, weakened by half, on its first. */
  readonly monthEnd: number;
  /** Factor between Christmas and New Year. */
  readonly yearEnd: number;
  /** Relative deviation from day to day. */
  readonly noise: number;
  /** Growth a month, as a share of the size at the start of 2026. */
  readonly growth: number;
}

/** Always-on machines, business traffic, shoppers and players, nightly batch, office hours. */
export const shapes = {
  steady: { saturday: 1, sunday: 1, monthEnd: 1, yearEnd: 1, noise: 0, growth: 0 },
  stored: { saturday: 1, sunday: 1, monthEnd: 1, yearEnd: 1, noise: 0.002, growth: 0.012 },
  business: { saturday: 0.62, sunday: 0.56, monthEnd: 1, yearEnd: 0.8, noise: 0.03, growth: 0.01 },
  consumer: { saturday: 1.14, sunday: 1.1, monthEnd: 1, yearEnd: 1.1, noise: 0.04, growth: 0.014 },
  batch: { saturday: 0.85, sunday: 0.8, monthEnd: 1.9, yearEnd: 0.95, noise: 0.04, growth: 0.012 },
  office: { saturday: 0.08, sunday: 0.06, monthEnd: 1, yearEnd: 0.3, noise: 0.06, growth: 0.004 },
  ai: { saturday: 0.6, sunday: 0.55, monthEnd: 1, yearEnd: 0.8, noise: 0.06, growth: 0.03 },
} as const satisfies Record<string, Shape>;

/** The name of a shape. */
export type ShapeName = keyof typeof shapes;

const GROWTH_EPOCH = dayNumber("2026-01-01");
const DAYS_PER_MONTH = 30.4375;
/** The company grows slowly and not for ever, so that a bill of any year stays of the same order. */
const GROWTH_MONTHS = { least: -18, most: 30 };

/** The factor of a shape on a day, without chance. */
export function plannedFactor(name: ShapeName, day: CalendarDay): number {
  const shape = shapes[name];
  const months = (day.number - GROWTH_EPOCH) / DAYS_PER_MONTH;
  const grown = Math.min(GROWTH_MONTHS.most, Math.max(GROWTH_MONTHS.least, months));
  return (1 + shape.growth * grown) * weekdayFactor(shape, day) * monthFactor(shape, day);
}

/** The factor of a shape on a day, with the day's chance. */
export function actualFactor(name: ShapeName, day: CalendarDay, random: () => number): number {
  const { noise } = shapes[name];
  const planned = plannedFactor(name, day);
  return noise === 0 ? planned : planned * noiseFactor(random, noise);
}

function weekdayFactor(shape: Shape, day: CalendarDay): number {
  if (day.weekday === 6) return shape.saturday;
  return day.weekday === 0 ? shape.sunday : 1;
}

function monthFactor(shape: Shape, day: CalendarDay): number {
  const yearEnd = day.isYearEnd ? shape.yearEnd : 1;
  if (day.ofMonth > day.daysInMonth - 2) return shape.monthEnd * yearEnd;
  return day.ofMonth === 1 ? (1 + (shape.monthEnd - 1) / 2) * yearEnd : yearEnd;
}
