import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { type AnomalyChange, anomalyChange, queryChange } from "./anomaly-change.ts";
import type { AnomalyPlace } from "./found-anomaly.ts";

const MOST_RESOURCES = 5;
const OWNER_TAG = "tag:owner";

/** A resource of an anomaly: what it cost before, and on its days; null where it wasn't there. */
export interface ChangedResource {
  readonly id: string;
  readonly name: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly owner: string | null;
}

/** The resources that changed most, in the direction of the anomaly, with the owners that their tags name. */
export function resourcesOf(
  { costs }: SkillContext,
  filters: readonly Filter[],
  place: AnomalyPlace,
): ChangedResource[] {
  const isUp = place.direction === "up";
  const question = { ...anomalyChange(place, filters), groupBy: ["ResourceId"] };
  const changed = queryChange(costs, question, MOST_RESOURCES).rows.flatMap(
    ({ keys: [id = null], currency, value, previous }) => {
      const change = (value ?? 0) - (previous ?? 0);
      const isPart = currency === place.currency && (isUp ? change > 0 : change < 0);
      return id === null || !isPart ? [] : [{ id, before: previous, after: value }];
    },
  );
  const owners = ownersOf(
    costs,
    question,
    changed.map(({ id }) => id),
  );
  return changed.map((resource) => ({
    ...resource,
    name: costs.nameOf("ResourceId", resource.id),
    owner: owners.get(resource.id) ?? null,
  }));
}

/** Whom the tags of some resources name. */
function ownersOf(
  costs: Costs,
  question: AnomalyChange,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  if (ids.length === 0) return new Map();
  const these = { dimension: "ResourceId", operator: "in" as const, values: [...ids] };
  const filters = [...question.filters, these];
  const groupBy = ["ResourceId", OWNER_TAG];
  const { rows } = queryChange(costs, { ...question, filters, groupBy }, null);
  const named = rows.flatMap(({ keys: [id = null, owner = null] }) =>
    id === null || owner === null ? [] : [[id, owner] as const],
  );
  return new Map(named);
}
