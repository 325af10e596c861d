import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { readAnchor } from "./anchors.ts";
import { tomorrow } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { type Expression, matchAt, wordAfter, wordPattern } from "./form.ts";
import { plainSpan, type Span, soFar } from "./span.ts";
import type { Words } from "./words.ts";

/** How two ends were put together; it tells a range from a comparison. */
export type Joint = "from" | "between" | "to" | "dash";

/** A period as said, with its ends where it has two. */
export interface PeriodExpression extends Expression {
  readonly ends?: { readonly joint: Joint; readonly first: Expression; readonly last: Expression };
}

const OPENER = wordPattern("(?<name>since|after|from|between|starting)(?: from| on| in)?(?: the)?");
const JOINT = wordPattern(
  "(?:, )?(?:up )?(?<name>to|through|thru|until|till|-|and)(?: and including| including)?(?: on| in)?(?: the)?",
);
const ONWARD = wordPattern("(?:onwards?|forward|on(?=$| (?:[,.]|by|per|for|in|grouped|split)(?: |$)))");
