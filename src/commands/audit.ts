import { renderCard } from "#src/adapters/terminal/render";
import type { ChainLink } from "#src/audit/entry";
import type { AuditSeal } from "#src/audit/seal";
import type { SealReport } from "#src/audit/seal-check";
import { formatCount } from "#src/cards/format";
import { tableCsv } from "#src/charts/table-csv";
import { UserError } from "#src/errors";
import { inertJson } from "#src/inert-json";
import { checkAudit, hashOfEntry, type ReadEntry, readAudit } from "#src/store/audit/audit-reader";
import { erasePerson } from "#src/store/audit/audit-removal";
import type { Store } from "#src/store/store";
import { auditCard, auditTable } from "./audit-card.ts";
import { AUDIT_OPTIONS, type AuditWish, auditWish } from "./audit-options.ts";
import { type Command, readOptions } from "./command.ts";
import { openWithProgress, storeLine } from "./open-with-progress.ts";
import { jsonLines, plainLines } from "./output-lines.ts";
import { listOptions } from "./terminal-options.ts";

/** Its table has six columns. */
const TABLE_WIDTH = 140;
/** Broken places that are named. */
const MOST_NAMED = 20;
type Wish<Verb extends AuditWish["verb"]> = Extract<AuditWish, { verb: Verb }>;

/** `tally audit`, `tally audit verify`, `tally audit erase PERSON` */
export const audit: Command = {
  name: "audit",
  usage:
    "audit [--since INSTANT] [--until INSTANT] [--person EMAIL] [--kind KIND] [--limit N] [--format table|jsonl|csv] | audit verify [--head NUMBER:HASH] | audit erase PERSON [--db FILE]",
  summary: "Who asked and did what; check that nothing of it was changed; erase a person.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, AUDIT_OPTIONS);
    const wish = auditWish(values, positionals);
    const { store, isDemo } = openWithProgress(config, new Date(), values.db);
    try {
      if (wish.verb === "list") return list(store, wish);
      if (wish.verb === "erase") return erase(store, config.auditSeal, wish);
      process.stdout.write(plainLines([storeLine(store, isDemo)]));
      return verify(store, config.auditSeal, wish.expected);
    } finally {
      store.close();
    }
  },
};

function list({ database }: Store, { filter, format }: Wish<"list">): number {
  const entries = readAudit(database, filter);
  const text = {
    table: () => `${renderCard(auditCard(entries), listOptions(TABLE_WIDTH))}\n`,
    jsonl: () => jsonLines(entries.map(jsonOf)),
    // What people wrote stands in it as JSON.
    csv: () => inertJson(tableCsv(auditTable(entries))),
  }[format]();
  process.stdout.write(text);
  return 0;
}

function jsonOf({ what, ...entry }: ReadEntry) {
  return { ...entry, what: parsed(what) };
}

/** What was tampered with may be no JSON. */
function parsed(what: string): unknown {
  try {
    return JSON.parse(what);
  } catch {
    return what;
  }
}

/** 0 where the chain is whole, else 2. */
function verify({ database }: Store, seal: AuditSeal | null, expected: ChainLink | null): number {
  const { entries, first, head, seals, findings } = checkAudit(database, seal);
  const unexpected = expected === null ? null : unexpectedText(database, expected, first);
  const problems = [...findings.map(({ text }) => text), ...(unexpected ?? [])];
  const range = entries === 0 ? "" : `, ${first} to ${head.number}`;
  process.stdout.write(`${counted(entries, "entry", "entries")}${range}.\n`);
  process.stdout.write(sealText(seals, first));
  if (problems.length === 0) {
    process.stdout.write(
      `Nothing was changed, removed or moved.\nThe end, to be kept elsewhere: ${head.number}:${head.hash}\n`,
    );
    return 0;
  }
  const rest = problems.length - MOST_NAMED;
  const lines = problems.slice(0, MOST_NAMED);
  process.stderr.write(`${[...lines, ...(rest > 0 ? [`And ${rest} more.`] : [])].join("\n")}\n`);
  return 2;
}

/** From where on there are seals, so that nobody can take them off from the beginning unseen; nothing without a key. */
function sealText({ from, isCompared }: SealReport, first: number): string {
  if (from === null) return isCompared ? "No entry is sealed.\n" : "";
  const range = from === first ? "All are sealed" : `Those from ${from} on are sealed`;
  return isCompared ? `${range}.\n` : `${range}; TALLY_AUDIT_KEY isn't set to compare them with.\n`;
}

function unexpectedText(
  database: Store["database"],
  { number, hash }: ChainLink,
  first: number,
): string[] {
  if (number < first - 1) {
    return [`Entry ${number} was removed for its age, so it can't be compared.`];
  }
  return hashOfEntry(database, number) === hash
    ? []
    : [`Entry ${number} isn't the one whose hash was kept elsewhere: the log was written anew.`];
}

/** @throws UserError where nothing is kept of the person */
function erase(
  { database }: Store,
  seal: AuditSeal | null,
  { person, now }: Wish<"erase">,
): number {
  const erased = erasePerson(database, person, now, seal);
  if (erased === null) {
    throw new UserError(
      `Nothing is kept of ${person}. Write an e-mail address, or an id such as slack:T0123/U0456.`,
    );
  }
  const { entries, texts, isInLog } = erased;
  process.stdout.write(
    `${counted(texts, "text is", "texts are")} erased; ${counted(entries, "entry stays", "entries stay")}, under a name that leads back to nobody.\n`,
  );
  if (isInLog) {
    process.stderr.write(
      "It still stands in the log beside the store, as another process reads from there or the disk is full; it goes when all that have the store open have ended.\n",
    );
  }
  return 0;
}

function counted(count: number, one: string, several: string): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}
