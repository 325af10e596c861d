import type { KnownPerson } from "#src/people/people-called";
import { peopleCalled } from "#src/people/people-called";
import type { SkillContext } from "#src/skill";
import { plainQuery } from "#src/store/cost-query";
import type { Owner } from "./recommendation-answer.ts";
import { daysOfCost, resourceIds } from "./recommendation-basis.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";

/** The tags that name somebody; the first one with a value counts. */
const OWNER_TAGS = ["owner", "owner-email", "contact"];

/** Whose each recommendation is: given by hand, else by its owner tag, its team's lead, its account, its team. */
export function ownersOf(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
): ReadonlyMap<number, Owner> {
  const tagged = ownerTags(context, seen);
  return new Map(
    seen.map((one) => [
      one.number,
      ownerOf(one, tagged.get(one.recommendation.resourceId ?? ""), context.people),
    ]),
  );
}

interface OwnerTag {
  readonly tag: string;
  readonly value: string;
}

function ownerOf(
  { recommendation, standing, steps }: SeenRecommendation,
  tag: OwnerTag | undefined,
  people: readonly KnownPerson[],
): Owner {
  if (standing.owner !== null) {
    return { name: standing.owner, by: "hand", reason: "given by hand" };
  }
  const wasReleased = steps.some(({ what }) => what.kind === "assign");
  const { team, subAccountId, subAccountName } = recommendation;
  if (tag !== undefined) {
    const [person, ...others] = peopleCalled(tag.value, people);
    const name = person !== undefined && others.length === 0 ? person.email : tag.value;
    return { name, by: "tag", reason: `its tag ${tag.tag} says ${tag.value}` };
  }
  const members = people.filter((person) => team !== null && person.teams.includes(team));
  const lead = members.find(({ leads }) => leads);
  if (lead !== undefined) {
    return {
      name: lead.email,
      by: "allocation",
      reason: `leads ${team}, to which its charges are allocated`,
    };
  }
  const holder = people.find(({ accounts }) => accounts.includes(subAccountId ?? ""));
  if (holder !== undefined) {
    return {
      name: holder.email,
      by: "account",
      reason: `has the account ${subAccountName ?? subAccountId}`,
    };
  }
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) {
    return { name: only.email, by: "directory", reason: `the only one known of ${team}` };
  }
  const nobody =
    team === null
      ? "neither tags nor allocation say whose it is"
      : `nobody is known to lead ${team}`;
  return { name: null, by: null, reason: wasReleased ? `released; ${nobody}` : nobody };
}

/** What the owner tags say of the resources, by id; of several values the one that costs most. */
function ownerTags(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
): ReadonlyMap<string, OwnerTag> {
  const ids = resourceIds(seen);
  const period = daysOfCost(context);
  if (ids.length === 0 || period === null) return new Map();
  const { rows } = context.costs.query({
    ...plainQuery(period, [{ dimension: "ResourceId", operator: "in", values: ids }]),
    groupBy: ["ResourceId", ...OWNER_TAGS.map((tag) => `tag:${tag}`)],
  });
  const tags = new Map<string, OwnerTag>();
  for (const { keys } of rows) {
    const [id, ...values] = keys;
    const at = values.findIndex((value) => value !== null && value.trim() !== "");
    if (typeof id !== "string" || at < 0 || tags.has(id)) continue;
    tags.set(id, { tag: OWNER_TAGS[at] ?? "", value: values[at]?.trim() ?? "" });
  }
  return tags;
}
