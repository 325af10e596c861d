import { rmSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BEGINNING, linked } from "#src/audit/chain";
import type { ChainLink } from "#src/audit/entry";
import { readConfig } from "#src/config";
import { importBills } from "#src/ingest/import-bills";
import { composeTally } from "#src/main";
import { checkAudit } from "#src/store/audit/audit-reader";
import { checkStore } from "#src/store/check-store";
import { migrations, openStore } from "#src/store/open-store";
import { Store } from "#src/store/store";
import { temporaryFolder, writeBill } from "./random-bill.ts";
import { plainRow } from "./store-with-bill.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const { allocation, ...config } = readConfig({});
const versions = migrations().map(({ version }) => version);

type Row = Readonly<Record<string, string | number | Buffer>>;

/**
 * Rows of other tables as they are today; an earlier store has what its columns hold of them. Tables that aren't
 * named here have one that is made up of their columns.
 */
const KEPT: Readonly<Record<string, Row>> = {
  conversation: { thread: "t", person: "ann@example.com", state: "{}", asked_at: "2026-11-19" },
  issued_action: {
    ...{ id: "a", action: "{}", thread: "t", answer_id: "b", state: "{}" },
    ...{ expires_at: "2026-11-21T00:00:00Z", person: "unknown" },
  },
  sync_source: {
    ...{ name: "aws", kind: "files", tried_at: "2026-11-19T00:00:00Z", problems: "[]" },
    ...{ held: "[]", gone: "[]", calls: 3, call_cost: 0.5, feed_problems: "[]", has_bills: 1 },
  },
  anomaly_feedback: {
    ...{ id: 1, action_id: "p", pattern: "{}", start: "2026-10-05", verdict: "expected" },
    ...{ person: "ann@example.com", scope: "[]", given_at: "2026-11-19T00:00:00Z" },
  },
  budget_version: {
    ...{ id: 1, action_id: "q", name: "Data", person: "", set_at: "2026-11-19T00:00:00Z" },
  },
  // A list is read as it is, so the entry is one that was replaced since.
  directory_entry: {
    ...{ id: 1, origin: "csv", email: "ann@example.com", entry: "{}" },
    ...{ since: "2026-11-01T00:00:00Z", until: "2026-11-19T00:00:00Z" },
  },
  recommendation: {
    ...{ number: 1, key: "k", recommendation: "{}" },
    ...{ first_seen: "2026-10-01", last_seen: "2026-11-01" },
  },
};

/** Values that may stand in a column whose values are listed. */
const LISTED: Readonly<Record<string, string>> = {
  "feedback.verdict": "good",
  "write_back.status": "waiting",
  "schedule_version.origin": "conversation",
  "posting.kind": "report",
  "posting.state": "sent",
  "matter.state": "told",
  "ticket.status": "waiting",
};

const BILL = [
  ...["source", "delivery", "delivery_total", "delivery_file", "finding", "value", "profile"],
  ...["item", "charge", "rollup", "named_value", "setting"],
];
/** Of one row that is there from the beginning, and a chain in which rows fit each other. */
const OTHERS = ["audit_head", "audit_entry", "audit_person", "audit_text", "directory_generation"];

/** The schema with which the audit log began. */
const AUDIT_SINCE = 17;

