import { phrase, type QuestionWords } from "./question-words.ts";

const COST = "(?:costs?|spend|spending|bills?|price)";
const CHANGE = phrase(
  `${COST} growth(?: rates?)?|growth (?:rates?|in|of)|(?:by )?how much (?:more|less)|(?:percentage |percent |absolute )?(?:changes?|changed|changing|increases?|increased|increasing|decreases?|decreased|decreasing|deltas?|differences?|jumps?|jumped|spiked?|drops?|dropped|declines?|declined)(?: in ${COST})?|(?:going|go|goes|gone|went|trending) (?:up|down)|rise|rises|rose|risen|fell|fallen|grow|grows|grew|grown|growing|shrank|shrunk|moved|movements?|movers?|higher|lower|more or less`,
);
const COMPARING = phrase(
  "compare[sd]?(?: (?:to|with|against))?|comparing|comparisons?(?: (?:of|between|to|with))?|vs|versus|against|relative to|differences? between|(?:cheaper|costlier|more expensive|more|less|higher|lower) than|(?<!(?:other|rather) )than|more expensive|less expensive|cheaper|costlier|side by side|split",
);
const TREND = phrase(
  "(?:over |the |in )?(?:trends?|trending|time ?series|timeline|evolution|evolved?|history|historical(?:ly)?|time)(?: over time)?|over time",
);
/** A team may be called so, too. */
const GROWTH = phrase("growth(?! teams?)");
const UNIT = "(?<unit>day|week|month|quarter|year)s?";
const ASKED_UNIT = phrase(`(?:which|what) ${UNIT}`);
/** "the days when we spent over 17k". */
const SUCH_UNITS = phrase(
  "(?:the |all )*(?<unit>day|week|month|quarter|year)s(?= (?:when|where|that|with|on which|in which|over|above|under|below|exceeding|costing))",
);
const RANKED_UNIT = phrase(`(?:(?:costs?|spend|spending) )?${UNIT}`);

/** What a question says about movement. */
export interface Changes {
  /** It asks how much something moved. */
  readonly isChange: boolean;
  /** Where words that set two things side by side stand. */
  readonly comparing: readonly number[];
  /** It asks for the course over time. */
  readonly isTrend: boolean;
  /** "which day", "the most expensive day": the unit that is ranked. */
  readonly unit: "day" | "week" | "month" | "quarter" | "year" | null;
}

/** Reads words of change, of comparison and of trend. */
export function readChanges(words: QuestionWords, isRanked: boolean): Changes {
  const asked = [...words.take(isRanked ? RANKED_UNIT : ASKED_UNIT), ...words.take(SUCH_UNITS)];
  const { unit = null } = asked[0]?.groups ?? {};
  const comparing = words.take(COMPARING).map(({ from }) => from);
  const isTrend = words.take(TREND).length > 0;
  return {
    isChange: words.take(CHANGE).length > 0,
    comparing,
    isTrend,
    unit: unit as Changes["unit"],
  };
}

/** Whether "growth" is among the words that aren't explained yet. */
export function readGrowth(words: QuestionWords): boolean {
  return words.take(GROWTH).length > 0;
}
