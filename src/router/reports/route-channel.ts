import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import type { Routing } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";

const POLITE = "(?:(?:please|hey|tally|from now on|now)[ ,]+)*";
const CHANNEL = "(?:channel|conversation|chat|room)";
const THIS = `this(?: ${CHANNEL})?`;
const ASKS = new RegExp(
  `^\\W*(?:whose (?:team(?:['’]s)? )?${CHANNEL} is (?:this|it)|who(?:se)? is this ${CHANNEL}(?:['’]s)?(?: for)?|(?:which|what) team(?:['’]s)? (?:${CHANNEL} is this|is this(?: ${CHANNEL})?(?:['’]s)?(?: for)?|does this(?: ${CHANNEL})? belong to|is this(?: ${CHANNEL})? bound to)|who does this ${CHANNEL} belong to)\\W*$`,
  "i",
);
const UNBINDS = new RegExp(
  `^\\W*${POLITE}(?:(?:unbind|unlink|release|free|detach) ${THIS}(?: from .*)?|this(?: ${CHANNEL})? (?:is|belongs to) (?:no ?body|no one|no team)(?:['’]s)?(?: any ?more)?(?: ${CHANNEL})?(?: any ?more)?|${THIS} (?:doesn['’]t|does not) belong to (?:.+ any ?more|anybody|any team))\\W*$`,
  "i",
);
const BINDS: readonly RegExp[] = [
  new RegExp(`^\\W*${POLITE}(?:bind|link|assign|give|tie) this ${CHANNEL} to (?<team>.+)$`, "i"),
  new RegExp(`^\\W*${POLITE}make this (?<team>.+?) ${CHANNEL}\\W*$`, "i"),
  new RegExp(`^\\W*${POLITE}this ${CHANNEL} (?:belongs to|is for|is bound to) (?<team>.+)$`, "i"),
  new RegExp(`^\\W*${POLITE}this(?: ${CHANNEL})? is (?<team>.+?) ${CHANNEL}\\W*$`, "i"),
];
const TEAM_WORDS = /\b(?:the|team)\b|['’]s?(?=\W|$)/gi;
const TEAM = "team";

/** Routes what is said of whose a channel is; null for any other question. */
export function routeChannel(question: string, names: Names): Routing | null {
  if (ASKS.test(question)) {
    return { kind: "skill", skill: "show-channel", input: {}, assumptions: [] };
  }
  if (UNBINDS.test(question)) return bindCall(null);
  for (const pattern of BINDS) {
    const said = pattern.exec(question)?.groups?.["team"];
    if (said !== undefined) return bindTo(said, names);
  }
  return null;
}

/** A team of the bill; the words alone, without “team”, may name something else. */
function bindTo(said: string, names: Names): Routing {
  const name = said.replace(TEAM_WORDS, " ").replace(/\s+/g, " ").trim();
  const reading = readQuestion(`team ${name}`, names, false);
  const [filter, ...others] = filtersOf(reading);
  const [team, ...more] = filter?.values ?? [];
  const isOne = filter?.dimension === TEAM && filter.operator === "in" && team !== undefined;
  if (isOne && more.length === 0 && others.length === 0) return bindCall(team);
  const text = `I know no team “${name}” in the bill, so the channel stays whose it is.`;
  return { kind: "clarify", reason: "unknown-name", text, suggestions: [] };
}

function bindCall(team: string | null): Routing {
  return { kind: "skill", skill: "bind-channel", input: { team }, assumptions: [] };
}
