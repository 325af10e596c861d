import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "#src/log";

/**
 * Bolt's and the Web API client's lines in Tally's log. Their debug lines hold whole messages and are left out;
 * errors are told by their message alone.
 */
export function boltLog(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(lineOf(parts)),
    warn: (...parts) => log.warn(lineOf(parts)),
    error: (...parts) => log.error(lineOf(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function lineOf(parts: readonly unknown[]): string {
  return parts
    .map((part) => (part instanceof Error ? part.message : part))
    .filter((part) => typeof part === "string")
    .join(" ");
}
