import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleRouter } from "#src/router/rule-router";
import type { Vocabulary } from "#src/router/vocabulary";
import { company } from "./fixture-vocabulary.ts";
import { questions } from "./questions.ts";
import { routed, summary } from "./routing-summary.ts";

const LONGEST_QUESTION = 2000;

for (const [topic, rows] of Object.entries(questions)) {
  describe(topic, () => {
    test.each(rows)("%s", (question, expected) => {
      expect(summary(question)).toBe(expected);
    });
  });
}

describe("the order of words", () => {
  const same = (variants: readonly string[]) =>
    new Set(variants.map((variant) => summary(variant).split(" · ").sort().join(" · ")));

  test.each([
    [
      "how much did payments spend on EC2 in us-east-1 in October?",
      "in October, EC2 in us-east-1 for payments: what was the cost?",
      "October EC2 cost of the payments team, us-east-1",
      "us-east-1 payments EC2 spend in October",
      "EC2 SPEND IN US-EAST-1 FOR PAYMENTS IN OCTOBER",
    ],
    [
      "top 5 services by cost in October for AWS",
      "AWS: the five most expensive services in October",
      "In October, which AWS services cost the most?",
      "what are our biggest AWS services in October",
    ],
    [
      "how did AWS costs change from September to October by service?",
      "by service, AWS October vs September",
      "compare AWS in October to September by service",
    ],
  ])("%s", (...variants) => {
    expect(same(variants).size).toBe(1);
  });
});

describe("assumptions", () => {
  const assumptionsOf = (question: string) => {
    const routing = routed(question);
    return routing.kind === "skill" ? routing.assumptions : null;
  };

  test.each([
    ["EC2 cost", ["“EC2” read as Amazon Elastic Compute Cloud"]],
    ["prod cost", ["“prod” read as environment production"]],
    ["production cost", ["“production” read as environment production, not account production"]],
    ["production account cost", []],
    [
      "DynamoDB cost in Frankfurt",
      [
        "“DynamoDB” read as Amazon DynamoDB",
        "“Frankfurt” read as region eu-central-1, germanywestcentral",
      ],
    ],
    ["cost of account analytics-prod", ["“analytics-prod” read as account data-prod"]],
    ["AWS cost for payments in us-east-1", []],
    ["cloudwtch cost", ["“cloudwtch” read as AmazonCloudWatch"]],
    ["cost on m5.large", ["instance type m5.large read off the meter"]],
  ])("%s", (question, expected) => {
    expect(assumptionsOf(question)).toEqual(expected);
  });
});

describe("asking back", () => {
  test("suggests whole questions", () => {
    expect(routed("how much did we spend on kinesis last month?")).toMatchObject({
      kind: "clarify",
      suggestions: [
        "how much did we spend on Amazon Kinesis Firehose last month?",
        "how much did we spend on Amazon Kinesis Analytics last month?",
      ],
    });
  });

  test("takes a suggestion as an answer", () => {
    for (const question of ["how much did we spend on kinesis", "costs for team infra"]) {
      const routing = routed(question);
      const suggestions = routing.kind === "clarify" ? routing.suggestions : [];
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions) expect(routed(suggestion).kind).toBe("skill");
    }
  });

  test("a long name is cut in the text", () => {
    const routing = routed(`spend on ${"Xyz-".repeat(300)}`);
    expect(routing.kind === "clarify" ? routing.text.length : 0).toBeLessThan(300);
    expect(routing.kind).toBe("clarify");
  });
});

describe("typing errors", () => {
  const services = [
    ["CloudFront", "Amazon CloudFront"],
    ["DynamoDB", "Amazon DynamoDB"],
    ["Elastic Load Balancing", "Elastic Load Balancing"],
    ["OpenSearch", "Amazon OpenSearch Service"],
    ["Log Analytics", "Log Analytics"],
  ] as const;

  test("one wrong letter of a long name is forgiven", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...services),
        fc.integer({ min: 1, max: 21 }),
        fc.constantFrom(..."aeiouqxz"),
        ([name, service], at, letter) => {
          fc.pre(at < name.length && name[at] !== " ");
          const mistyped = `${name.slice(0, at)}${letter}${name.slice(at + 1)}`;
          expect(summary(`spend on ${mistyped} in October`)).toBe(
            `get-spend · October · ServiceName in ${service}`,
          );
        },
      ),
    );
  });
});

describe("hostile text", () => {
  const words = [
    ..."top without excluding by and or the between $1 1k EC2 team:payments vs compared".split(" "),
    ..."( ) , . / - = : tag: \u0000 💥 é ﷽ on in for which most biggest increase is when".split(
      " ",
    ),
  ];

  test("every question gets a routing that its skill can take", () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "grapheme" })), {
        maxLength: 60,
      })
      .map((parts) => parts.join(" ").slice(0, LONGEST_QUESTION));
    fc.assert(
      fc.property(text, (question) => {
        expect(summary(question)).toBeTypeOf("string");
      }),
    );
  });

  test.each([
    "a ",
    "when was x ",
    "is the our ",
    "biggest x y ",
    "and by ",
    "EC2, ",
    "without ",
    "a=b:",
  ])("“%s” over and over is read in no time", (part) => {
    const question = part.repeat(LONGEST_QUESTION).slice(0, LONGEST_QUESTION);
    const start = performance.now();
    routed(question);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe("the vocabulary", () => {
  const context = { today: "2026-11-20", fiscalYearStartMonth: 1, previous: null };

  test("is read anew when its generation changes", () => {
    let generation = 1;
    const growing: Vocabulary = {
      ...company,
      get generation() {
        return String(generation);
      },
      values: (dimension) =>
        dimension === "team" && generation === 2
          ? [{ value: "robotics-lab", names: [], weight: 1 }]
          : company.values(dimension),
    };
    const router = ruleRouter();
    const ask = () => router.route("spend of robotics-lab", { ...context, vocabulary: growing });
    expect(ask()).toMatchObject({ kind: "clarify" });
    generation = 2;
    expect(ask()).toMatchObject({
      input: { filters: [{ dimension: "team", operator: "in", values: ["robotics-lab"] }] },
    });
  });

  test("an empty one still knows providers, services and regions by name", () => {
    const empty: Vocabulary = {
      generation: "0",
      allocationDimensions: [],
      values: () => [],
      tagKeys: () => [],
      holds: () => false,
    };
    const routing = ruleRouter().route("AWS Lambda spend in eu-north-1 last month", {
      ...context,
      vocabulary: empty,
    });
    expect(routing).toMatchObject({
      input: {
        filters: [
          { dimension: "ServiceName", operator: "in", values: ["AWS Lambda"] },
          { dimension: "RegionId", operator: "in", values: ["eu-north-1"] },
        ],
      },
    });
  });
});
