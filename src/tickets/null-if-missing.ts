import { CallError } from "#src/sources/calls/call-error";

/** Null for what isn't there. @throws whatever else went wrong */
export function nullIfMissing(error: unknown): null {
  if (error instanceof CallError && error.failure === "missing") return null;
  throw error;
}
