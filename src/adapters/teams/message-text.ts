import type { IncomingActivity } from "./activity.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};
const ENTITY = /&(?:nbsp|lt|gt|quot|#39|amp);/g;
const TAG = /<\/?[a-z][^<>]*>/gi;

/**
 * A message's text without the mentions of the bot, which are known by its id; others are mentioned by their object
 * ids, and where Teams doesn't say those, by their names.
 */
export function withoutMention({ text, entities, recipient }: IncomingActivity): string {
  let rest = text ?? "";
  for (const { type, text: mention, mentioned } of entities ?? []) {
    if (type !== "mention" || mention === undefined) continue;
    const isBot = mentioned?.id !== undefined && mentioned.id === recipient?.id;
    const objectId = mentioned?.aadObjectId ?? "";
    const named = objectId === "" ? mention.replace(TAG, "") : `<@${objectId}>`;
    rest = rest.replace(mention, () => (isBot ? " " : named));
  }
  return oneLine(rest);
}

/** The words of an HTML text. */
export function textOfHtml(html: string): string {
  return oneLine(html.replace(TAG, " "));
}

function oneLine(text: string): string {
  return text
    .replace(ENTITY, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
