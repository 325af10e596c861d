import { ask } from "#src/commands/ask";
import { audit } from "#src/commands/audit";
import { backup } from "#src/commands/backup";
import { budgets } from "#src/commands/budgets";
import { chat } from "#src/commands/chat";
import { type Command, UsageError } from "#src/commands/command";
import { deliveries } from "#src/commands/deliveries";
import { doctor } from "#src/commands/doctor";
import { importCommand } from "#src/commands/import";
import { lab } from "#src/commands/lab";
import { manifest } from "#src/commands/manifest";
import { plainLines } from "#src/commands/output-lines";
import { people } from "#src/commands/people";
import { restore } from "#src/commands/restore";
import { schedule } from "#src/commands/schedule";
import { sources } from "#src/commands/sources";
import { start } from "#src/commands/start";
import { sync } from "#src/commands/sync";
import { readConfig } from "#src/config";
import { errorText } from "#src/error-text";
import { ConfigError, SourceError, UserError } from "#src/errors";
import { configuredHosts } from "#src/outbound/configured-hosts";
import { guardOutbound } from "#src/outbound/outbound-gate";
import { secretTexts } from "#src/secrets/secret-texts";
import { storeProblem } from "#src/store/store-problem";

const COMMANDS: readonly Command[] = [
  start,
  chat,
  ask,
  importCommand,
  sync,
  sources,
  schedule,
  deliveries,
  budgets,
  people,
  audit,
  doctor,
  backup,
  restore,
  manifest,
  lab,
];

const HELP_OPTIONS: ReadonlySet<string> = new Set(["--help", "-h"]);
const HELP: ReadonlySet<string> = new Set(["help", ...HELP_OPTIONS]);

/** What is written is for its owner's eyes alone: bills, stores, what is downloaded. */
const OWNER_ALONE = 0o077;

/** Runs one command; returns the exit status: 0, or 2 for what the caller has to put right. */
export async function main(words: readonly string[]): Promise<number> {
  process.stdout.on("error", endWhereNobodyReads);
  const [name = "help", ...rest] = words;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (HELP.has(name)) return help(rest);
  if (command === undefined) {
    process.stderr.write(plainLines([`There is no command “${name}”; tally help lists them all.`]));
    return 2;
  }
  if (rest.some((word) => HELP_OPTIONS.has(word))) return help([command.name]);
  try {
    return await run(command, rest);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    const hint = error instanceof UsageError ? ` Usage: tally ${command.usage}` : "";
    process.stderr.write(plainLines([`${error.message}${hint}`]));
    return 2;
  }
}

/** Shows one command, where one is named, or all. */
function help([name]: readonly string[]): number {
  const named = COMMANDS.filter((command) => command.name === name);
  const shown = named.length === 0 ? COMMANDS : named;
  const lines = shown.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  process.stdout.write(`npm run tally -- COMMAND\n\n${lines.join("\n")}\n`);
  return 0;
}

/**
 * From here on this process connects to nothing but what its settings name, and what goes wrong in it is told without
 * secrets. Returns 1 for a bug, as Node does.
 */
async function run(command: Command, words: readonly string[]): Promise<number> {
  process.umask(OWNER_ALONE);
  const config = readConfig();
  guardOutbound(configuredHosts(config), (text) => process.stderr.write(plainLines([text])));
  const tell = (error: unknown) =>
    process.stderr.write(`${errorText(error, secretTexts(config))}\n`);
  process.on("uncaughtException", (error) => {
    tell(error);
    process.exit(1);
  });
  try {
    return await command.run(words, config);
  } catch (error) {
    if (isForPeople(error)) throw error;
    const problem = storeProblem(error);
    if (problem !== null) throw new ConfigError(problem);
    tell(error);
    return 1;
  }
}

/** `tally ask … | head` closes the pipe once it has enough. */
function endWhereNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof UserError ||
    error instanceof ConfigError ||
    error instanceof SourceError
  );
}