let folder = "";
/** A store of today with a bill, whose rows go into those of earlier versions. */
let today = "";
beforeAll(async () => {
  folder = temporaryFolder();
  today = join(folder, "today.db");
  const bill = join(folder, "bill.csv");
  writeBill(bill, [
    { ...plainRow, Tags: '{"team":"data"}' },
    { ...plainRow, EffectiveCost: "2.5", BilledCost: "2.5", Tags: '{"team":"payments"}' },
    { ...plainRow, EffectiveCost: "4", BilledCost: "4", BillingCurrency: "EUR" },
  ]);
  const store = new Store(today, allocation);
  await importBills(store, { paths: [bill], again: false, now: NOW });
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes a store as the version of Tally left it whose last migration was this one; gives the kept rows that it has. */
function makeStore(file: string, version: number): typeof KEPT {
  const database = new BetterSqlite3(file);
  database.pragma("journal_mode = WAL");
  for (const migration of migrations()) {
    if (migration.version <= version) database.exec(migration.sql);
  }
  database.pragma(`user_version = ${version}`);
  copyBill(database);
  const kept = keptRows().filter(([table]) => columnsOf(database, "main", table).length > 0);
  for (const [table, row] of kept) insert(database, table, row);
  if (columnsOf(database, "main", "audit_entry").length > 0) writeAudit(database);
  database.close();
  return Object.fromEntries(kept);
}

/** A row for each table of today's schema that isn't the bill's or the audit log's. */
function keptRows(): [string, Row][] {
  const database = openStore(":memory:");
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    .pluck()
    .all()
    .filter((table) => ![...BILL, ...OTHERS].includes(table) && !table.startsWith("sqlite_"));
  const rows = tables.map((table): [string, Row] => [table, KEPT[table] ?? rowOf(database, table)]);
  database.close();
  return rows;
}

/** A row that has something in each column that must have something. */
function rowOf(database: Database, table: string): Row {
  const columns = database.pragma(`table_info("${table}")`) as {
    readonly name: string;
    readonly type: string;
    readonly notnull: 0 | 1;
    readonly pk: number;
  }[];
  const needed = columns.filter(({ notnull, pk }) => notnull === 1 || pk > 0);
  return Object.fromEntries(
    needed.map(({ name, type }) => [name, LISTED[`${table}.${name}`] ?? madeUp(name, type)]),
  );
}

function madeUp(name: string, type: string): string | number | Buffer {
  if (type === "BLOB") return Buffer.from("a blob");
  if (type !== "TEXT") return 1;
  return /_at$|until$/.test(name) ? "2026-11-19T00:00:00Z" : "{}";
}

/** Two entries, as the version wrote them that began the log. */
function writeAudit(database: Database): void {
  const nobody = { platform: null, channel: null, text: null, person: "" };
  const loose = { at: "2026-11-19T00:00:00Z", kind: "question" as const, what: "{}", ...nobody };
  let last: ChainLink = BEGINNING;
  for (let at = 0; at < 2; at++) {
    const { previousHash: previous_hash, ...entry } = linked(loose, last);
    insert(database, "audit_entry", { ...entry, previous_hash });
    database.prepare("UPDATE audit_head SET number = ?, hash = ?").run(entry.number, entry.hash);
    last = entry;
  }
}

/** Copies the bill in the columns that both versions have. */
function copyBill(database: Database): void {
  database.prepare("ATTACH ? AS today").run(today);
  for (const table of BILL) {
    const there = columnsOf(database, "today", table);
    const columns = columnsOf(database, "main", table)
      .filter((column) => there.includes(column))
      .map((column) => `"${column}"`);
    database.exec(
      `INSERT INTO main."${table}" (${columns.join(", ")}) SELECT ${columns.join(", ")} FROM today."${table}"`,
    );
  }
  database.exec("DETACH today");
}

function columnsOf(database: Database, schema: string, table: string): string[] {
  const columns = database.pragma(`${schema}.table_info("${table}")`) as { name: string }[];
  return columns.map(({ name }) => name);
}

function insert(database: Database, table: string, row: Readonly<Record<string, unknown>>): void {
  const columns = columnsOf(database, "main", table).filter((column) => column in row);
  const names = columns.map((column) => `"${column}"`).join(", ");
  const values = columns.map((column) => `@${column}`).join(", ");
  database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${values})`).run(row);
}

const SEPTEMBER = {
  ...plainRow,
  BillingPeriodStart: "2026-09-01T00:00:00Z",
  BillingPeriodEnd: "2026-10-01T00:00:00Z",
  ChargePeriodStart: "2026-09-05T00:00:00Z",
  ChargePeriodEnd: "2026-09-06T00:00:00Z",
};

/** Questions of each kind that reads the store another way. */
const QUESTIONS = [
  "what did we spend in October by team?",
  "EC2 by day from 4 to 6 October",
  "why did the cost change in October?",
] as const;

const TOTALS = [
  { currency: "EUR", value: 4 },
  { currency: "USD", value: 3.5 },
];
const EXPECTED = [
  { status: "answered", totals: TOTALS },
  { status: "answered", totals: TOTALS },
  {},
];

async function answers(file: string): Promise<unknown[]> {
  const store = new Store(file, allocation);
  try {
    const { assistant } = composeTally({ ...config, allocation }, store, "in memory");
    const given = await Promise.all(QUESTIONS.map((text) => assistant.askAll({ text, now: NOW })));
    return given.flat().map(({ id: _, ...answer }) => answer);
  } finally {
    store.close();
  }
}

describe("a store of an earlier version", () => {
  test("can be of each schema from the first to today's", () => {
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, at) => at + 1));
  });

  test.each(versions)("of schema %d is brought up to date and answers as ever", async (version) => {
    const file = join(folder, `${version}.db`);
    const kept = makeStore(file, version);
    const given = await answers(file);
    expect(given).toEqual(await answers(today));
    expect(given).toMatchObject(EXPECTED);
    const store = new Store(file, allocation);
    try {
      for (const { name, problem } of checkStore(store.database))
        expect({ name, problem }).toEqual({ name, problem: null });
      for (const [table, row] of Object.entries(kept)) {
        const rows = store.database.prepare(`SELECT * FROM "${table}"`).all();
        expect({ table, rows }).toMatchObject({ table, rows: [row] });
      }
      const { entries, findings } = checkAudit(store.database);
      const before = version < AUDIT_SINCE ? 0 : 2;
      expect({ entries, findings }).toEqual({ entries: before + QUESTIONS.length, findings: [] });
      expect(schemaIn(store.database)).toEqual(schemaIn(openStore(":memory:")));
    } finally {
      store.close();
    }
  });

  test("takes new bills", async () => {
    const file = join(folder, "first.db");
    makeStore(file, 1);
    const store = new Store(file, allocation);
    try {
      const bill = join(folder, "september.csv");
      writeBill(bill, [SEPTEMBER]);
      await importBills(store, { paths: [bill], again: false, now: NOW });
      expect(store.deliveries.list()).toHaveLength(2);
    } finally {
      store.close();
    }
  });
});

/** What was made, in which words, and the version that it is of. */
function schemaIn(database: Database): unknown {
  return {
    version: database.pragma("user_version", { simple: true }),
    made: database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all(),
  };
}
