import { Access } from "#src/access";
import { renderCard } from "#src/adapters/terminal/render";
import type { Card, TableBlock } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { dayOfInstant, daysIn } from "#src/focus/day";
import { Store } from "#src/store/store";
import { type SourceStatus, sourceStatuses } from "#src/sync/source-status";
import { type Command, readNow, readOptions } from "./command.ts";
import { terminalOptions } from "./terminal-options.ts";

/** Its table has eight columns. */
const TABLE_WIDTH = 140;
/** Missing days that are named; more are counted. */
const DAYS_NAMED = 5;

/** `tally sources` */
export const sources: Command = {
  name: "sources",
  usage: "sources [--json] [--db FILE] [--now INSTANT]",
  summary: "How each source stands: last success, lag, days without data, cost of calls.",
  async run(words, config) {
    const { values } = readOptions(words, {
      json: { type: "boolean", default: false },
      db: { type: "string" },
      now: { type: "string" },
    });
    const today = dayOfInstant(readNow(values.now));
    const store = new Store(values.db ?? config.database, config.allocation);
    try {
      const kinds = new Map(
        Object.entries(config.sources).map(([name, { kind }]) => [name, kind as string]),
      );
      const { costs } = new Access(store, []).viewOf(null);
      const statuses = sourceStatuses(kinds, store.syncs.states(), costs, today);
      process.stdout.write(
        values.json
          ? statuses.map((status) => `${JSON.stringify(status)}\n`).join("")
          : `${renderCard(sourcesCard(statuses), terminalOptions(TABLE_WIDTH))}\n`,
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
    status.lastSuccess === null ? "never" : status.lastSuccess.slice(0, 16).replace("T", " "),
    status.lastDay,
    status.daysBehind === null ? null : String(status.daysBehind),
    status.lastDay === null ? null : coverageOf(status),
    status.calls.toLocaleString("en-US"),
    formatMoney(status.callCost, "USD"),
  ]);
  const lines = statuses.flatMap(linesOf);
  return {
    title: "Sources",
    blocks: [
      { type: "table", columns, rows },
      ...(lines.length === 0 ? [] : [{ type: "context" as const, lines }]),
    ],
  };
}

function stateOf({ lastTry, problems, held }: SourceStatus): string {
  if (lastTry === null) return "never synced";
  if (problems.length > 0) return "failing";
  return held.length > 0 ? "held" : "ok";
}

/** `30 of 31` */
function coverageOf({ period, missingDays }: SourceStatus): string {
  const days = daysIn(period);
  return `${days - missingDays.length} of ${days}`;
}

function linesOf({ source, problems, held, gone, missingDays }: SourceStatus): string[] {
  const named = missingDays.slice(0, DAYS_NAMED).join(", ");
  const more = missingDays.length - DAYS_NAMED;
  return [
    ...problems.map((problem) => `${source} failed: ${problem}`),
    ...held.map((problem) => `${source} holds ${problem}. To take it: tally sync --apply-held.`),
    ...(gone.length === 0
      ? []
      : [`${source} has ${gone.join(", ")} no more; what was loaded stays.`]),
    ...(missingDays.length === 0
      ? []
      : [`${source} has no usage on ${named}${more > 0 ? ` and ${more} days more` : ""}.`]),
  ];
}
