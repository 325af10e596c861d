import type { KeptItem, RecommendationKind } from "#src/provider-items";
import { keyOf, keyOfItem } from "./recommendation-key.ts";
import type { RuleContext, RuleFinding } from "./rules/rule.ts";

/** What one rule found. */
export interface FoundByRule {
  readonly rule: string;
  readonly findings: readonly RuleFinding[];
}

/** What a provider recommends, as it was last read. */
export type Item = KeptItem<"recommendation">;

/** What a rule and providers say of the same. */
export interface Joined {
  readonly key: string;
  readonly own: (RuleFinding & { readonly rule: string }) | null;
  readonly items: readonly Item[];
}

/** What is thrown away needs no other change. */
const THROWN_AWAY: readonly RecommendationKind[] = ["delete-idle"];

/** What rules found and what providers list, each once by its key. */
export function joinedByKey(
  { providers }: RuleContext,
  found: readonly FoundByRule[],
): readonly Joined[] {
  const byKey = new Map<string, Joined>();
  const covering = new Map<string, string>();
  for (const { rule, findings } of found) {
    for (const finding of findings) {
      const key = keyOf(finding.kind, finding.thing);
      const known = byKey.get(key)?.own ?? null;
      byKey.set(key, { key, own: { ...together(known, finding), rule }, items: [] });
      for (const id of finding.covers) covering.set(keyOf(finding.kind, id), key);
    }
  }
  for (const kept of providers.items("recommendation").filter(isListed)) {
    const itemKey = keyOfItem(kept.source, kept.item);
    const key = covering.get(itemKey) ?? itemKey;
    const known = byKey.get(key) ?? { key, own: null, items: [] };
    byKey.set(key, { ...known, items: [...known.items, kept] });
  }
  return withoutNeedless([...byKey.values()]);
}

/** Without changes of what is to be thrown away anyway: its cost is saved once. */
function withoutNeedless(all: readonly Joined[]): readonly Joined[] {
  const thrownAway = new Set(
    all.filter((one) => THROWN_AWAY.includes(kindOf(one))).map(resourceOf),
  );
  thrownAway.delete(null);
  return all.filter((one) => THROWN_AWAY.includes(kindOf(one)) || !thrownAway.has(resourceOf(one)));
}

function kindOf({ own, items: [first] }: Joined): RecommendationKind {
  return own?.kind ?? first?.item.kind ?? "other";
}

function resourceOf({ own, items: [first] }: Joined): string | null {
  const id = own === null ? (first?.item.resourceId ?? null) : own.resourceId;
  return id === null ? null : keyOf("", id);
}

/** What was dismissed or done at the provider is settled there. */
function isListed({ item: { state, monthlySaving } }: Item): boolean {
  return state !== "dismissed" && state !== "done" && monthlySaving > 0;
}

/** Several lines of the bill about the same thing are one finding; other money is left out, it can't be added. */
function together(known: RuleFinding | null, finding: RuleFinding): RuleFinding {
  if (known === null) return finding;
  if (known.currency !== finding.currency) return known;
  return {
    ...known,
    monthlyCost: known.monthlyCost + finding.monthlyCost,
    monthlySaving: known.monthlySaving + finding.monthlySaving,
  };
}
