import { nounAt } from "./dimension-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import type { Filter } from "./filter.ts";
import { phrase } from "./question-words.ts";

const LEAD = "(?:(?:whose|where|that|which|with)(?: the| an?)*(?: names?)? ?)?";
const CONTAINED = phrase(
  `${LEAD}(?<not>(?:do(?:es)? not|dont|doesnt|not) )?(?:contain|contains|containing)(?: the)?(?: (?:word|text|string))? (?<part>[^ ]+)|${LEAD}(?<ending>[^ ]+) in (?:the|their|its) names?`,
);
const LONGEST_NOUN = 3;
/** Columns of ids with a column of names beside them. */
const NAMED: ReadonlySet<string> = new Set(
  ["SubAccount", "BillingAccount", "Resource", "Region", "CommitmentDiscount"].map(
    (thing) => `${thing}Id`,
  ),
);

/** Conditions on a part of a name: "accounts whose name contains prod". */
export function readContained({ words, dimensions }: Lookup): Filter[] {
  return words.find(CONTAINED).flatMap(({ from, to, groups }): Filter[] => {
    const noun = Array.from({ length: LONGEST_NOUN }, (_, back) =>
      nounAt(words, from - LONGEST_NOUN + back, dimensions),
    ).find((found) => found?.to === from);
    if (noun === null || noun === undefined) return [];
    const part = partTyped(words.typed({ from, to }), groups["part"] ?? groups["ending"] ?? "");
    words.explain({ from: noun.from, to });
    const operator = groups["not"] === undefined ? "contains" : "not_contains";
    return [{ dimension: nameColumn(noun.dimension), operator, values: [part] }];
  });
}

/** As typed, for tags tell case apart. */
function partTyped(typed: string, folded: string): string {
  return typed.split(" ").find((word) => word.toLowerCase() === folded) ?? folded;
}

function nameColumn(dimension: string): string {
  return NAMED.has(dimension) ? dimension.replace(/Id$/, "Name") : dimension;
}
