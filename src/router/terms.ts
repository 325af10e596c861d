import { type Term, termNamed } from "#src/glossary";
import type { Routing } from "./router.ts";

const POLITE = "(?:(?:please|hey|hi|hello|tally|so|can you|could you|tell me|explain)[ ,]+)*";
const ARTICLE = "(?:(?<article>an?|the) )?";

function form(pattern: string): RegExp {
  return new RegExp(`^\\W*${POLITE}(?:${pattern})\\W*$`, "i");
}

/** Asks what a word means, and nothing else. */
const MEANINGS = [
  `(?:what (?:does|do) )${ARTICLE}(?:term )?(?<term>.+?) (?:mean|stand for)`,
  `(?:define|(?:what(?:['’]s| is) )?the (?:definition|meaning) of|what(?:['’]s| is| are) meant by|what do (?:you|we) mean by) ${ARTICLE}(?:term )?(?<term>.+)`,
  "what (?:an? |the )?(?<term>.+?) (?:means|is|are)",
].map(form);
/** May ask for a figure as well. */
const WHAT_IS = form(`(?:what(?:['’]s| is| are) )${ARTICLE}(?<term>.+)`);
const EXPLAIN = form(`explain ${ARTICLE}(?:term )?(?<term>.+)`);
const DIFFERENCE = form(
  "(?:what(?:['’]s| is) )?the difference between (?:an? |the )?(?<term>.+?) and (?:an? |the )?(?<other>.+)",
);

/** Routes a question for the meaning of a term; null for any other. */
export function routeTerms(question: string): Routing | null {
  const asked = termsIn(question);
  if (asked === null) return null;
  const input = { terms: asked.map(({ term }) => term) };
  return { kind: "skill", skill: "explain-term", input, assumptions: [] };
}

function termsIn(question: string): readonly Term[] | null {
  const { term: one = "", other = "" } = DIFFERENCE.exec(question)?.groups ?? {};
  const pair = [called(one, other), called(other, one)].filter((term) => term !== null);
  if (pair.length === 2 && pair[0] !== pair[1]) return pair;
  const meant = MEANINGS.map((pattern) => called(pattern.exec(question)?.groups?.["term"] ?? ""));
  const found = meant.find((term) => term !== null) ?? whatIs(question);
  return found === null ? null : [found];
}

/** "What is a budget?" asks for its meaning, "what is the budget?" for the budget. */
function whatIs(question: string): Term | null {
  const match = WHAT_IS.exec(question) ?? EXPLAIN.exec(question);
  const { article = "", term: name = "" } = match?.groups ?? {};
  const term = called(name);
  const isOne = /^an?$/i.test(article);
  if (term === null || article.toLowerCase() === "the") return null;
  return term.isAsked === true && !isOne ? null : term;
}

/** The term of a name; "billed" of "billed and effective cost" is billed cost. */
function called(name: string, beside = ""): Term | null {
  const ofSame = beside.split(" ").at(-1) ?? "";
  return termNamed(name) ?? termNamed(`${name} ${ofSame}`);
}
