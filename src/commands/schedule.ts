import { renderCard } from "#src/adapters/terminal/render";
import type { Answer } from "#src/answer";
import { readChannel } from "#src/channel";
import type { Config } from "#src/config";
import { UserError } from "#src/errors";
import type { Tally } from "#src/main";
import { callOf } from "#src/schedule/answer-reporter";
import { localDay } from "#src/schedule/local-time";
import { statusesOf } from "#src/schedule/status";
import type { Schedule } from "#src/schedule-book";
import { StoredOpinions } from "#src/store/schedules/opinions";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { jsonLines, plainLines } from "./output-lines.ts";
import { schedulesCard } from "./schedules-card.ts";
import { listOptions, terminalOptions } from "./terminal-options.ts";

/** Its tables have six columns. */
const TABLE_WIDTH = 140;
const PLAIN_VERBS: ReadonlySet<string | undefined> = new Set(["list", "run", "feedback"]);

/** `tally schedule list`, `tally schedule run`, `tally schedule preview NAME`, `tally schedule feedback` */
export const schedule: Command = {
  name: "schedule",
  usage:
    "schedule list [--json] | run | preview NAME | feedback [--json] [--db FILE] [--now INSTANT]",
  summary:
    "What is sent by itself, what became of it, and what people think of it; send what is due; show a report unsent.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      json: { type: "boolean", default: false },
      db: { type: "string" },
      now: { type: "string" },
    });
    const [verb, name, ...others] = positionals;
    const isPlain = name === undefined && PLAIN_VERBS.has(verb);
    if (!isPlain && (verb !== "preview" || name === undefined || others.length > 0)) {
      throw new UsageError("Say list, run, feedback, or preview and a schedule's name.");
    }
    const now = readNow(values.now);
    const tally = openWithProgress(config, now, values.db);
    try {
      if (name !== undefined) await preview(tally, named(tally, config, name), now);
      else if (verb === "run") await sendNow(tally, config, values.now);
      else if (verb === "feedback") await feedback(tally, now, values.json);
      else list(tally, config, now, values.json);
      return 0;
    } finally {
      tally.store.close();
    }
  },
};

/** What people think of what was sent. */
async function feedback({ store, assistant }: Tally, now: Date, isJson: boolean): Promise<void> {
  if (isJson) {
    const opinions = new StoredOpinions(store.database).since(new Date(0));
    process.stdout.write(jsonLines(opinions));
    return;
  }
  show(await assistant.call({ skill: "list-feedback", input: {} }, { now }), TABLE_WIDTH);
}

function list({ store }: Tally, config: Config, now: Date, isJson: boolean): void {
  const held = new ScheduleVersions(store.database).held();
  const postings = new Postings(store.database);
  const statuses = statusesOf(held, postings, now);
  if (isJson) {
    process.stdout.write(jsonLines(statuses));
    return;
  }
  const known = new Set(held.map(({ schedule: { name } }) => name));
  const unread = [...config.schedules.keys()].filter((name) => !known.has(name));
  const card = schedulesCard(statuses, postings, { unread, channels: config.channels, now });
  process.stdout.write(`${renderCard(card, listOptions(TABLE_WIDTH))}\n`);
}

/** @throws UserError where no schedule, or more than one, is called so */
function named({ store }: Tally, config: Config, name: string): Schedule {
  const held = new ScheduleVersions(store.database).held().map(({ schedule: one }) => one);
  const known = new Set(held.map((one) => one.name));
  const all = [...held, ...[...config.schedules.values()].filter((one) => !known.has(one.name))];
  const meant = all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  const names = all.map((one) => `“${one.name}”`).join(", ");
  throw new UserError(
    meant.length > 1
      ? `${meant.length} schedules are called “${name}”.`
      : `No schedule is called “${name}”. ${names === "" ? "There are none." : `There are ${names}.`}`,
  );
}

async function preview({ assistant }: Tally, one: Schedule, now: Date): Promise<void> {
  const channel = readChannel(one.channel);
  const answer = await assistant.call(callOf(one, localDay(now, one.times.timeZone)), {
    now,
    ...(one.person === "" ? {} : { user: one.person }),
    ...(channel === null ? {} : { channel }),
  });
  show(answer);
}

function show({ card, text }: Answer, width?: number): void {
  const shown = card === undefined ? text : renderCard(card, terminalOptions(width));
  process.stdout.write(`${shown}\n`);
}

/** @throws UserError without a platform */
async function sendNow(tally: Tally, config: Config, now: string | undefined): Promise<void> {
  if (config.slack === null && config.teams === null) {
    throw new UserError("Neither Slack nor Teams is set up, so nothing can be sent.");
  }
  const begun = readNow(now);
  const { sendDue } = await import("#src/serve");
  await sendDue(config, tally, () => readNow(now));
  const settled = new Postings(tally.store.database).settledSince(begun);
  const lines = settled.map(
    ({ kind, channel, state, problem }) =>
      `${kind} to ${channel}: ${state}${problem === null ? "" : ` (${problem})`}`,
  );
  process.stdout.write(plainLines(lines.length === 0 ? ["Nothing was due."] : lines));
}
