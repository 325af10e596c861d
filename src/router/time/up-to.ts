import { readAnchor } from "./anchors.ts";
import type { Clock } from "./clock.ts";
import { type Expression, matchAt, wordAfter, wordPattern } from "./form.ts";
import { plainSpan } from "./span.ts";
import type { Words } from "./words.ts";

const UP_TO = wordPattern(
  "(?:up (?:to|until|till|through)|until|till|through|thru)(?: and including)?(?: the)?",
);
const DATE = wordPattern(
  "(?:{weekday}(?: ,)? )?(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|\\d{1,2} (?:of )?{anyMonth}|{anyMonth}(?: the)? \\d|\\d{4}-\\d\\d-\\d\\d).*",
);

/** What waits for a day looks at none before it. */
const WAITS =
  /(?:^| )(?:snooz|remind|mut(?:e|ing)|silenc|ignor|paus|suppress|wait|hold|keep|schedul|valid|forecast|projected|projection|left|remain)/;

/** How far the data reach is no period: "do we have all Azure data through the 18th?" */
const COVERS =
  /(?:^| )(?:data|complete|loaded|imported|arrived|available|updated?)(?: (?:for|from|of) \S+)? $/;

/** "until the 15th of October": from the first of that month up to that day. */
export function readUpTo(words: Words, index: number, clock: Clock): Expression | null {
  const word = words.list[index];
  const match = word?.timely === true ? matchAt(UP_TO, words, word.offset) : null;
  if (word === undefined || match === null) return null;
  const before = words.text.slice(0, word.offset);
  if (WAITS.test(before) || COVERS.test(before)) return null;
  const at = wordAfter(words, index, word.offset + match[0].length);
  const last = readAnchor(words, at, clock);
  const isDate = matchAt(DATE, words, words.list[at]?.offset ?? words.text.length) !== null;
  if (last === null || last.span.kind !== "day" || !isDate) return null;
  const { start, end } = last.span.period;
  const span = plainSpan("range", { start: `${start.slice(0, 8)}01`, end });
  return span === null ? null : { from: index, to: last.to, weak: false, span };
}
