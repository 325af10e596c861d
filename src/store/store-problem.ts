/** What keeps a store from being used, by the code of what SQLite or the disk says. */
const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    "The disk of the store is full, so what was begun isn't kept. Make room, and try again.",
  ],
  [/^SQLITE_BUSY/, "Another process is writing to the store. Try again when it's done."],
  [
    /^(SQLITE_READONLY|EROFS)/,
    "The store may not be written to. Give this user the right to change its file and folder.",
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    "The store is damaged. tally doctor says how; tally restore puts a backup in its place.",
  ],
  [/^SQLITE_IOERR/, "The disk of the store can't be read or written. See what its system says."],
];

/** What is wrong with a store or its disk, in sentences for whoever runs Tally; null for any other error. */
export function storeProblem(error: unknown): string | null {
  if (!(error instanceof Error && "code" in error)) return null;
  const code = String(error.code);
  return PROBLEMS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
