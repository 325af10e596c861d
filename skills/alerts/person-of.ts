import type { SkillContext } from "#src/skill";

/** Whom something of a team concerns: who leads it, else its only one; e-mail, null where nobody is known. */
export function personOf({ people }: SkillContext, team: string | null): string | null {
  if (team === null) return null;
  const members = people.filter((person) => person.teams.includes(team));
  const lead = members.find(({ leads }) => leads);
  return lead?.email ?? (members.length === 1 ? (members[0]?.email ?? null) : null);
}
