import { z } from "zod";
import { plainParagraphs } from "./cards/plain-text.ts";
import { harmless } from "./log-redaction.ts";

const shownSchema = z.object({ name: z.string(), reason: z.string(), stack: z.string() });

/**
 * An error with what is behind it, for whoever runs Tally: where it happened and what it says, but nothing that
 * libraries hang on it, such as requests with their headers, and no secrets.
 */
export function errorText(error: unknown, secrets: readonly string[]): string {
  const [, { error: shown }] = harmless("", { error }, secrets);
  return plainParagraphs(chainOf(shown).join("\n  behind it: "));
}

function chainOf(shown: unknown): string[] {
  const { success, data } = shownSchema.safeParse(shown);
  if (!success) return [typeof shown === "string" ? shown : JSON.stringify(shown)];
  const { name, reason, stack } = data;
  const text = stack === "" ? `${name}: ${reason}` : stack;
  const cause = z.object({ cause: z.unknown() }).safeParse(shown).data?.cause;
  return [text, ...(cause === undefined || cause === null ? [] : chainOf(cause))];
}
