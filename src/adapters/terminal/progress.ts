import { formatBytes, formatCount, formatDuration } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { textWidth, truncate } from "./text-width.ts";

const REDRAW_MILLISECONDS = 100;
const PLAIN_LINE_MILLISECONDS = 10_000;
const BAR_WIDTH = 20;
const NAME_MINIMUM = 12;
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = "\r\u001b[K";

/** How far a long task is, at one moment. */
export interface ProgressState {
  readonly name: string;
  readonly done: number;
  /** Null where unknown. */
  readonly total: number | null;
  /** "rows", "items"; "bytes" are shown as MB, GB. */
  readonly unit: string;
  /** Since it began. */
  readonly seconds: number;
}

export interface Progress {
  /** `done` of `total` (null where unknown), in `unit`: "rows" by default; "bytes" are shown as MB, GB. */
  update(done: number, total: number | null, unit?: string): void;
  /** Replaces the progress by a closing line. */
  finish(message: string): void;
}

/**
 * Shows how a long task gets on: one redrawn line on a terminal, elsewhere a plain line every 10 s.
 * `now` is the clock in milliseconds.
 */
export function createProgress(
  stream: NodeJS.WriteStream,
  label: string,
  now: () => number = Date.now,
): Progress {
  const started = now();
  const interval = progressInterval(stream);
  let nextLine = stream.isTTY ? started : started + interval;

  return {
    update(done, total, unit = "rows") {
      const time = now();
      if (time < nextLine) return;
      nextLine = time + interval;
      const state = { name: label, done, total, unit, seconds: (time - started) / 1000 };
      if (stream.isTTY) stream.write(CLEAR_LINE + progressBar(state, stream));
      else stream.write(`${progressText(state)}\n`);
    },
    finish(message) {
      stream.write(`${stream.isTTY ? CLEAR_LINE : ""}${plainLine(message)}\n`);
    },
  };
}

/** Progress is shown again after so many milliseconds. */
export function progressInterval({ isTTY }: Pick<NodeJS.WriteStream, "isTTY">): number {
  return isTTY ? REDRAW_MILLISECONDS : PLAIN_LINE_MILLISECONDS;
}

/** A line with a bar, no wider than the terminal. */
export function progressBar(
  state: ProgressState,
  { columns }: Pick<NodeJS.WriteStream, "columns">,
): string {
  const { name, done, total } = state;
  const width = (columns || DEFAULT_COLUMNS) - 1;
  return fitLine(plainLine(name), drawBar(done, total), describe(state), width);
}

/** The same in words, where there is no terminal. */
export function progressText(state: ProgressState): string {
  return `${plainLine(state.name)}: ${describe(state)}`;
}

/** `45%, 12,000 of 27,000 rows, 1,200/s, 12 s left`; the rate is the average since the start. */
function describe({ done, total, unit, seconds }: ProgressState): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts =
    total === null
      ? [quantity(done, unit)]
      : [`${percentDone(done, total)}%`, `${amountOf(done, unit)} of ${quantity(total, unit)}`];
  if (rate > 0) parts.push(`${amountOf(Math.round(rate), unit)}/s`);
  if (rate > 0 && total !== null && total > done) {
    parts.push(`${formatDuration(Math.ceil((total - done) / rate))} left`);
  }
  return parts.join(", ");
}

/** The name is cut first, but for a few letters; then the bar goes. */
function fitLine(name: string, bar: string, state: string, columns: number): string {
  const full = bar === "" ? state : `${bar}  ${state}`;
  const measured = columns - textWidth(full) - 2 < NAME_MINIMUM ? state : full;
  const shortName = truncate(name, columns - textWidth(measured) - 2);
  return truncate(shortName === "" ? measured : `${shortName}  ${measured}`, columns);
}

function drawBar(done: number, total: number | null): string {
  if (total === null) return "";
  const filled = Math.floor((percentDone(done, total) / 100) * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}

/** Whole percent, rounded down: 100 only when all is done. */
function percentDone(done: number, total: number): number {
  if (total <= 0) return 100;
  return Math.max(0, Math.min(100, Math.floor((done / total) * 100)));
}

function quantity(amount: number, unit: string): string {
  return unit === "bytes" ? amountOf(amount, unit) : `${amountOf(amount, unit)} ${unit}`;
}

function amountOf(amount: number, unit: string): string {
  return unit === "bytes" ? formatBytes(amount) : formatCount(amount);
}
