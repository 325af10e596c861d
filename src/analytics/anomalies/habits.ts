import type { Rhythm } from "./rhythm.ts";

/** What has happened so often … */
const TIMES = 3;
/** … within so many paces (eight weeks) is a habit … */
const PACES = 8;
/** … and so is what happened a month ago and the month before, in days. */
const MONTHS = [
  { least: 28, most: 31 },
  { least: 59, most: 62 },
] as const;
/** It counts when it was at least this strong, compared with now, on the log scale. */
const ALIKE = 0.7;

/** A short spike (positive excess, log scale) or drop. */
interface Occurrence {
  readonly point: number;
  readonly excess: number;
}

/** Short spikes and drops that keep coming back: batches at no fixed time, sporadic use, monthly charges. */
export class Habits {
  readonly #memory: number;
  readonly #months: readonly { readonly least: number; readonly most: number }[];
  #occurrences: Occurrence[] = [];

  constructor({ pace, isDaily }: Rhythm) {
    this.#memory = PACES * pace;
    this.#months = isDaily ? MONTHS : [];
  }

  /** Notes a spike or a drop. */
  note(point: number, excess: number): void {
    const longest = Math.max(this.#memory, this.#months.at(-1)?.most ?? 0);
    this.#occurrences = this.#occurrences.filter((earlier) => point - earlier.point <= longest);
    this.#occurrences.push({ point, excess });
  }

  /** Whether as much, in this direction, has been seen so often that it is no news. */
  includes(point: number, excess: number): boolean {
    if (this.#occurrences.length < MONTHS.length) return false;
    const ages = this.#occurrences
      .filter((earlier) => earlier.excess / excess >= ALIKE)
      .map((earlier) => point - earlier.point);
    if (ages.filter((age) => age <= this.#memory).length >= TIMES) return true;
    if (this.#months.length === 0) return false;
    return this.#months.every(({ least, most }) => ages.some((age) => age >= least && age <= most));
  }
}
