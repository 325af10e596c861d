import { ExactSum } from "#src/focus/exact-sum";
import type { Recommendation } from "#src/recommendations/recommendation";
import { keyOf } from "./recommendation-key.ts";

/**
 * What each of several recommendations saves a month beside all others, so that nothing is saved twice. Of those for
 * one resource, which are alternatives, the largest counts; what is about many resources counts for what others
 * leave of their cost.
 */
export function netSavings<One extends Recommendation>(
  recommendations: readonly One[],
): ReadonlyMap<One, number> {
  const nets = new Map<One, number>();
  /** What is saved of each resource so far. */
  const saved = new Map<string, number>();
  const ordered = recommendations.toSorted(
    (a, b) => Number(isGroup(a)) - Number(isGroup(b)) || b.monthlySaving - a.monthlySaving,
  );
  for (const one of ordered) {
    const resources = resourcesOf(one);
    const net = one.monthlySaving * shareLeft(one, resources, saved);
    nets.set(one, net);
    const before = resources.map((resource) => saved.get(resource) ?? 0);
    const parts = partsOf(net, before, one.monthlyCost ?? 0);
    resources.forEach((resource, at) => {
      saved.set(resource, (before[at] ?? 0) + (parts[at] ?? 0));
    });
  }
  return nets;
}

function isGroup({ covers }: Recommendation): boolean {
  return covers.length > 0;
}

/** What others leave of a saving: all or nothing where it is about one resource. */
function shareLeft(
  one: Recommendation,
  resources: readonly string[],
  saved: ReadonlyMap<string, number>,
): number {
  const taken = total(resources.map((resource) => saved.get(resource) ?? 0));
  if (!isGroup(one)) return taken > 0 ? 0 : 1;
  const cost = one.monthlyCost ?? 0;
  return cost > 0 ? Math.max(0, 1 - taken / cost) : 1;
}

/** How much of a saving falls to each resource: by what is left of its cost, as if all cost the same. */
function partsOf(net: number, before: readonly number[], cost: number): number[] {
  const left = before.map((saved) => Math.max(0, cost / before.length - saved));
  const all = total(left);
  return left.map((own) => (all > 0 ? (net * own) / all : net / left.length));
}

/** Amounts of two currencies don't take anything from each other. */
function resourcesOf({ provider, currency, resourceId, covers }: Recommendation): string[] {
  const ids = covers.length > 0 ? covers : [resourceId ?? []].flat();
  return ids.map((id) => JSON.stringify([provider, currency, keyOf("", id)]));
}

function total(amounts: readonly number[]): number {
  const sum = new ExactSum();
  for (const amount of amounts) sum.add(amount);
  return sum.value;
}
