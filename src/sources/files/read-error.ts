import { SourceError } from "#src/errors";

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file. Check the path.",
  EACCES: "The file may not be read. Give this user read access to it.",
  EISDIR: "This is a folder, not a file. Name a file in it, or import the folder as a whole.",
  Z_BUF_ERROR:
    "The gzip is cut off: its end is missing, and rows may be lost. Download the file again.",
  Z_DATA_ERROR:
    "The gzip is corrupt: its content or its checksum is wrong. Download the file again.",
};

/** The `SourceError` of a failed read of `file`, in words; an error that already is one is kept. */
export function readError(error: unknown, file: string): SourceError {
  if (error instanceof SourceError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const problem = PROBLEMS[code] ?? `The file can't be read (${firstLine(error)}).`;
  return new SourceError(problem, { file });
}

/** The first line of an error's message, without the stack or candidates that libraries add. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "").trim();
}
