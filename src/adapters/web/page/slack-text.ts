/** A piece of Slack's mrkdwn: text in a style, a link, or a mention. */
export type SlackRun =
  | { readonly kind: "text"; readonly text: string; readonly style: SlackStyle }
  | { readonly kind: "break" }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** Somebody or a channel that would be told. */
  | { readonly kind: "mention"; readonly text: string };

export type SlackStyle = "none" | "bold" | "italic" | "strike" | "code" | "preformatted";

const TOKEN =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^>\n]+)>|(?<![\p{L}\p{N}])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_(?!\s)([^_\n]+)(?<!\s)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])~(?!\s)([^~\n]+)(?<!\s)~(?![\p{L}\p{N}])/gu;
const STYLES: readonly SlackStyle[] = ["preformatted", "code", "none", "bold", "italic", "strike"];

/** Reads mrkdwn as Slack does: styles, links, mentions; everything else is text. */
export function readMrkdwn(text: string): readonly SlackRun[] {
  const runs: SlackRun[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    runs.push(...textRuns(text.slice(at, match.index), "none"), ...tokenRuns(match));
    at = match.index + match[0].length;
  }
  return [...runs, ...textRuns(text.slice(at), "none")];
}

/** Slack's three escapes as the characters that they stand for. */
function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function tokenRuns(match: RegExpExecArray): readonly SlackRun[] {
  const group = match.slice(1).findIndex((part) => part !== undefined);
  const inside = match[group + 1] ?? "";
  return group === 2 ? [angleRun(inside)] : textRuns(inside, STYLES[group] ?? "none");
}

function angleRun(inside: string): SlackRun {
  const [target = "", label = ""] = inside.split("|");
  const text = unescapeText(label === "" ? target : label);
  if (/^[@#!]/.test(target)) return { kind: "mention", text: label === "" ? target : text };
  return { kind: "link", text, url: unescapeText(target) };
}

function textRuns(text: string, style: SlackStyle): readonly SlackRun[] {
  if (text === "") return [];
  if (style === "preformatted") {
    const code = text.replace(/^\n|\n$/g, "");
    return [{ kind: "text", text: unescapeText(code), style }];
  }
  const lines = unescapeText(text).split("\n");
  return lines.flatMap((line, at): SlackRun[] => [
    ...(at > 0 ? [{ kind: "break" } as const] : []),
    ...(line === "" ? [] : [{ kind: "text" as const, text: line, style }]),
  ]);
}
