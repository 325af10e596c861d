import type { TerminalOptions } from "#src/adapters/terminal/render";

const DEFAULT_WIDTH = 100;

/** How to draw on standard output; `width` is for where it is no terminal. */
export function terminalOptions(width = DEFAULT_WIDTH): TerminalOptions {
  return { width: process.stdout.columns ?? width, color: process.stdout.isTTY === true };
}

/** The same for lists that are looked through, of which no row may be missing. */
export function listOptions(width: number): TerminalOptions {
  return { ...terminalOptions(width), tableRows: Number.POSITIVE_INFINITY };
}
