import { describe, expect, test } from "vitest";
import { calls, modelServer } from "./model-server.ts";
import { routerTo } from "./routed-by-model.ts";

/** What a question of 20 November 2026 is read as, where a model makes this call. */
async function read(question: string, skill: string, given: object) {
  const { baseUrl, requests } = await modelServer(calls([skill, given]));
  const { route, events } = routerTo(baseUrl, { mode: "model-then-rules" });
  return { routing: await route(question), events, requests };
}

describe("a model's call for time to come", () => {
  test.each([
    ["wie viel kostet es next quarter", "next quarter", "2027-01-01", "2027-04-01"],
    ["wie viel kostet es im Dezember", "December", "2026-12-01", "2027-01-01"],
    ["wie viel kostet es this month", "this month", "2026-11-01", "2026-12-01"],
    ["zzgl the rest of the year", "the rest of the year", "2026-11-20", "2027-01-01"],
    ["zzgl in Q1", "Q1", "2027-01-01", "2027-04-01"],
  ])("“%s” names a period to come, a running one whole", async (question, phrase, start, end) => {
    const { routing, events } = await read(question, "forecast-spend", { periodPhrase: phrase });
    expect(events).toMatchObject([{ isTaken: true }]);
    expect(routing).toMatchObject({ skill: "forecast-spend", input: { period: { start, end } } });
  });

  test("without time words is for the running month", async () => {
    const { routing } = await read("zzgl the outlook", "forecast-spend", { periodPhrase: null });
    expect(routing).toMatchObject({ skill: "forecast-spend", input: { whatIf: null } });
    expect(routing.kind === "skill" && routing.input).not.toHaveProperty("period");
  });

  test("may name a condition, held against the store and the question", async () => {
    const filters = [
      { dimension: "ServiceName", operator: "in", values: ["Amazon Elastic Compute Cloud"] },
    ];
    const whatIf = { kind: "percent", size: -15, filters };
    const question = "zzgl December when EC2 loses 15%";
    const { routing } = await read(question, "forecast-spend", {
      periodPhrase: "December",
      whatIf,
    });
    const values = ["Amazon Elastic Compute Cloud"];
    expect(routing).toMatchObject({
      input: { whatIf: { kind: "percent", size: -15, filters: [{ values }], from: null } },
    });
    const invented = await read(question, "forecast-spend", {
      periodPhrase: "December",
      whatIf: { ...whatIf, size: 40 },
    });
    expect(invented.events).toMatchObject([{ isTaken: false, outcome: "wrong calls" }]);
  });

  test("that plans something begins when the words say, and never by the model's own date", async () => {
    const call = { kind: "monthly", size: 12_000, currency: "USD", name: "new region" };
    const question = "zzgl new region $12k monthly as of 1 March USD";
    const { routing } = await read(question, "plan-change", {
      ...call,
      periodPhrase: "as of 1 March",
    });
    expect(routing).toMatchObject({
      skill: "plan-change",
      input: { ...call, stays: true, period: { start: "2027-03-01" } },
    });
    const dated = await read(question, "plan-change", { ...call, from: "2027-04-01" });
    expect(dated.events).toMatchObject([{ isTaken: false }]);
  });
});
