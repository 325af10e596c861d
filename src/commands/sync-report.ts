import { formatCount } from "#src/cards/format";
import type { FeedOutcome, SourceOutcome, UnitOutcome, WriteBackOutcome } from "#src/sync/outcome";
import { unitProblems } from "#src/sync/unit-problems";
import { deliveryLine, findingLines } from "./import-report.ts";
import { jsonLines, plainLines } from "./output-lines.ts";

/** What a sync did to a source, as lines of text. */
export function outcomeLines(outcome: SourceOutcome): string {
  const { source, status, units, feeds, writeBacks } = outcome;
  if (status === "busy") return `${source}: another sync is at it; nothing was done.\n`;
  if (status === "stopped") return `${source}: stopped before it was done; what is loaded stays.\n`;
  if (status === "failed" && units.length + feeds.length + writeBacks.length === 0) return "";
  const findings = new Map<string, number>();
  for (const [kind, charges] of units.flatMap((unit) => [...unit.findings])) {
    findings.set(kind, (findings.get(kind) ?? 0) + charges);
  }
  const lines = [
    ...units.flatMap((unit) => unitLines(source, unit)),
    ...unitProblems(units, "waiting").map(
      ({ of, problem }) => `${source}, ${of}: left to the next sync: ${problem}.`,
    ),
    ...writeBackLines(source, writeBacks),
    ...feeds.flatMap((feed) => feedLines(source, feed)),
    closingLine(outcome),
    ...findingLines(findings),
  ];
  return plainLines(lines);
}

/** What failed, as lines of text; nothing where nothing did. */
export function failureLines({ source, problem, units, feeds, writeBacks }: SourceOutcome): string {
  const lines = [
    ...(problem === null ? [] : [`${source} failed: ${problem}`]),
    ...unitProblems(units, "failed").map(
      ({ of, problem: why }) => `${source}, ${of} failed, and keeps its old rows: ${why}`,
    ),
    ...feeds
      .filter(({ status }) => status === "failed")
      .map(
        ({ feed, problems }) =>
          `${source}, ${feed} failed, and keeps what it listed before: ${problems.join(" ")}`,
      ),
    ...feeds
      .filter(({ status }) => status === "read")
      .flatMap(({ feed, problems }) => problems.map((text) => `${source}, ${feed}: ${text}`)),
    ...writeBacks
      .filter(({ status }) => status === "failed")
      .map((one) => `${source} isn't told of ${nameOf(one)}, and won't be: ${one.problem}`),
  ];
  return plainLines(lines);
}

/** What a sync did to a source, as a line of JSON: counts, and what wants somebody's attention. */
export function outcomeJson(outcome: SourceOutcome): string {
  const { source, status, problem, units, feeds, writeBacks, calls } = outcome;
  const said = {
    source,
    status,
    problem,
    months: units
      .filter((unit) => unit.status !== "unchanged")
      .map(({ unit, status: unitStatus, problem: why }) => ({ unit, status: unitStatus, why })),
    unchanged: units.filter((unit) => unit.status === "unchanged").length,
    feeds,
    told: writeBacks.map(({ writeBack: { kind, id }, status: result, problem: why }) => ({
      kind,
      id,
      status: result,
      why,
    })),
    calls,
  };
  return jsonLines([said]);
}

/** `aws: 1 of 2 unchanged, 3 calls.` */
function closingLine({ source, units, calls }: SourceOutcome): string {
  const made = `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}.`;
  if (units.length === 0) return `${source}: ${made}`;
  const unchanged = units.filter(({ status }) => status === "unchanged").length;
  return `${source}: ${formatCount(unchanged)} of ${formatCount(units.length)} unchanged, ${made}`;
}

function unitLines(source: string, { unit, status, problem, deliveries }: UnitOutcome): string[] {
  switch (status) {
    case "loaded":
    case "restated":
      return deliveries.map(deliveryLine);
    case "empty":
      return [`${source}, ${unit}: delivered without charges.`];
    case "held":
      return [`${source}, ${unit}: held: ${problem}. To take it all the same: --apply-held.`];
    case "gone":
      return [`${source}, ${unit}: the source has it no more; what was loaded stays.`];
    case "waiting":
    case "unchanged":
    case "failed":
      return [];
  }
}

/** `aws, AWS Budgets: 12 listed, 2 of them new; 1 gone.` */
function feedLines(source: string, feed: FeedOutcome): string[] {
  const { status, problems, items, added, gone } = feed;
  if (status === "failed") return [];
  if (status === "waiting") {
    return [`${source}, ${feed.feed}: left to a later sync: ${problems.join(" ")}`];
  }
  const isNew = added === 0 ? "" : `, ${formatCount(added)} of them new`;
  const isGone = gone === 0 ? "" : `; ${formatCount(gone)} gone`;
  return [`${source}, ${feed.feed}: ${formatCount(items)} listed${isNew}${isGone}.`];
}

function writeBackLines(source: string, writeBacks: readonly WriteBackOutcome[]): string[] {
  return writeBacks
    .filter(({ status }) => status !== "failed")
    .map((one) => {
      if (one.status === "told") return `${source} is told of ${nameOf(one)}.`;
      return one.status === "refused"
        ? `${source} takes nothing about ${nameOf(one)}: ${one.problem}`
        : `${source} isn't told of ${nameOf(one)} yet: ${one.problem}`;
    });
}

/** `the anomaly a1` */
function nameOf({ writeBack: { kind, id } }: WriteBackOutcome): string {
  return `the ${kind} ${id}`;
}
