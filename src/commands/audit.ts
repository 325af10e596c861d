import { renderCard } from "#src/adapters/terminal/render";
import { AUDIT_KINDS, type AuditKind } from "#src/audit/entry";
import type { AuditSeal } from "#src/audit/seal";
import type { SealReport } from "#src/audit/seal-check";
import { formatCount } from "#src/cards/format";
import { tableCsv } from "#src/charts/table-csv";
import type { Config } from "#src/config";
import { UserError } from "#src/errors";
import {
  type AuditFilter,
  checkAudit,
  hashOfEntry,
  type ReadEntry,
  readAudit,
} from "#src/store/audit/audit-reader";
import { erasePerson } from "#src/store/audit/audit-removal";
import type { Store } from "#src/store/store";
import { auditCard, auditTable } from "./audit-card.ts";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { terminalOptions } from "./terminal-options.ts";

/** Its table has six columns. */
const TABLE_WIDTH = 140;
/** Entries in a table, where nothing is said. */
const TABLE_ROWS = 50;
/** Broken places that are named. */
const MOST_NAMED = 20;
const FORMATS = ["table", "jsonl", "csv"] as const;

type Format = (typeof FORMATS)[number];

const OPTIONS = {
  since: { type: "string" },
  until: { type: "string" },
  person: { type: "string" },
  kind: { type: "string" },
  limit: { type: "string" },
  format: { type: "string", default: "table" },
  head: { type: "string" },
  db: { type: "string" },
  now: { type: "string" },
} as const;

/** `tally audit`, `tally audit verify`, `tally audit erase PERSON` */
export const audit: Command = {
  name: "audit",
  usage:
    "audit [--since INSTANT] [--until INSTANT] [--person EMAIL] [--kind KIND] [--limit N] [--format table|jsonl|csv] | audit verify [--head NUMBER:HASH] | audit erase PERSON [--db FILE]",
  summary: "Who asked and did what; check that nothing of it was changed; erase a person.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, OPTIONS);
    const [verb, person, ...others] = positionals;
    const { format, db, now } = values;
    if (others.length > 0) throw new UsageError("That is too much.");
    if (verb === undefined) {
      const wanted = formatOf(format);
      const filter = filterOf(values, wanted);
      return withStore(config, db, ({ database }) => write(readAudit(database, filter), wanted));
    }
    if (verb === "verify" && person === undefined) {
      const expected = values.head === undefined ? null : headOf(values.head);
      return withStore(config, db, (store) => verify(store, config.auditSeal, expected));
    }
    if (verb !== "erase" || person === undefined) {
      throw new UsageError("Say verify, erase and a person, or neither.");
    }
    const at = readNow(now);
    return withStore(config, db, (store) => erase(store, config.auditSeal, person, at));
  },
};

function withStore(
  config: Config,
  database: string | undefined,
  work: (store: Store) => number,
): number {
  const { store } = openWithProgress(config, new Date(), database);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

function write(entries: readonly ReadEntry[], format: Format): number {
  const text = {
    table: () => `${renderCard(auditCard(entries), terminalOptions(TABLE_WIDTH))}\n`,
    jsonl: () => entries.map((entry) => `${JSON.stringify(jsonOf(entry))}\n`).join(""),
    csv: () => tableCsv(auditTable(entries)),
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

interface ExpectedHead {
  readonly number: number;
  readonly hash: string;
}

/** 0 where the chain is whole, else 2. */
function verify(
  { database }: Store,
  seal: AuditSeal | null,
  expected: ExpectedHead | null,
): number {
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
  { number, hash }: ExpectedHead,
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
function erase({ database }: Store, seal: AuditSeal | null, person: string, now: Date): number {
  const erased = erasePerson(database, person, now, seal);
  if (erased === null) {
    throw new UserError(
      `Nothing is kept of ${person}. Write an e-mail address, or an id such as slack:T0123/U0456.`,
    );
  }
  const { entries, texts } = erased;
  process.stdout.write(
    `${counted(texts, "text is", "texts are")} erased; ${counted(entries, "entry stays", "entries stay")}, under a name that leads back to nobody.\n`,
  );
  return 0;
}

function counted(count: number, one: string, several: string): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}

function formatOf(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new UsageError(`--format is ${FORMATS.join(", ")}.`);
  return format;
}

function filterOf(
  values: Readonly<Partial<Record<"since" | "until" | "person" | "kind" | "limit", string>>>,
  format: Format,
): AuditFilter {
  const { since, until, person = null, kind, limit } = values;
  return {
    since: since === undefined ? null : instantOf("--since", since),
    until: until === undefined ? null : instantOf("--until", until),
    person,
    kind: kind === undefined ? null : kindOf(kind),
    limit: limit === undefined ? (format === "table" ? TABLE_ROWS : null) : limitOf(limit),
  };
}

function instantOf(option: string, text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) {
    throw new UsageError(
      `${option} ${text} is no instant; write it as 2026-11-20 or 2026-11-20T09:00:00Z.`,
    );
  }
  return instant.toISOString();
}

function kindOf(text: string): AuditKind {
  const kind = AUDIT_KINDS.find((known) => known === text);
  if (kind === undefined) throw new UsageError(`--kind is one of ${AUDIT_KINDS.join(", ")}.`);
  return kind;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError("--limit is a number from 1 on.");
  return limit;
}

function headOf(text: string): ExpectedHead {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) {
    throw new UsageError("--head is NUMBER:HASH, as verify writes it.");
  }
  return { number: Number(number), hash };
}
