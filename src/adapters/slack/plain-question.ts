const REFERENCE = /<([@#!])?([^>|]*)(?:\|([^>]*))?>/g;

/**
 * The words of a Slack message: the bot's mention is left out, and where it isn't known which one that is, all are and
 * channels are named; links are named, and Slack's escapes undone.
 */
export function plainQuestion(text: string, botId?: string): string {
  return text
    .replaceAll(
      REFERENCE,
      (whole: string, kind: string | undefined, target: string, label?: string) => {
        if (botId === undefined) return named(kind, target, label);
        if (kind === "#") return whole;
        return kind === "@" && target !== botId ? `<@${target}>` : named(kind, target, label);
      },
    )
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
