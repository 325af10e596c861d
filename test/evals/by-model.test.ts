import { expect, test } from "vitest";
import { readConfig } from "#src/config";
import { calls, failure, modelServer, type Reply } from "../router/model/model-server.ts";
import { assistantByModel, type ModelUse, modelOf } from "./by-model.ts";
import { evaluate, secondWorld } from "./evaluate.ts";
import { scoreOf } from "./score.ts";

/** A question whose reading by the rules leaves nothing open, and one that they ask back about. */
const ASKED = ["second periods-1", "second colloquial-9"];

async function byModel(mode: "rules-then-model" | "model-then-rules", ...script: readonly Reply[]) {
  const { baseUrl, requests } = await modelServer(...script);
  const model = { ...readConfig({}).model, mode, name: "test-model", baseUrl, apiKey: "sk-test" };
  const use: ModelUse = { requests: 0, tokens: 0, outcomes: new Map() };
  const isAsked = ({ id }: { id: string }) => ASKED.includes(id);
  const judged = await evaluate(secondWorld, isAsked, (store, config) =>
    assistantByModel(store, config, model, use),
  );
  return { use, requests, score: scoreOf("everything", judged) };
}

test("a model's reading is scored beside that of the rules, with what it took", async () => {
  const filters = [{ dimension: "ServiceName", operator: "in", values: ["Log Management"] }];
  const ofLogs = { periodPhrase: "this year", filters, granularity: "month", metric: "BilledCost" };
  const { use, requests, score } = await byModel(
    "model-then-rules",
    calls(["get-spend", { periodPhrase: "8 April" }]),
    calls(["get-spend", ofLogs]),
  );
  expect(requests).toHaveLength(2);
  expect(score).toMatchObject({ questions: 2, all: 2 });
  expect(use).toEqual({ requests: 2, tokens: 2000, outcomes: new Map([["read", 2]]) });
});

test("what the rules read is sent to no model, and their reading is scored where it has no reply", async () => {
  const { use, score } = await byModel("rules-then-model", failure(400));
  expect(score).toMatchObject({ questions: 2, all: 1 });
  expect(use).toEqual({ requests: 1, tokens: 0, outcomes: new Map([["HTTP 400", 1]]) });
});

test.each([
  ["nothing", {}, false],
  ["a name alone", { name: "m" }, false],
  ["a name and a key", { name: "m", apiKey: "k" }, true],
  ["a name and an address", { name: "m", baseUrl: "http://localhost/v1" }, true],
  ["the rules", { name: "m", apiKey: "k", mode: "rules" as const }, false],
])("%s is or isn't a model to ask", (_, settings, isThere) => {
  const config = readConfig({});
  const found = modelOf({ ...config, model: { ...config.model, ...settings } });
  expect(found !== null).toBe(isThere);
});
