import { checkMessage } from "#src/adapters/slack/block-kit/check-blocks";
import { renderMessage as renderForSlack } from "#src/adapters/slack/render/render-message";
import { withClassicBlocks, withoutCharts } from "#src/adapters/slack/render/without-charts";
import { renderMessage as renderForTeams } from "#src/adapters/teams/render/message";
import { renderCard as renderForTerminal } from "#src/adapters/terminal/render";
import { plainCard } from "#src/adapters/web/plain-card";
import type { Card, IssueAction, TableBlock } from "#src/cards/card";
import { tableCsv } from "#src/charts/table-csv";
import {
  acts,
  actsAsMarkdown,
  literalTexts,
  markdownTexts,
  objectsOf,
} from "../adapters/teams/render/inspect-card.ts";
import { parseComplaints } from "../adapters/teams/render/parse-card.ts";

/** Controls but for the line's end, and what turns the direction of text. */
const STEERING = /[[\p{Cc}--\n]\u202a-\u202e\u2066-\u2069\u2028\u2029]/v;
/** What a spreadsheet runs, in any spelling, behind whatever it skips. */
const FORMULA = /^[\s\ufeff\u200b]*[=+\-@＝＋－＠]/u;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** What a card does on any of the surfaces beside showing its texts; empty where nothing takes effect. */
export function effectsOf(card: Card): string[] {
  return [
    ...onSlack(card),
    ...onTeams(card),
    ...inTerminal(card),
    ...onPage(card),
    ...inFiles(card),
  ];
}

/** Slack acts on `mrkdwn` alone, and on links and mentions of the text that stands for the blocks. */
function onSlack(card: Card): string[] {
  const message = renderForSlack(card, { issue: numbered(), answerId: "answer-1" });
  return [message, withoutCharts(message), withClassicBlocks(message)].flatMap((version) => {
    const problems = checkMessage(version).map((problem) => `Slack doesn't take it: ${problem}`);
    const objects = objectsOf(version.blocks);
    const marked = objects.filter(({ type }) => type === "mrkdwn");
    return [
      ...problems,
      ...[version.text, ...marked.map(({ text }) => String(text))]
        .filter((text) => /[<>&]/.test(text.replace(/&(amp|lt|gt);/g, "")))
        .map((text) => `Slack marks up ${text}`),
      ...marked
        .filter(({ verbatim }) => verbatim !== true)
        .map(({ text }) => `Slack looks for links in ${text}`),
      ...objects
        .filter(({ type, emoji }) => type === "plain_text" && emoji !== false)
        .map(({ text }) => `Slack draws emoji in ${text}`),
      ...foreign(objects, "Slack"),
    ];
  });
}

/** Teams reads Markdown in some texts, and looks for links, tags and dates in all. */
function onTeams(card: Card): string[] {
  const { card: json, text } = renderForTeams(card, { issue: numbered() });
  return [
    ...parseComplaints(json, "known").map((complaint) => `Teams doesn't take it: ${complaint}`),
    ...[text, ...literalTexts(json)].filter(acts).map((one) => `Teams acts on ${one}`),
    ...markdownTexts(json)
      .filter(actsAsMarkdown)
      .map((one) => `Teams marks up ${one}`),
    ...foreign(objectsOf(json), "Teams"),
  ];
}

/** Nothing that leads elsewhere is in a payload, whatever it is made of. */
function foreign(objects: readonly Readonly<Record<string, unknown>>[], where: string): string[] {
  const found = objects.filter(
    (object) =>
      /^(Action\.OpenUrl|Image|image|video|mention|link|user|usergroup|channel|broadcast)$/.test(
        String(object["type"]),
      ) ||
      ["url", "image_url", "thumbnail_url", "selectAction", "entities"].some(
        (key) => key in object,
      ),
  );
  return found.map((object) => `${where} has ${JSON.stringify(object)}`);
}

function inTerminal(card: Card): string[] {
  const text = renderForTerminal(card, { width: 100, color: false });
  return STEERING.test(text) ? [`the terminal obeys ${JSON.stringify(text)}`] : [];
}

/** The page draws these texts as texts; here it is seen that none steers what stands around it. */
function onPage(card: Card): string[] {
  const { title, blocks } = plainCard(card, numbered());
  const texts = textsIn([title, ...blocks.filter(({ type }) => type !== "basis")]);
  return texts.filter((text) => STEERING.test(text)).map((text) => `the page obeys ${text}`);
}

function inFiles(card: Card): string[] {
  const tables = card.blocks.filter((block): block is TableBlock => block.type === "table");
  return tables.flatMap((table) => csvEffects(tableCsv(table), table.rows.length));
}

/** What a spreadsheet runs in a file of so many rows below its header, and where it breaks out of a cell. */
export function csvEffects(csv: string, rows: number): string[] {
  const read = csvRows(csv.replace(/^\ufeff/, ""));
  const widths = new Set(read.map(({ length }) => length));
  const formulas = read.flat().filter((cell) => FORMULA.test(cell) && !NUMBER.test(cell));
  return [
    ...formulas.map((cell) => `a spreadsheet runs ${cell}`),
    ...(widths.size > 1 ? ["a row has another width"] : []),
    ...(read.length === rows + 1 ? [] : [`${read.length - 1} rows instead of ${rows}`]),
  ];
}

/** A reader of RFC 4180 that knows nothing of the writer. */
function csvRows(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function numbered(): IssueAction {
  let issued = 0;
  return () => `id-${issued++}`;
}
