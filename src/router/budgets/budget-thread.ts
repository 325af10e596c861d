import { z } from "zod";
import type { Turn } from "#src/conversation";
import { filterSchema } from "#src/cost-question";

/** The first column of a list of budgets holds their names. */
const NAMES = "budget";
const OF_BUDGETS: ReadonlySet<string> = new Set([
  "list-budgets",
  "set-budget",
  "mute-budget",
  "budget-history",
  "set-suggested-budgets",
]);

/** What a thread about budgets holds. */
export interface BudgetThread {
  /** The names that were shown. */
  readonly names: readonly string[];
  /** What was last asked to have budgets; null where nothing was. */
  readonly suggested: { readonly dimension: string; readonly filters: readonly unknown[] } | null;
}

const suggestedSchema = z.object({ dimension: z.string(), filters: z.array(filterSchema) });

/** What a turn leaves to follow up on; null where it wasn't about budgets. */
export function budgetThread({ skill, input, rows }: Turn): BudgetThread | null {
  if (skill === "suggest-budgets") {
    const suggested = suggestedSchema.safeParse(input);
    return { names: [], suggested: suggested.success ? suggested.data : null };
  }
  if (!OF_BUDGETS.has(skill)) return null;
  const shown = rows?.dimension === NAMES ? rows.values : [];
  return { names: z.array(z.string()).catch([]).parse(shown), suggested: null };
}
