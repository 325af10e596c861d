import { type Reading, read } from "./reading.ts";

/** The reading of a cell that says nothing: empty, spaces only, or the word null in any case. */
export function readNull(raw: string): Reading<never> | undefined {
  if (raw === "") return read<never>(null);
  const text = raw.trim();
  if (text === "") return read<never>(null, "blank");
  return text.toLowerCase() === "null" ? read<never>(null, "null-word") : undefined;
}

/** A text cell, spelled and spaced as in the file, since ids and names must match other files. */
export function readText(raw: string): Reading<string> {
  return readNull(raw) ?? read(raw);
}
