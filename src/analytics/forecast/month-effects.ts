import { dayOf } from "#src/focus/day";
import { at, DEVIATION_OF_MEDIAN_SIZE, mean, median, sum } from "./statistics.ts";

/** What each place in the month adds; empty where nothing is known of it. */
export type MonthEffects = readonly number[];

/** The last three days count from the month's end, the others from its start. */
const DAYS_FROM_THE_END = 3;
const PLACES = 31 + DAYS_FROM_THE_END;
/** Two months: each place was seen twice. */
const FEWEST_DAYS = 62;
/** How much clearer than its error an effect must be to count in full. */
const CAUTION = 5;

/** The place in its month of each of `count` days: 0 to 30 from the start, 31 to 33 the last three. */
export function monthPlaces(firstDay: number, count: number): number[] {
  const places: number[] = [];
  let date = Number(dayOf(firstDay).slice(8));
  let length = lengthOfMonth(firstDay, date);
  for (let day = firstDay; places.length < count; day++) {
    if (date > length) {
      date = 1;
      length = lengthOfMonth(day, date);
    }
    const left = length - date;
    places.push(left < DAYS_FROM_THE_END ? PLACES - 1 - left : date - 1);
    date++;
  }
  return places;
}

/** Four weeks after the first of a month is still that month; the days beyond are counted off. */
function lengthOfMonth(day: number, date: number): number {
  const beyond = Number(dayOf(day - date + 32).slice(8));
  return 32 - beyond;
}

/**
 * What the first, the last and every other day of the month lies above the days around it. An effect counts
 * the less, the more it differs from month to month.
 * @param excesses what each day lies above the level around it, its week taken off
 * @param places the places of the same days
 */
export function monthEffects(excesses: readonly number[], places: readonly number[]): MonthEffects {
  if (excesses.length < FEWEST_DAYS) return [];
  const byPlace: number[][] = Array.from({ length: PLACES }, () => []);
  for (const [index, excess] of excesses.entries()) byPlace[at(places, index)]?.push(excess);
  const noise = DEVIATION_OF_MEDIAN_SIZE * median(excesses.map(Math.abs));
  return byPlace.map((all) => effectOf(all, noise));
}

function effectOf(excesses: readonly number[], noise: number): number {
  if (excesses.length < 2) return 0;
  const effect = (median(excesses) + mean(excesses)) / 2;
  const squares = sum(excesses.map((excess) => (excess - effect) ** 2));
  const variance = Math.max(squares / (excesses.length - 1), noise ** 2);
  const size = effect ** 2;
  return size === 0 ? 0 : (effect * size) / (size + (CAUTION * variance) / excesses.length);
}
