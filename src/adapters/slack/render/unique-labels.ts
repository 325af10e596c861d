import { cut, shown } from "./texts.ts";

/** Labels of at most so many characters that differ from each other; shortened in the middle where they must. */
export function uniqueLabels(texts: readonly string[], most: number): readonly string[] {
  const whole = texts.map(shown);
  const cuts = whole.map((text) => cut(text, most));
  const told = whole.map((text, at) =>
    isThereTwice(cuts, cuts[at] ?? "") ? cutInMiddle(text, most) : (cuts[at] ?? ""),
  );
  const taken = new Set<string>();
  return told.map((text) => {
    const label = freeLabel(text, most, taken);
    taken.add(label);
    return label;
  });
}

function freeLabel(text: string, most: number, taken: ReadonlySet<string>): string {
  let label = text;
  for (let number = 2; taken.has(label); number += 1) {
    const suffix = ` (${number})`;
    label = `${cut(text, most - suffix.length)}${suffix}`;
  }
  return label;
}

function isThereTwice(texts: readonly string[], text: string): boolean {
  return texts.indexOf(text) !== texts.lastIndexOf(text);
}

function cutInMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  const tail = text
    .slice(-half)
    .toWellFormed()
    .replace(/^\ufffd/, "")
    .trimStart();
  return `${cut(text, most - tail.length)}${tail}`;
}
