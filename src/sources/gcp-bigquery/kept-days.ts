import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Day } from "#src/focus/day";
import { holdsDay } from "./day-file.ts";
import { type DayState, type DaysOfMonth, versionOfDay } from "./day-state.ts";

/** The days of open invoice months that were read before: one file a day, named by it and its version. */
export class KeptDays {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where a day's rows are kept, in a folder that is there. */
  async place(month: string): Promise<string> {
    const folder = join(this.#folder, month);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** The days whose rows are here as the table has them. */
  async find(month: string, days: DaysOfMonth): Promise<ReadonlySet<Day>> {
    const names = new Set(await namesIn(join(this.#folder, month)));
    const found = new Set<Day>();
    for (const [day, state] of Object.entries(days)) {
      const name = nameOfDay(day, state);
      if (!names.has(name)) continue;
      if (await holdsDay(join(this.#folder, month, name), state)) found.add(day);
    }
    return found;
  }

  /** Removes whatever of a month isn't one of these days. */
  async removeOthers(month: string, days: DaysOfMonth): Promise<void> {
    const wanted = new Set(Object.entries(days).map(([day, state]) => nameOfDay(day, state)));
    for (const name of await namesIn(join(this.#folder, month))) {
      if (!wanted.has(name)) await rm(join(this.#folder, month, name), { force: true });
    }
  }

  /** Removes whole months. */
  async removeMonths(isOver: (month: string) => boolean): Promise<void> {
    for (const month of await namesIn(this.#folder)) {
      if (isOver(month)) await rm(join(this.#folder, month), { recursive: true, force: true });
    }
  }
}

/** The name of a day's file. */
export function nameOfDay(day: Day, state: DayState): string {
  return `${day}-${versionOfDay(state)}.csv.gz`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
