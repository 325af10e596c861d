import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summary } from "../routing-summary.ts";
import { typingError, withError } from "./typing.ts";

const QUESTIONS = [
  "costs of EC2 last month by region",
  "total spend for team payments last month",
  "top 5 services in October",
  "compare September with October",
  "how much did the payments team spend last week?",
  "show me AWS cost by account this year",
  "daily cost of CloudFront last week",
  "cost by service, account and region in Q3",
  "monthly spend on DynamoDB since January",
  "what did shop-prod cost in October compared to September?",
  "which services cost the most last month?",
  "spend without tax yesterday",
  "untagged cost by team last month",
  "percentage of AWS cost by service last month",
  "most expensive accounts this quarter",
  "weekly spend of the data team between 1 September and 31 October",
];

describe("politeness, punctuation and spaces", () => {
  const around = fc.constantFrom(
    ...[
      (question: string) => `please ${question}`,
      (question: string) => `hi, can you tell me ${question}, thanks!`,
      (question: string) => `${question}??`,
      (question: string) => `${question} 🙏`,
      (question: string) => `${question}👍🏽 thank you so much`,
      (question: string) => `  ${question.replaceAll(" ", "  ")} \n`,
      (question: string) => `hey tally: ${question} pls`,
      (question: string) => `${question}...`,
      (question: string) => `so, ${question}`,
      (question: string) => `${question} - thanks a lot`,
      (question: string) => question.replaceAll(" ", "\u00a0"),
      (question: string) => `“${question}”`,
      (question: string) => `*${question}*`,
      (question: string) => `good morning! ${question}`,
      (question: string) => `ok ${question} please`,
      (question: string) => `quick question: ${question}`,
      (question: string) => `I'd like to know ${question}`,
      (question: string) => `@tally ${question}`,
    ],
  );

  test("are no matter", () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUESTIONS), around, around, (question, inner, outer) => {
        expect(summary(outer(inner(question)))).toBe(summary(question));
      }),
      { numRuns: 400 },
    );
  });
});

describe("a typing error in an everyday word", () => {
  const MENDED =
    /^(?:costs|spend|total|month|monthly|services|accounts?|regions?|week|yesterday|compared?|expensive|without|percentage|between)$/;
  /** What an error can make of these that is another word: "spend", "send". */
  const OTHERS = /^(?:send|spent|account|region|service|compare|weak|moth|cost|monthy?l?|wee)$/;

  test("is no matter in a word of five letters or more", () => {
    const asked = fc.constantFrom(...QUESTIONS).chain((question) =>
      fc.record({
        words: fc.constant(question.split(" ")),
        at: fc.nat(question.split(" ").length - 1),
        error: typingError,
      }),
    );
    fc.assert(
      fc.property(asked, ({ words, at, error }) => {
        const word = words[at] ?? "";
        const typed = withError(word, error);
        fc.pre(MENDED.test(word) && word.length >= 5 && typed[0] === word[0] && typed !== word);
        fc.pre(!OTHERS.test(typed));
        expect(summary(words.with(at, typed).join(" "))).toBe(summary(words.join(" ")));
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    ["costs for teh paymnets team lst mnth?", "costs for the payments team last month?"],
    ["csot of EC2 by accnt last moth", "cost of EC2 by account last month"],
    ["cots by regoin adn serivce lsat week", "cost by region and service last week"],
    ["wich sevices cost teh msot in octobre?", "which services cost the most in october?"],
    ["totl sepnd of the payments taem tihs year", "total spend of the payments team this year"],
    ["coost of CloudFornt last weeek by acount", "cost of CloudFront last week by account"],
    ["dialy spned on DynamoDB since Janaury", "daily spend on DynamoDB since January"],
  ])("%s", (typed, meant) => {
    expect(summary(typed)).toBe(summary(meant));
    expect(summary(meant)).toMatch(/^get-spend/);
  });
});
