import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { isAskingWord } from "#src/router/entities/asking-words";
import { entityIndexOf } from "#src/router/entities/entity-index";
import { nameWords } from "#src/router/fold";
import type { Routing } from "#src/router/router";
import { openDemoNames } from "./demo-names.ts";
import { errorsBetween, typingError, withError } from "./typing.ts";

const demo = openDemoNames();
const index = entityIndexOf(demo.vocabulary);
afterAll(() => demo.close());

/** Everyday words that are one error from a name, too, and go before it: "mearch", "lwest Europe". */
const EVERYDAY = ["march", "lowest"];

const frame = fc.constantFrom(
  ...[
    (name: string) => `how much did ${name} cost last month?`,
    (name: string) => `${name} spend in October by service`,
    (name: string) => `costs of ${name}, daily, last week`,
    (name: string) => `show me the spend for ${name} this year`,
    (name: string) => `compare the cost of ${name} in October with September`,
    (name: string) => `in Q3, what did we pay for ${name} by region`,
  ],
);

/** What will be answered or asked; the words that a question used are left out. */
function outcome(routing: Routing): string {
  if (routing.kind === "skill") return JSON.stringify([routing.skill, routing.input]);
  return routing.kind === "clarify" ? routing.text.replace(/^“.*?”/, "") : "unsupported";
}

describe("the case of a name", () => {
  const casing = fc.constantFrom(
    ...[
      (name: string) => name.toLowerCase(),
      (name: string) => name.toUpperCase(),
      (name: string) => name.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (at) => at.toUpperCase()),
      (name: string) => [...name].map((letter, at) => withCase(letter, at % 2 === 1)).join(""),
    ],
  );

  // A capital makes a name of an everyday word.
  const names = demo.names.filter((name) => !isAskingWord(name.toLowerCase()));

  test("is no matter", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), frame, casing, (name, ask, withCasing) => {
        expect(outcome(demo.route(ask(withCasing(name))))).toBe(outcome(demo.route(ask(name))));
      }),
      { numRuns: 2_000 },
    );
  });
});

function withCase(letter: string, isUpper: boolean): string {
  return isUpper ? letter.toUpperCase() : letter.toLowerCase();
}

describe("a typing error in a name of six letters or more", () => {
  // Between two periods growth is the change.
  const long = demo.names.filter(
    (name) => (name.match(/\p{L}/gu)?.length ?? 0) >= 6 && name !== "growth",
  );

  test("is no matter, unless it makes another word or stands in an id, or two names are as near", () => {
    const seen = { same: 0, other: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...long), frame, typingError, (name, ask, error) => {
        const typed = withError(name, error);
        const routing = demo.route(ask(typed));
        const right = demo.route(ask(name));
        fc.pre(right.kind === "skill");
        const isSame = outcome(routing) === outcome(right);
        seen[isSame ? "same" : "other"]++;
        const isRefused = routing.kind === "unsupported" && routing.wish !== null;
        if (isSame || isRefused || makesAnotherWord(name, typed)) return;
        expect(routing, `${typed} for ${name}`).toMatchObject({ kind: "clarify" });
        const isAsked = routing.kind === "clarify" && / could be /.test(routing.text);
        expect(isAsked || isInId(name, typed), `${typed} for ${name}`).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(seen.other / seen.same).toBeLessThan(0.05);
  });

  /** "search-ai" for "search-api": the word is an everyday one, in another name, or as near to an everyday one. */
  function makesAnotherWord(name: string, typed: string): boolean {
    const words = nameWords(name);
    return nameWords(typed)
      .filter((word) => !words.includes(word))
      .some(
        (word) =>
          isAskingWord(word) ||
          index.named(word).length > 0 ||
          index.hasWord(word) ||
          EVERYDAY.some((other) => errorsBetween(word, other) === 1),
      );
  }

  /** "5b62": where digits stand beside fewer than four letters, letters count like digits; so does one alone. */
  function isInId(name: string, typed: string): boolean {
    const words = nameWords(typed);
    return nameWords(name)
      .filter((word) => !words.includes(word))
      .some((word) => /\d/.test(word) || word.length <= 2);
  }
});
