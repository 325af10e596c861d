import { describe, expect, test } from "vitest";
import { routed, summary } from "./routing-summary.ts";

const reading = (question: string) => {
  const routing = routed(question);
  return routing.kind === "clarify" ? `${routing.reason}: ${routing.text}` : summary(question);
};

describe("a name beside the word for what it is", () => {
  test.each([
    ["production account cost", "get-spend · this month · SubAccountId in 210000000013"],
    ["production environment cost", "get-spend · this month · environment in production"],
    ["namespace production cost", "get-spend · this month · tag:namespace in production"],
    ["serach team spend", "get-spend · this month · team in search"],
    [
      "the AWS account shop-prod spend",
      "get-spend · this month · ServiceProviderName in AWS · SubAccountId in 210000000011",
    ],
  ])("is of that kind: %s", (question, expected) => {
    expect(reading(question)).toBe(expected);
  });

  test.each([
    [
      "ledger team spend last month",
      "There is no team “ledger”. Did you mean “application ledger”?",
    ],
    ["spend of the search app", "There is no application “search”. Did you mean “team search”?"],
    [
      "payments app costs in October",
      "There is no application “payments”. Did you mean “team payments”?",
    ],
    [
      "spend of the billing team",
      "There is no team “billing”. Did you mean “payments”, “platform”, “data”?",
    ],
    [
      "cost centre 9999 spend",
      "There is no cost centre “9999”. Did you mean “cc-1100”, “cc-1200”?",
    ],
    [
      "cost of the finance app",
      "There is no application “finance”. Did you mean “checkout-api”, “ledger”, “warehouse”?",
    ],
    [
      "cost of the mars region",
      "There is no region “mars”. Did you mean “US East (N. Virginia)”, “US East (Ohio)”, “US West (Oregon)”?",
    ],
  ])("is asked back about where nothing of the kind has it: %s", (question, expected) => {
    expect(reading(question)).toBe(`unknown-name: ${expected}`);
  });

  test("what another kind of thing is called so can be chosen", () => {
    const routing = routed("spend of the search app in October");
    const [suggestion = ""] = routing.kind === "clarify" ? routing.suggestions : [];
    expect(summary(suggestion)).toBe("get-spend · October · team in search");
  });

  test.each([
    [
      "compare production and staging accounts",
      "compare-spend · this month · environment: production vs staging",
    ],
    [
      "AWS accounts over 50k",
      "get-spend · this month · ServiceProviderName in AWS · gt 50000 · by SubAccountId",
    ],
    ["the whole team's cost by service", "get-spend · this month · by ServiceName"],
    [
      "search team's EC2 costs",
      "get-spend · this month · team in search · ServiceName in Amazon Elastic Compute Cloud",
    ],
  ])("isn't made of other words: %s", (question, expected) => {
    expect(reading(question)).toContain(expected.split(" · ")[0]);
    expect(reading(question)).not.toContain("There is no");
  });
});

describe("what is left out", () => {
  test.each([
    ["AWS cost before credits", "ServiceProviderName in AWS · ChargeCategory not_in Credit"],
    [
      "AWS costs, EC2 aside",
      "ServiceProviderName in AWS · ServiceName not_in Amazon Elastic Compute Cloud",
    ],
    ["spend with tax excluded", "ChargeCategory not_in Tax"],
    ["spend excluding team search", "team not_in search"],
    ["spend without Customer Initech", "tag:Customer not_in Initech"],
    ["spend after credits", ""],
  ])("%s", (question, expected) => {
    const all = ["get-spend", "this month", expected].filter((part) => part !== "");
    expect(reading(question)).toBe(all.join(" · "));
  });
});

describe("words that nothing explains", () => {
  const assumptions = (question: string) => {
    const routing = routed(question);
    return routing.kind === "skill" ? routing.assumptions : [routing.kind];
  };

  test.each([
    ["what did we spend last month", []],
    ["could you kindly show me our AWS spend, thanks a lot", []],
    ["spend last month, gribbled", ["not understood and left out: “gribbled”"]],
    [
      "median EC2 cost last month",
      ["“EC2” read as Amazon Elastic Compute Cloud", "not understood and left out: “median”"],
    ],
  ])("are said: %s", (question, expected) => {
    expect(assumptions(question)).toEqual(expected);
  });

  test("are asked about where they seem to name a period", () => {
    expect(routed("total spend in summer")).toMatchObject({ kind: "clarify", reason: "unclear" });
    expect(routed("spend in October, summer tyres")).toMatchObject({ kind: "skill" });
  });
});
