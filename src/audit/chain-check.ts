import { entryHash, saltedHash } from "./chain.ts";
import type { AuditEntry, ChainLink } from "./entry.ts";
import type { Retention } from "./removal-facts.ts";
import type { AuditSeal } from "./seal.ts";
import { SealCheck, type SealReport } from "./seal-check.ts";

/** Broken places are named up to here. */
const MOST_FINDINGS = 1_000;

/** What a hash in the chain stands for; null where it isn't kept any more. */
export interface KeptContent {
  readonly salt: string;
  readonly content: string;
}

/** An entry with what is kept of it. */
export interface CheckedEntry {
  readonly entry: AuditEntry;
  readonly person: KeptContent | null;
  readonly text: KeptContent | null;
}

/** One place where the chain is broken. */
export interface AuditFinding {
  readonly number: number;
  readonly kind: "changed" | "moved" | "missing" | "replaced" | "cut" | "text" | "person" | "seal";
  readonly text: string;
}

/** What a check found. */
export interface ChainReport {
  readonly entries: number;
  /** The number of the first entry that is kept. */
  readonly first: number;
  /** The end of the chain, to be noted elsewhere. */
  readonly head: ChainLink;
  readonly seals: SealReport;
  /** In order of their numbers; empty where all is as it was written. */
  readonly findings: readonly AuditFinding[];
}

/** Goes along a chain, entry by entry in order of their numbers, and finds where it isn't what was written. */
export class ChainCheck {
  readonly #begin: ChainLink;
  readonly #findings: AuditFinding[] = [];
  readonly #changed: AuditEntry[] = [];
  /** The last entry with a person or text that isn't kept, by person. */
  readonly #lackingPersons = new Map<string, number>();
  readonly #lackingTexts: AuditEntry[] = [];
  readonly #erasedAt = new Map<string, number>();
  readonly #textsUntil: number;
  readonly #seals: SealCheck;
  #last: ChainLink;
  #isLastChanged = false;
  #entries = 0;

  /**
   * @param retention what was removed by the last entry that says so
   * @param seal absent where there is no key
   */
  constructor(retention: Retention, seal: AuditSeal | null = null) {
    this.#textsUntil = retention.textsUntil;
    this.#begin = { number: retention.entriesUntil, hash: retention.entriesHash };
    this.#last = this.#begin;
    this.#seals = new SealCheck(seal, (number, text) => this.#find(number, "seal", text));
  }

  take({ entry, person, text }: CheckedEntry): void {
    this.#entries++;
    this.#checkPlace(entry);
    this.#checkText(entry, text);
    this.#checkPerson(entry, person);
    this.#seals.take(entry);
    if (entry.kind === "erasure") this.#erasedAt.set(entry.person, entry.number);
    this.#last = entry;
  }

  /** @param head where the store says that the chain ends; null where it doesn't any more */
  end(head: ChainLink | null): ChainReport {
    this.#nameChanged();
    this.#checkLacking();
    this.#checkHead(head);
    return {
      entries: this.#entries,
      first: this.#begin.number + 1,
      head: { number: this.#last.number, hash: this.#last.hash },
      seals: this.#seals.end(),
      findings: this.#findings.toSorted((a, b) => a.number - b.number),
    };
  }

  #checkPlace(entry: AuditEntry): void {
    const { number } = this.#last;
    const isNext = entry.number === number + 1;
    if (!isNext) this.#find(number + 1, "missing", missingText(number + 1, entry.number - 1));
    const isBehindChanged = this.#isLastChanged;
    this.#isLastChanged = entryHash(entry) !== entry.hash;
    if (this.#isLastChanged) {
      if (this.#changed.length < MOST_FINDINGS) this.#changed.push(entry);
    } else if (isNext && !isBehindChanged && entry.previousHash !== this.#last.hash) {
      const before = number === 0 ? "the beginning" : `entry ${number}`;
      const text = `Entry ${entry.number} doesn't follow ${before}: one of the two was put in another's place.`;
      this.#find(entry.number, "replaced", text);
    }
  }

  #checkText(entry: AuditEntry, text: KeptContent | null): void {
    if (entry.text === null) return;
    if (text === null) {
      if (entry.number > this.#textsUntil) this.#lackingTexts.push(entry);
    } else if (saltedHash(text.salt, text.content) !== entry.text) {
      this.#find(entry.number, "text", `The text of entry ${entry.number} was changed.`);
    }
  }

  #checkPerson(entry: AuditEntry, person: KeptContent | null): void {
    if (entry.person === "") return;
    if (person === null) this.#lackingPersons.set(entry.person, entry.number);
    else if (saltedHash(person.salt, person.content) !== entry.person) {
      this.#find(entry.number, "person", `The person of entry ${entry.number} was changed.`);
    }
  }

  /** An entry whose hash fits the place of another changed one was moved. */
  #nameChanged(): void {
    for (const entry of this.#changed) {
      const { number } = entry;
      const from = this.#changed.find(
        (other) => entryHash({ ...entry, number: other.number }) === entry.hash,
      );
      if (from === undefined) this.#find(number, "changed", `Entry ${number} was changed.`);
      else this.#find(number, "moved", `Entry ${number} stood in the place of ${from.number}.`);
    }
  }

  /** What was erased is said by an entry after it. */
  #checkLacking(): void {
    const isErased = (person: string, number: number) =>
      number <= (this.#erasedAt.get(person) ?? 0);
    for (const { number, person } of this.#lackingTexts) {
      if (isErased(person, number)) continue;
      this.#find(number, "text", `The text of entry ${number} is missing, and no entry says why.`);
    }
    for (const [person, number] of this.#lackingPersons) {
      if (isErased(person, number)) continue;
      this.#find(number, "person", `Whose entry ${number} is is missing, and no entry says why.`);
    }
  }

  #checkHead(head: ChainLink | null): void {
    const { number, hash } = this.#last;
    if (head === null) {
      this.#find(number, "cut", "The store doesn't say where the chain ends.");
    } else if (head.number > number) {
      this.#find(number + 1, "cut", `${missingText(number + 1, head.number)} The end is cut off.`);
    } else if (head.number < number || head.hash !== hash) {
      const text = `The chain ends with entry ${number}, not with the entry ${head.number} that the store says.`;
      this.#find(number, "replaced", text);
    }
  }

  #find(number: number, kind: AuditFinding["kind"], text: string): void {
    if (this.#findings.length < MOST_FINDINGS) this.#findings.push({ number, kind, text });
  }
}

function missingText(from: number, to: number): string {
  return from === to ? `Entry ${from} is missing.` : `Entries ${from} to ${to} are missing.`;
}
