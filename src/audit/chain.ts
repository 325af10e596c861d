import { createHash } from "node:crypto";
import type { AuditEntry, ChainLink } from "./entry.ts";
import type { AuditSeal } from "./seal.ts";

/** Names the form that is hashed, so that another one can follow it some day. */
const FORM = "tally audit 1";

/** What the first entry of all follows. */
export const BEGINNING: ChainLink = { number: 0, hash: "0".repeat(64) };

/** An entry's fields before it has its place. */
export type LooseEntry = Omit<AuditEntry, "number" | "previousHash" | "hash" | "seal">;

/** The entry in its place behind another, sealed where there is a key. */
export function linked(
  entry: LooseEntry,
  previous: ChainLink,
  seal: AuditSeal | null = null,
): AuditEntry {
  const placed = { ...entry, number: previous.number + 1, previousHash: previous.hash };
  const hash = entryHash(placed);
  return { ...placed, hash, seal: seal?.of(hash) ?? null };
}

/** SHA-256, hexadecimal, over the entry's fields in a fixed order as a JSON list. */
export function entryHash(entry: Omit<AuditEntry, "hash" | "seal">): string {
  const { number, at, kind, person, platform, channel, what, text, previousHash } = entry;
  const fields = [FORM, number, at, kind, person, platform, channel, what, text, previousHash];
  return sha256(JSON.stringify(fields));
}

/**
 * What stands in the chain for something that may be erased: once its salt is gone, nobody can find out by trying
 * what it was.
 */
export function saltedHash(salt: string, content: string): string {
  return sha256(JSON.stringify([salt, content]));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
