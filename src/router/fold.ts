const PLAIN = /^[ -~]*$/;

/** Lower case without accents, in composed letters of any script. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** The letters and digits of a text, folded: `Amazon EC2` and `AmazonEC2` are both `amazonec2`. */
export function squash(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

/** What two spellings of one name have in common: letters and digits, without a plural s. */
export function nameKey(text: string): string {
  return singular(squash(text));
}

/** A squashed word without a plural s; short ones (AWS, SQS) keep theirs. */
export function singular(squashed: string): string {
  const isPlural = squashed.length > 3 && squashed.endsWith("s") && !squashed.endsWith("ss");
  return isPlural ? squashed.slice(0, -1) : squashed;
}

/** The folded words of a name, parted by whatever isn't a letter or a digit. */
export function nameWords(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
