import type { SkillContext } from "#src/skill";
import type { Costs } from "#src/store/costs";

interface Kept {
  readonly bill: string;
  readonly found: Map<string, unknown>;
}

/** So many things are kept of a bill; more than that are worked out again. */
const MOST_KEPT = 500;

/**
 * Keeps what is worked out of a bill for as long as the bill and the day stay the same, so that the reports of many
 * teams read it once.
 */
export class KeptForBill<Found> {
  readonly #kept = new WeakMap<Costs, Kept>();

  /** What is known under a name; worked out where nothing is. */
  of(context: SkillContext, name: string, workOut: () => Found): Found {
    const { costs, today, completenessLagDays } = context;
    const bill = [today, completenessLagDays, costs.generation].join(" ");
    let kept = this.#kept.get(costs);
    if (kept?.bill !== bill) {
      kept = { bill, found: new Map() };
      this.#kept.set(costs, kept);
    }
    if (kept.found.has(name)) return kept.found.get(name) as Found;
    const found = workOut();
    const [oldest] = kept.found.keys();
    if (kept.found.size >= MOST_KEPT && oldest !== undefined) kept.found.delete(oldest);
    kept.found.set(name, found);
    return found;
  }
}
