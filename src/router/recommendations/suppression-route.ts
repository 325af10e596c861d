import { phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { askBack } from "#src/router/declining";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { readHold } from "./hold.ts";
import { kindsIn } from "./list-words.ts";

const LISTED =
  /\b(?:what|which|show|list|anything)\b.*\b(?:not flag(?:ged|ging)?|n['’]?t flag(?:ged|ging)?|stop(?:ped)? (?:flagging|showing|recommending)|suppress(?:ed|ions?)?|never flag)\b|\b(?:suppressions|suppressed (?:ones|recommendations))\b/i;
const ADDED =
  /^\W*(?:please\s+|can you\s+|could you\s+)*(?:never|do not|don['’]?t|stop|no longer)\s+(?:ever\s+)?(?:flag(?:ging)?|recommend(?:ing)?|suggest(?:ing)?|report(?:ing)? savings)\b|^\W*(?:please\s+)?suppress\b/i;
const BACK =
  /^\W*(?:please\s+|can you\s+)*(?:(?:flag|recommend|suggest)\b(?=.*\bagain\b)|un-?suppress\b|(?:take back|remove|drop|delete|lift|end)\s+(?:the\s+)?(?:rule|suppression)\b)/i;
const NUMBER = /\b(?:rule|suppression)\s*(?:no\.?|number|#)?\s*(?<number>\d{1,5})\b/i;
const FILLERS = said(
  "anything|everything|any|again|more|any ?more|any ?longer|recommendations?|recs?|about|in|on|for|from|of|the|our|my|things|resources|stuff|with|me|us|to|please|savings?",
);

/** Routes what isn't to be flagged, is again, or isn't; null for any other question. */
export function routeSuppressions(
  question: string,
  { today }: RoutingContext,
  names: Names,
): Routing | null {
  const isBack = BACK.test(question);
  const isAdded = !isBack && ADDED.test(question);
  if (!isBack && !isAdded) {
    return LISTED.test(question) ? called("list-suppressions", {}) : null;
  }
  const number = NUMBER.exec(question)?.groups?.["number"];
  if (isBack && number !== undefined) {
    return called("suppress-recommendations", { change: "take-back", number: Number(number) });
  }
  const hold = readHold(question.replace(isBack ? BACK : ADDED, " "), today);
  if (hold.unread !== null) return ask(`I don't know which day “${hold.unread}” is.`);
  const until = isBack ? {} : { until: hold.until };
  return described(question, hold.rest, { change: isBack ? "take-back" : "add", ...until }, names);
}

/** What it is that isn't flagged: nothing is kept that isn't read to the last word. */
function described(question: string, rest: string, change: object, names: Names): Routing {
  const phrases = phraseTaker(rest);
  const kinds = kindsIn(phrases);
  phrases.takes(FILLERS);
  const reading = readQuestion(phrases.rest, names, false);
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const [left] = readLeftovers(reading.lookup).others;
  if (left !== undefined) {
    return ask(
      `I don't understand “${reading.lookup.words.typed(left)}”, so nothing is changed. Name an environment, a team, an account or a service.`,
    );
  }
  return called("suppress-recommendations", { ...change, filters: filtersOf(reading), kinds });
}

function called(skill: string, input: object): Routing {
  return { kind: "skill", skill, input, assumptions: [] };
}

function ask(text: string): Routing {
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}
