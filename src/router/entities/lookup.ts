import type { DimensionNames } from "#src/router/dimension-words";
import type { QuestionWords, Stretch } from "#src/router/question-words";
import type { Tags } from "#src/router/tags";
import type { NameIndex } from "./name-index.ts";
import type { Candidate } from "./thing.ts";

/** A question's words and what the names in them are looked up in. */
export interface Lookup {
  readonly words: QuestionWords;
  readonly index: NameIndex;
  readonly tags: Tags;
  readonly dimensions: DimensionNames;
  /** Whether a tag's value, a resource or the like is called so. */
  readonly isLateName: (squashed: string) => boolean;
}

/** Finds what a stretch of words could name. */
export type Finder = (lookup: Lookup, stretch: Stretch) => readonly Candidate[];
