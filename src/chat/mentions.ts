import type { Directory } from "./directory.ts";
import type { Sender } from "./message.ts";

const MENTION = /<@(?<id>[^>|\s]+)>/g;

/** The ids by which a text mentions people: `U0456` of `<@U0456>`. */
export function mentionedIds(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, id = ""]) => id))];
}

/**
 * A text that mentions people by their e-mail addresses, `<@ann@example.com>`, in place of their ids; those whom
 * nobody knows are left out.
 * @param mentions what the platform vouches for of them, where it was asked
 */
export function withPeopleNamed(
  text: string,
  { platform, tenant }: Sender,
  mentions: readonly Sender[],
  directory: Directory,
): string {
  return text.replace(MENTION, (_whole, id: string) => {
    const mentioned = mentions.find((one) => one.id === id) ?? { platform, tenant, id };
    const email = directory.find(mentioned)?.email ?? mentioned.email;
    return email === undefined ? " " : `<@${email}>`;
  });
}
