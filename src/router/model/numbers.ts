import { fold } from "#src/router/fold";

const SMALL = list(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
);
const TENS = list("_ _ twenty thirty forty fifty sixty seventy eighty ninety");
const ORDINALS = list(
  "_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
);
const FACTORS: Readonly<Record<string, number>> = {
  hundred: 100,
  k: 1e3,
  thousand: 1e3,
  grand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

const VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, tens) => [word, tens * 10] as const),
  ...ORDINALS.map((word, value) => [word, value] as const),
  ["couple", 2],
  ["dozen", 12],
]);

/** "1.500", "1.500,50", "12,50" */
const CONTINENTAL = /^(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)$/;
const ENGLISH_THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;
const WORD = /\d+(?:[.,]\d+)*|\p{L}+/gu;

/** All numbers that a text says, in digits ("1,000", "2.5k", "Q3") or English words ("five hundred"). */
export function numbersIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  let running: number | null = null;
  for (const [word] of fold(text).matchAll(WORD)) {
    if (word === "and") continue;
    const values = valuesOf(word);
    for (const value of values) numbers.add(value);
    running = continued(running, word, values[0] ?? null);
    if (running !== null) numbers.add(running);
  }
  return numbers;
}

/** The number that a word makes of the one before it: five → five hundred → five hundred twenty. */
function continued(before: number | null, word: string, value: number | null): number | null {
  const factor = FACTORS[word];
  if (factor !== undefined)
    return before === null && word.length < 6 ? null : (before ?? 1) * factor;
  return before !== null && value !== null && canFollow(before, value) ? before + value : value;
}

function canFollow(before: number, value: number): boolean {
  const followsTens = before >= 20 && before < 100 && before % 10 === 0 && value < 10;
  const followsHundreds = before >= 100 && before % 100 === 0 && value < 100;
  return Number.isInteger(value) && (followsTens || followsHundreds);
}

/** A written number; "1.234" may be a fraction or, as people write elsewhere, a thousand. */
function valuesOf(word: string): number[] {
  const value = VALUES.get(word);
  if (value !== undefined) return [value];
  if (!/^\d/.test(word)) return [];
  const english = Number(word.replaceAll(",", ""));
  const isContinental = CONTINENTAL.test(word) && !ENGLISH_THOUSANDS.test(word);
  const continental = Number(word.replaceAll(".", "").replace(",", "."));
  const numbers = isContinental ? [english, continental] : [english];
  return [...new Set(numbers)].filter((number) => !Number.isNaN(number));
}

function list(words: string): readonly string[] {
  return words.split(" ");
}
