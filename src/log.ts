import { pino } from "pino";
import { inertJson } from "./inert-json.ts";
import { type Fields, harmless } from "./log-redaction.ts";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Where the program says what it does. Secrets and people's words are left out, whatever is handed in. */
export interface Log {
  debug(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** The same log, each line marked with the part of the program that wrote it. */
  of(part: string): Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** Values that must not appear in any line: the configured tokens and keys. */
  readonly secrets: readonly string[];
  /** Takes whole lines; standard error where absent. */
  readonly write?: (line: string) => void;
}

/** One JSON object a line: `level`, `time` (UTC), `part`, `event` and the fields. */
export function createLog({ level, secrets, write }: LogOptions): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    inert(write),
  );
  return logOver(logger, secrets);
}

/** Where lines go; nothing in them steers a terminal that shows them. */
function inert(write: LogOptions["write"]): pino.DestinationStream {
  const out = write ?? standardError();
  return { write: (line) => out(inertJson(line)) };
}

function standardError(): (line: string) => void {
  const destination = pino.destination({ dest: 2, sync: true });
  return (line) => void destination.write(line);
}

/** A log that says nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  of: () => silentLog,
};

function logOver(logger: pino.Logger, secrets: readonly string[]): Log {
  const at =
    (level: Exclude<LogLevel, "silent">) =>
    (event: string, fields: Fields = {}) => {
      if (!logger.isLevelEnabled(level)) return;
      const [safeEvent, safeFields] = harmless(event, fields, secrets);
      logger[level](safeFields, safeEvent);
    };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    of: (part) => logOver(logger.child({ part }), secrets),
  };
}
