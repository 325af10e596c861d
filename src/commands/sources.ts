import { Access } from "#src/access";
import { renderCard } from "#src/adapters/terminal/render";
import type { Card, CardBlock, TableBlock } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { dayOfInstant, daysIn } from "#src/focus/day";
import { peopleListed } from "#src/people/person";
import { type SourceStatus, sourceStatuses } from "#src/sync/source-status";
import { type Command, readNow, readOptionsOnly } from "./command.ts";
import { minuteOf } from "./minute-of.ts";
import { jsonLines } from "./output-lines.ts";
import { sourceLines } from "./source-lines.ts";
import { storeToRead } from "./store-to-read.ts";
import { listOptions } from "./terminal-options.ts";

/** Its table has nine columns. */
const TABLE_WIDTH = 140;

/** `tally sources` */
export const sources: Command = {
  name: "sources",
  usage: "sources [--json] [--db FILE] [--now INSTANT]",
  summary: "How each source stands: last success, lag, days without data, feeds, cost of calls.",
  async run(words, config) {
    const values = readOptionsOnly(words, {
      json: { type: "boolean", default: false },
      db: { type: "string" },
      now: { type: "string" },
    });
    const today = dayOfInstant(readNow(values.now));
    const store = storeToRead(config, values.db);
    try {
      const kinds = new Map(
        Object.entries(config.sources).map(([name, { kind }]) => [name, kind as string]),
      );
      const { costs } = new Access(store, peopleListed([])).viewOf(null);
      const statuses = sourceStatuses(store, kinds, costs, today);
      process.stdout.write(
        values.json
          ? jsonLines(statuses)
          : `${renderCard(sourcesCard(statuses), listOptions(TABLE_WIDTH))}\n`,
      );
      return 0;
    } finally {
      store.close();
    }
  },
};

function sourcesCard(statuses: readonly SourceStatus[]): Card {
  if (statuses.length === 0) {
    const text = "tally.yaml names no sources yet; docs/sources shows one of each kind.";
    return { title: "Sources", blocks: [{ type: "text", text }] };
  }
  const lines = statuses.flatMap(sourceLines);
  const blocks: CardBlock[] = [sourcesTable(statuses)];
  if (statuses.some(({ feeds }) => feeds.length > 0)) blocks.push(feedsTable(statuses));
  if (lines.length > 0) blocks.push({ type: "context", lines });
  return { title: "Sources", blocks };
}

function sourcesTable(statuses: readonly SourceStatus[]): TableBlock {
  const columns: TableBlock["columns"] = [
    { label: "source", kind: "text" },
    { label: "kind", kind: "text" },
    { label: "state", kind: "text" },
    { label: "last success", kind: "text" },
    { label: "data until", kind: "time" },
    { label: "days behind", kind: "text" },
    { label: "days covered", kind: "text" },
    { label: "calls", kind: "text" },
    { label: "cost of calls", kind: "text" },
  ];
  const rows = statuses.map((status) => [
    status.source,
    status.kind ?? "not in tally.yaml",
    stateOf(status),
    status.lastSuccess === null ? "never" : minuteOf(status.lastSuccess),
    status.lastDay,
    status.daysBehind === null ? null : String(status.daysBehind),
    status.lastDay === null ? null : coverageOf(status),
    status.calls.toLocaleString("en-US"),
    formatMoney(status.callCost, "USD"),
  ]);
  return { type: "table", columns, rows };
}

/** What the sources list beside their bills. */
function feedsTable(statuses: readonly SourceStatus[]): TableBlock {
  const columns: TableBlock["columns"] = [
    { label: "source", kind: "text" },
    { label: "beside the bills", kind: "text" },
    { label: "items", kind: "text" },
    { label: "last read", kind: "text" },
  ];
  const rows = statuses.flatMap(({ source, feeds }) =>
    feeds.map(({ feed, items, readAt }) => [
      source,
      feed,
      items.toLocaleString("en-US"),
      minuteOf(readAt),
    ]),
  );
  return { type: "table", columns, rows };
}

function stateOf({ lastTry, problems, feedProblems, held }: SourceStatus): string {
  if (lastTry === null) return "never synced";
  if (problems.length > 0) return "failing";
  if (feedProblems.length > 0) return "partly failing";
  return held.length > 0 ? "held" : "ok";
}

/** `30 of 31` */
function coverageOf({ period, missingDays }: SourceStatus): string {
  const days = daysIn(period);
  return `${days - missingDays.length} of ${days}`;
}
