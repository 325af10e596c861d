import glossary from "#data/reference/glossary.json" with { type: "json" };
import { nameKey } from "#src/router/fold";

/** A term of FinOps or FOCUS, and what it means. */
export interface Term {
  readonly term: string;
  /** What else it is called. */
  readonly names: readonly string[];
  /** Whether “what is …?” rather asks for it than for its meaning, unless an article stands before it. */
  readonly isAsked?: boolean;
  readonly text: string;
  /** Whose definition it follows. */
  readonly source: string;
}

/** data/reference/glossary.json. */
export const terms: readonly Term[] = glossary;

const byName: ReadonlyMap<string, Term> = new Map(
  terms.flatMap((term) => [term.term, ...term.names].map((name) => [nameKey(name), term])),
);

/** The term that is called so, whatever its case, punctuation and number; null where none is. */
export function termNamed(name: string): Term | null {
  return byName.get(nameKey(name)) ?? null;
}
