const PRIME = 0x9e3779b1;

/** Which pairs of neighbouring letters a key has, as a set of 64 bits; several pairs may share a bit. */
export interface LetterPairs {
  readonly low: number;
  readonly high: number;
}

/** The pairs of neighbouring letters in a key. */
export function letterPairs(key: string): LetterPairs {
  let low = 0;
  let high = 0;
  for (let at = 1; at < key.length; at++) {
    const pair = (key.charCodeAt(at - 1) << 16) ^ key.charCodeAt(at);
    const place = Math.imul(pair, PRIME) >>> 26;
    if (place < 32) low |= 1 << place;
    else high |= 1 << (place - 32);
  }
  return { low, high };
}

/** How many bits of a number are set. */
export function countBits(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
