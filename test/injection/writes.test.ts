import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import { budgetSchema } from "#src/budget-book";
import { answerCard } from "#src/chat/answer-card";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { runTally } from "../commands/run-tally.ts";
import { S3, withAssistant } from "../conversations/small-company.ts";
import { TemporaryFolder } from "../sources/files/read-tables.ts";
import { injections } from "./corpus.ts";
import { effectsOf } from "./effects.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const EVERYTHING_OF_S3 = [{ dimension: "ServiceName", operator: "in", values: [S3] }];
/** What a budget's name may have, but for a sign behind it. */
const LONGEST_NAME = 79;

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

/** Few enough that each is in the answer. */
const AT_ONCE = 12;

/** Runs a check for a few of the texts at a time, each in a company of their own. */
async function forFew(
  texts: readonly string[],
  check: (assistant: Assistant, few: readonly string[]) => Promise<void>,
): Promise<void> {
  for (const few of inParts(texts)) {
    await withAssistant(async (assistant, bugs) => {
      await check(assistant, few);
      expect(bugs).toEqual([]);
    });
  }
}

function inParts(texts: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / AT_ONCE) }, (_, at) =>
    texts.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

function budgetOf(name: string) {
  const filters = [{ dimension: "ServiceName", operator: "in", values: [S3, name] }];
  return { name, owner: name, channel: name, filters, amount: 100, currency: "USD" };
}

describe("as what people name and note", () => {
  test("budgets, with their owners and channels", async () => {
    for (const few of inParts(names)) {
      const budgets = few.map((name) => budgetOf(name));
      const given = { budgets: budgets.map((budget) => budgetSchema.parse(budget)) };
      const check = async (assistant: Assistant, bugs: readonly unknown[]) => {
        const listed = await act(assistant, "list-budgets", {});
        expect(listed.table?.rows).toHaveLength(few.length);
        expect(effectsOfAnswer(listed)).toEqual([]);
        const [budget] = budgets;
        for (const change of ["set", "delete"]) {
          const set = { ...budget, name: `${budget?.name}!`, change, filters: EVERYTHING_OF_S3 };
          expect(effectsOfAnswer(await act(assistant, "set-budget", set))).toEqual([]);
        }
        const mute = { name: budget?.name };
        expect(effectsOfAnswer(await act(assistant, "mute-budget", mute))).toEqual([]);
        expect(bugs).toEqual([]);
      };
      await withAssistant(check, undefined, undefined, given);
    }
  }, 60_000);

  test("plans", async () => {
    const period = { start: "2026-12-01", end: "2027-01-01" };
    await forFew(names, async (assistant, few) => {
      for (const name of few) {
        const plan = { name, owner: name, kind: "monthly", size: 50, currency: "USD", period };
        expect(effectsOfAnswer(await act(assistant, "plan-change", plan))).toEqual([]);
      }
      expect(effectsOfAnswer(await act(assistant, "list-plans", {}))).toEqual([]);
    });
  }, 60_000);

  test("what isn't to be flagged, and why", async () => {
    const texts = injections.map(({ text }) => text);
    await forFew(texts, async (assistant, few) => {
      for (const text of few) {
        const filters = [{ dimension: "ServiceName", operator: "in", values: [text] }];
        const rule = { filters, note: text, until: "2027-01-01" };
        expect(effectsOfAnswer(await act(assistant, "suppress-recommendations", rule))).toEqual([]);
      }
      expect(effectsOfAnswer(await act(assistant, "list-suppressions", {}))).toEqual([]);
    });
  }, 60_000);
});

describe("in tally.yaml", () => {
  function configOf(yaml: string) {
    const file = join(folder.path, "tally.yaml");
    writeFileSync(file, yaml);
    return readConfig({ TALLY_CONFIG: file });
  }

  test("a written value is the text, and nothing else", () => {
    for (const name of names) {
      const budget = { name, currency: "USD", amount: 500 };
      const config = configOf(stringify({ budgets: [budget] }));
      expect(config.budgets.map((one) => one.name)).toEqual([name]);
      expect(config.openToWorkspace).toBe(false);
    }
  });

  test.each([
    ["a tag", "!!secret planted-in-yaml"],
    ["an alias", "*planted-in-yaml"],
    ["a mistake", "planted-in-yaml: x: y"],
    ["a second key", "1, x-key: planted-in-yaml"],
  ])("%s in it shows nothing of what stands there", (_, value) => {
    const yaml = `model: { headers: { x-key: ${value} } }\n`;
    writeFileSync(join(folder.path, "tally.yaml"), yaml);
    const { stdout, stderr } = runTally(folder.path, ["sources"]);
    expect(`${stdout}${stderr}`).not.toContain("planted");
  });

  test("a bare value is a text or refused, and sets nothing beside it", () => {
    for (const name of names) {
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
    }
  });
});
