import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import { answerCard } from "#src/chat/answer-card";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { S3, withAssistant } from "../conversations/small-company.ts";
import { TemporaryFolder } from "../sources/files/read-tables.ts";
import { injections } from "./corpus.ts";
import { effectsOf } from "./effects.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const FILTERS = [{ dimension: "ServiceName", operator: "in", values: [S3] }];
const LONGEST_NAME = 80;

const folder = new TemporaryFolder();
/** Texts that can be names: what is blank, or too long, is refused before anything is done. */
const names = [...new Set(injections.map(({ text }) => text.trim()))].filter(
  (text) => text !== "" && text.length <= LONGEST_NAME,
);

let acted = 0;

/** Does something as a pressed button does it. */
function act(assistant: Assistant, skill: string, input: object): Promise<Answer> {
  acted += 1;
  return assistant.call({ skill, input }, { now: NOW, actionId: `action-${acted}` });
}

function effectsOfAnswer(answer: Answer): string[] {
  return effectsOf(answerCard(answer)).map(
    (effect) => `${JSON.stringify(answer.input)}: ${effect}`,
  );
}

describe("as what people name and note", () => {
  test("budgets, with their owners and channels", async () => {
    await withAssistant(async (assistant, bugs) => {
      for (const name of names) {
        const budget = { name, owner: name, channel: name, filters: FILTERS };
        const set = { ...budget, amount: 100, currency: "USD" };
        for (const [skill, input] of [
          ["set-budget", set],
          ["list-budgets", {}],
          ["budget-history", { name }],
          ["mute-budget", { name }],
          ["set-budget", { change: "delete", name }],
        ] as const) {
          const answer = await act(assistant, skill, input);
          expect(effectsOfAnswer(answer)).toEqual([]);
        }
      }
      const { table } = await act(assistant, "list-budgets", {});
      expect(table?.rows ?? []).toEqual([]);
      expect(bugs).toEqual([]);
    });
  }, 120_000);

  test("plans, in forecasts too", async () => {
    await withAssistant(async (assistant, bugs) => {
      const period = { start: "2026-12-01", end: "2027-01-01" };
      for (const name of names) {
        const plan = { name, owner: name, kind: "monthly", size: 50, currency: "USD", period };
        for (const [skill, input] of [
          ["plan-change", plan],
          ["list-plans", {}],
          ["plan-change", { change: "forget", name }],
        ] as const) {
          expect(effectsOfAnswer(await act(assistant, skill, input))).toEqual([]);
        }
      }
      expect(bugs).toEqual([]);
    });
  }, 120_000);

  test("what isn't to be flagged, and why", async () => {
    await withAssistant(async (assistant, bugs) => {
      for (const { text } of injections) {
        const filters = [{ dimension: "ServiceName", operator: "in", values: [text] }];
        const rule = { filters, note: text, until: "2027-01-01" };
        expect(effectsOfAnswer(await act(assistant, "suppress-recommendations", rule))).toEqual([]);
      }
      expect(effectsOfAnswer(await act(assistant, "list-suppressions", {}))).toEqual([]);
      expect(bugs).toEqual([]);
    });
  }, 120_000);
});

describe("in tally.yaml", () => {
  function configOf(yaml: string) {
    const file = join(folder.path, "tally.yaml");
    writeFileSync(file, yaml);
    return readConfig({ TALLY_CONFIG: file });
  }

  test.each(names.map((name) => [name]))("as a written value: %j", (name) => {
    const budget = { name, currency: "USD", amount: 500 };
    const config = configOf(stringify({ budgets: [budget] }));
    expect(config.budgets.map((one) => one.name)).toEqual([name]);
    expect(config.openToWorkspace).toBe(false);
  });

  test.each(names.map((name) => [name]))("as a bare value: %j", (name) => {
    const yaml = `budgets:\n  - name: ${name}\n    currency: USD\n    amount: 500\n`;
    try {
      const { openToWorkspace, people, budgets } = configOf(yaml);
      // A line of its own is the writer's, who may write anything.
      const isOwnLine = /^openToWorkspace/m.test(yaml);
      expect([openToWorkspace, people]).toEqual([isOwnLine, []]);
      expect(typeof budgets[0]?.name).toBe("string");
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
    }
  });
});
