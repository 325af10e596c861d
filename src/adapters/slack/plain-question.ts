const REFERENCE = /<([@#!])?([^>|]*)(?:\|([^>]*))?>/g;

/**
 * The words of a Slack message: the bot's mention is left out, and where it isn't known which one that is, all are;
 * channels and links are named; Slack's escapes are undone.
 */
export function plainQuestion(text: string, botId?: string): string {
  return text
    .replaceAll(REFERENCE, (_whole, kind: string | undefined, target: string, label?: string) => {
      const isOther = kind === "@" && botId !== undefined && target !== botId;
      return isOther ? `<@${target}>` : named(kind, target, label);
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[^\S\n]+/g, " ")
    .trim();
}

function named(kind: string | undefined, target: string, label: string | undefined): string {
  if (kind === "@") return " ";
  if (kind === "#") return label ? `#${label}` : " ";
  if (kind === "!") return label ?? " ";
  return label ?? target;
}

/** Whether somebody wants to know what can be asked. */
export function isHelpWanted(question: string): boolean {
  return question === "" || /^(?:help|\?)[!.?]?$/i.test(question);
}
