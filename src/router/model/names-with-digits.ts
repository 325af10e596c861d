/** "EC2", "us-east-1", long ids; "1.2k" and "$5M" are numbers. */
const NAME =
  /(?<![\p{L}\p{N}_.:/-])(?:\d{6,}(?![.,]?\d)|(?=[\p{N}_.:/-]*\p{L})(?=[\p{L}_.:/-]*\p{N})(?![\d.,]+[kmbtKMBT](?![\p{L}\p{N}]))[\p{L}\p{N}_:/-]+(?:\.[\p{L}\p{N}_:/-]+)*)(?![\p{L}\p{N}_])/gu;

/** The names in a text that have digits in them, in small letters. */
export function namesWithDigits(text: string): string[] {
  return [...text.matchAll(NAME)].map(([name]) => name.toLowerCase());
}

/** A text without names that have digits in them; where some are given, without those only. */
export function withoutNames(text: string, names?: ReadonlySet<string>): string {
  return text.replace(NAME, (name) => (names?.has(name.toLowerCase()) === false ? name : " "));
}
