import { formatCount } from "#src/cards/format";
import type { SourceOutcome, UnitOutcome } from "#src/sync/outcome";
import { deliveryLine, findingLines } from "./import-report.ts";

/** What a sync did to a source, as lines of text. */
export function outcomeLines(outcome: SourceOutcome): string {
  const { source, status, units, calls } = outcome;
  if (status === "busy") return `${source}: another sync is at it; nothing was done.\n`;
  if (status === "failed" && units.length === 0) return "";
  const findings = new Map<string, number>();
  for (const [kind, charges] of units.flatMap((unit) => [...unit.findings])) {
    findings.set(kind, (findings.get(kind) ?? 0) + charges);
  }
  const unchanged = units.filter((unit) => unit.status === "unchanged").length;
  const lines = [
    ...units.flatMap((unit) => unitLines(source, unit)),
    `${source}: ${formatCount(unchanged)} of ${formatCount(units.length)} unchanged, ${formatCount(calls)} ${calls === 1 ? "call" : "calls"}.`,
    ...findingLines(findings),
  ];
  return `${lines.join("\n")}\n`;
}

/** What failed, as lines of text; nothing where nothing did. */
export function failureLines({ source, problem, units }: SourceOutcome): string {
  const failed = units.filter(({ status }) => status === "failed");
  const lines = [
    ...(problem === null ? [] : [`${source} failed: ${problem}`]),
    ...failed.map(
      (unit) => `${source}, ${unit.unit} failed, and keeps its old rows: ${unit.problem}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
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
      return [`${source}, ${unit}: left to the next sync: ${problem}.`];
    case "unchanged":
    case "failed":
      return [];
  }
}
