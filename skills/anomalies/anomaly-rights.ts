import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { OWNS, shareWithin } from "./causes.ts";
import type { Picked } from "./pick-anomaly.ts";

/**
 * Refuses who may not act on an anomaly: neither its charges nor nearly all of its change is theirs.
 * @param filters the charges that it is about, where that is a part of it
 * @throws AccessError
 */
export function requireAct(
  context: SkillContext,
  picked: Picked,
  filters: readonly Filter[] = picked.found.filters,
): void {
  const { rights } = context;
  if (rights.may("act", { filters })) return;
  rights.require("act", { filters: [...filters, ...ofOwner(context, picked)] });
}

/** Keeps the team that has nearly all of an anomaly's change; the list that it was picked from may show a part only. */
function ofOwner(context: SkillContext, { found, answer: { owner } }: Picked): readonly Filter[] {
  if (owner === null) return [];
  const ofTeam: Filter = { dimension: "team", operator: "in", values: [owner] };
  return shareWithin(context, [ofTeam], found) >= OWNS ? [ofTeam] : [];
}
