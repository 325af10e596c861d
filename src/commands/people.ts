import { renderCard } from "#src/adapters/terminal/render";
import type { Config } from "#src/config";
import { UserError } from "#src/errors";
import type { DirectoryEntry } from "#src/people/directory-entry";
import { readPeopleCsv } from "#src/people/people-csv";
import { readScim } from "#src/people/scim";
import { DirectoryLog } from "#src/store/people/directory-log";
import { keepList } from "#src/store/people/keep-list";
import { Store } from "#src/store/store";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { jsonLines, plainLines } from "./output-lines.ts";
import { peopleCard, personCard, personFacts } from "./people-card.ts";
import { groupLines, importLines, leftOutLines } from "./people-report.ts";
import { storeToRead } from "./store-to-read.ts";
import { listOptions } from "./terminal-options.ts";
import { textOf } from "./text-of.ts";

/** Its table has seven columns. */
const TABLE_WIDTH = 140;
const LIST_NAME = /^[\w-]{1,50}$/;

const OPTIONS = {
  name: { type: "string" },
  tenant: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  db: { type: "string" },
  now: { type: "string" },
} as const;

/** `tally people import FILE`, `tally people sync`, `tally people list`, `tally people show EMAIL` */
export const people: Command = {
  name: "people",
  usage:
    "people import FILE [--name NAME] [--tenant TENANT] [--dry-run] | people sync | people list [--json] | people show EMAIL [--db FILE] [--now INSTANT]",
  summary:
    "Who may ask, and where that is from; take people from CSV, SCIM or Slack's user groups.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, OPTIONS);
    const [verb, given, ...others] = positionals;
    const needsOne = verb === "import" || verb === "show";
    const isKnown = needsOne || verb === "sync" || verb === "list";
    if (!isKnown || others.length > 0 || needsOne !== (given !== undefined)) {
      throw new UsageError("Say import and one file, show and one address, sync, or list.");
    }
    const now = readNow(values.now);
    const store = storeFor(verb, config, values.db);
    try {
      if (verb === "sync") return await sync(config, store, now);
      if (verb === "list") return list(config, store, values.json);
      if (verb === "show") return show(config, store, given ?? "");
      const { name, tenant, "dry-run": isDry } = values;
      return importList(config, store, { file: given ?? "", name, tenant, isDry, now });
    } finally {
      store.close();
    }
  },
};

/** People may be there before the first bill. */
function storeFor(verb: string | undefined, config: Config, database: string | undefined): Store {
  return verb === "list" || verb === "show"
    ? storeToRead(config, database)
    : new Store(database ?? config.database, config.allocation, config.auditSeal);
}

interface Import {
  readonly file: string;
  /** Which of several lists of its kind it is. */
  readonly name: string | undefined;
  readonly tenant: string | undefined;
  readonly isDry: boolean;
  readonly now: Date;
}

/** @throws UserError that names the wrong places; nothing is changed then */
function importList(config: Config, store: Store, asked: Import): number {
  const { name, isDry, now } = asked;
  if (name !== undefined && !LIST_NAME.test(name)) {
    throw new UsageError("--name is of letters, digits, - and _.");
  }
  const { kind, entries, leftOut } = readList(config, asked);
  const origin = name === undefined ? kind : `${kind}:${name}`;
  const changes = isDry
    ? new DirectoryLog(store.database).changes(origin, entries)
    : keepList(store, { origin, entries }, now);
  const lines = [...importLines(changes, entries.length, isDry), ...leftOut];
  process.stdout.write(plainLines(lines));
  return 0;
}

interface ReadList {
  readonly kind: "csv" | "scim";
  readonly entries: readonly DirectoryEntry[];
  readonly leftOut: readonly string[];
}

/** JSON is taken for SCIM, anything else for CSV. */
function readList({ directory, teams }: Config, { file, tenant }: Import): ReadList {
  const text = textOf(file);
  if (!/^\s*[[{]/.test(text)) {
    const entries = readPeopleCsv(file, text, directory.namedScopes);
    return { kind: "csv", entries, leftOut: [] };
  }
  const reading = readScim(file, text, directory, tenant ?? teams?.tenantId ?? null);
  return { kind: "scim", entries: reading.entries, leftOut: leftOutLines(reading) };
}

/** 2 where a workspace couldn't be read. */
async function sync(config: Config, store: Store, now: Date): Promise<number> {
  // Loaded on demand: nothing else needs Slack's libraries.
  const { userGroupsOf } = await import("#src/compose-user-groups");
  const { syncUserGroups } = await import("#src/people/sync-user-groups");
  const { silentLog } = await import("#src/log");
  const clock = () => now;
  const groups = userGroupsOf(config, store, { clock, log: silentLog });
  if (groups === null) {
    throw new UserError(
      "There are no user groups to read: tally.yaml names them under directory.slackGroups, and Slack has to be set up (docs/people.md).",
    );
  }
  const { signal: stop } = new AbortController();
  const settings = config.directory;
  const outcomes = await syncUserGroups({ groups, store, settings, now: clock, stop });
  process.stdout.write(plainLines(outcomes.flatMap(groupLines)));
  return outcomes.some(({ problem }) => problem !== null) ? 2 : 0;
}

function list(config: Config, store: Store, isJson: boolean): number {
  const facts = personFacts(config, store);
  const lists = new DirectoryLog(store.database).lists();
  process.stdout.write(
    isJson
      ? jsonLines(facts)
      : `${renderCard(peopleCard(facts, lists), listOptions(TABLE_WIDTH))}\n`,
  );
  return 0;
}

/** @throws UserError for somebody of whom nothing was ever known */
function show(config: Config, store: Store, email: string): number {
  const person = personFacts(config, store).find((one) => one.email === email.toLowerCase());
  const history = new DirectoryLog(store.database).history(email);
  if (person === undefined && history.length === 0) {
    throw new UserError(`${email} isn't known: neither in tally.yaml nor in any list.`);
  }
  const card = personCard(email, person ?? null, history);
  process.stdout.write(`${renderCard(card, listOptions(TABLE_WIDTH))}\n`);
  return 0;
}
