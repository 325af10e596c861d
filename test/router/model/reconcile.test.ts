import { describe, expect, test } from "vitest";
import { calls, modelServer } from "./model-server.ts";
import { byRules, routerTo } from "./routed-by-model.ts";

const october = { start: "2026-10-01", end: "2026-11-01" };
const team = (value: string) => ({ dimension: "team", operator: "in", values: [value] });

/** What comes of a question whose model answers by one call. */
async function routedWith(question: string, given: object, tool = "get-spend") {
  const { baseUrl, requests } = await modelServer(calls([tool, given]));
  const routing = await routerTo(baseUrl).route(question);
  return { routing, requests };
}

describe("words that the rules leave unexplained", () => {
  const question = "payments spend last month, gribbled by service";

  test("are said", () => {
    expect(byRules(question)).toMatchObject({
      kind: "skill",
      unexplained: ["gribbled"],
      assumptions: expect.arrayContaining(["not understood and left out: “gribbled”"]),
    });
  });

  test("are read by the model", async () => {
    const given = { periodPhrase: "last month", filters: [team("payments")], granularity: "day" };
    const { routing, requests } = await routedWith(question, given);
    expect(requests).toHaveLength(1);
    expect(routing).toMatchObject({
      input: { period: october, granularity: "day", filters: [team("payments")] },
      assumptions: ["the question was read by a language model: team payments"],
    });
  });

  test("don't cost what the rules understood", async () => {
    const { routing } = await routedWith(question, { periodPhrase: null, groupBy: ["RegionId"] });
    expect(routing).toMatchObject({
      input: { period: october, filters: [team("payments")], groupBy: ["RegionId"] },
      assumptions: expect.arrayContaining(["kept as the question says: team payments"]),
    });
  });

  test("a call that filters by another value gives way", async () => {
    const { routing } = await routedWith("payments or search spend last month, gribbled", {
      periodPhrase: "last month",
      filters: [team("search")],
    });
    expect(routing).toMatchObject({
      input: { filters: [{ dimension: "team", operator: "in", values: ["payments", "search"] }] },
    });
  });

  test("values that the model compares are filters, too", async () => {
    const compare = { kind: "values", dimension: "team", main: "payments", other: "search" };
    const given = { periodPhrase: "last month", compare };
    const { routing } = await routedWith(
      "payments and search spend last month, gribbled",
      given,
      "compare-spend",
    );
    expect(routing).toMatchObject({ input: { filters: [], compare } });
  });

  test("stay said where the model can't be had", async () => {
    const { routing } = await routedWith(question, { filters: [team("unicorns")] });
    expect(routing).toEqual(byRules(question));
  });
});

describe("a question that is asked back about", () => {
  test.each([
    ["how much did we spend on kinesis last month?", "ambiguous-name"],
    ["spend on 31 February", "impossible-date"],
  ])("“%s” is the asker's to settle", async (question, reason) => {
    const { routing, requests } = await routedWith(question, { periodPhrase: "last month" });
    expect(routing).toMatchObject({ kind: "clarify", reason });
    expect(requests).toEqual([]);
  });

  const unknown = "costs for team payment-folks last month";

  test("for a name that nothing has, may be read as a name near it, and says so", async () => {
    expect(byRules(unknown)).toMatchObject({ reason: "unknown-name" });
    const given = { periodPhrase: "last month", filters: [team("payments")] };
    const { routing } = await routedWith(unknown, given);
    expect(routing).toMatchObject({
      input: { filters: [team("payments")] },
      assumptions: expect.arrayContaining([
        "“payment-folks”, which nothing is called, read as team payments",
      ]),
    });
  });

  test("for a name that nothing has, is never answered without it", async () => {
    const { routing, requests } = await routedWith(unknown, { periodPhrase: "last month" });
    expect(requests).toHaveLength(1);
    expect(routing).toEqual(byRules(unknown));
  });

  test("for a group that there isn't, takes the model's groups, and says so", async () => {
    const question = "cost by flavour last month";
    const given = { periodPhrase: "last month", groupBy: ["ServiceName"] };
    const { routing } = await routedWith(question, given);
    expect(routing).toMatchObject({
      input: { groupBy: ["ServiceName"] },
      assumptions: expect.arrayContaining(["“flavour”, which nothing is called, read as service"]),
    });
    const without = await routedWith(question, { periodPhrase: "last month" });
    expect(without.routing).toEqual(byRules(question));
  });
});

describe("a ranking within groups", () => {
  const question = "please gribble the top 2 services per team last month";

  test("is the model's to ask for", async () => {
    const given = { groupBy: ["team", "ServiceName"], limit: 2, limitPer: ["team"] };
    const { routing } = await routedWith(question, { periodPhrase: "last month", ...given });
    expect(routing).toMatchObject({ kind: "skill", input: given });
  });

  test("needs a group within", async () => {
    const { baseUrl, requests } = await modelServer(
      calls(["get-spend", { periodPhrase: "last month", groupBy: ["team"], limitPer: ["team"] }]),
    );
    expect(await routerTo(baseUrl).route(question)).toEqual(byRules(question));
    expect(requests).toHaveLength(2);
    expect(requests[1]?.messages.join()).toContain("limitPer: name dimensions of groupBy");
  });
});
