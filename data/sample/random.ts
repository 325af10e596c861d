/** A 32-bit seed of a text (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A generator of numbers in [0, 1), the same sequence for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random numbers of one stream on one day: they depend on nothing but the two. */
export function randomNumbersOfDay(streamSeed: number, dayNumber: number): () => number {
  return randomNumbers(streamSeed ^ Math.imul(dayNumber, 0x9e3779b1));
}

/** A bell-shaped random factor around 1 with the given relative deviation, at most 3 deviations off. */
export function noiseFactor(random: () => number, deviation: number): number {
  return 1 + deviation * 2 * (random() + random() + random() - 1.5);
}

/** An identifier of hexadecimal digits that belongs to a text, as cloud resources have. */
export function codeOf(text: string, length: number): string {
  const random = randomNumbers(seedOf(text));
  let code = "";
  while (code.length < length) code += Math.floor(random() * 16).toString(16);
  return code;
}
