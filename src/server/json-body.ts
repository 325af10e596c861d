import express, { type RequestHandler } from "express";

/** Far more than any request has; what walks through a body one level at a time never runs out of stack. */
const DEEPEST = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What each bracket does to the depth. */
const STEPS: ReadonlyMap<number, number> = new Map([
  [0x5b, 1],
  [0x7b, 1],
  [0x5d, -1],
  [0x7d, -1],
]);

/** What a request got wrong, with the status that it is answered with. */
class BodyError extends Error {
  override name = "BodyError";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a body of JSON in UTF-8, of at most so many bytes and levels; any other is refused before it is parsed. */
export function jsonBody(limit: string): RequestHandler {
  return express.json({
    limit,
    strict: true,
    verify(_request, _response, body, encoding) {
      if (encoding !== "utf-8") throw new BodyError(415, "JSON is read in UTF-8 only");
      if (isTooDeep(body)) throw new BodyError(400, `JSON is read to ${DEEPEST} levels only`);
    },
  });
}

/** Counts brackets outside of texts; whether they match is the parser's matter. */
function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) at = endOfText(body, at);
    depth += STEPS.get(byte) ?? 0;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Where the text ends that begins with the quote at `start`. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}
