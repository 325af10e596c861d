import { nameWords, singular } from "#src/router/fold";

/** Names as rows of words: which words each has, and which names have each word. */
export interface WordPostings {
  /** Each word's number. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly words: readonly string[];
  /** The numbers of all names' words, one name after the other. */
  readonly sequence: Int32Array;
  /** Where each name's words begin in `sequence`; one more at the end. */
  readonly nameStarts: Int32Array;
  /** The names that have a word, word after word. */
  readonly names: Int32Array;
  /** Where each word's names begin in `names`; one more at the end. */
  readonly wordStarts: Int32Array;
}

/** Reads names into words, without plural s. */
export function wordPostings(names: readonly string[]): WordPostings {
  const numbers = new Map<string, number>();
  const sequence: number[] = [];
  const nameStarts = new Int32Array(names.length + 1);
  for (const [name, text] of names.entries()) {
    for (const word of nameWords(text)) sequence.push(numberOf(numbers, singular(word)));
    nameStarts[name + 1] = sequence.length;
  }
  const wordStarts = new Int32Array(numbers.size + 1);
  for (const word of sequence) wordStarts[word + 1] = (wordStarts[word + 1] as number) + 1;
  for (let word = 1; word < wordStarts.length; word++)
    wordStarts[word] = (wordStarts[word] as number) + (wordStarts[word - 1] as number);
  return {
    numbers,
    words: [...numbers.keys()],
    sequence: Int32Array.from(sequence),
    nameStarts,
    names: namesOfWords(sequence, nameStarts, wordStarts),
    wordStarts,
  };
}

function namesOfWords(
  sequence: readonly number[],
  nameStarts: Int32Array,
  wordStarts: Int32Array,
): Int32Array {
  const names = new Int32Array(sequence.length);
  const next = wordStarts.slice();
  let name = 0;
  for (const [at, word] of sequence.entries()) {
    while (at >= (nameStarts[name + 1] as number)) name++;
    const place = next[word] as number;
    names[place] = name;
    next[word] = place + 1;
  }
  return names;
}

function numberOf(numbers: Map<string, number>, word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size);
  return numbers.size - 1;
}
