import type { Person } from "./person.ts";

/** Somebody, as skills know them. */
export type KnownPerson = Pick<Person, "email" | "teams" | "leads" | "accounts">;

/** The people whom words mean: an e-mail address, or the name in one; several where it fits several. */
export function peopleCalled<One extends Pick<Person, "email">>(
  words: string,
  people: readonly One[],
): One[] {
  const wanted = words.trim().replace(/^@/, "").toLowerCase();
  const exact = people.filter(({ email }) => email.toLowerCase() === wanted);
  if (exact.length > 0 || wanted === "") return exact;
  const whole = people.filter(({ email }) => letters(nameIn(email)) === letters(wanted));
  if (whole.length > 0) return whole;
  return people.filter(({ email }) =>
    nameIn(email)
      .split(/[._+-]/)
      .includes(wanted),
  );
}

/** `ana.diaz` of `Ana.Diaz@example.com`. */
function nameIn(email: string): string {
  return email.slice(0, email.lastIndexOf("@")).toLowerCase();
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
