import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomNumbers } from "#data/sample/random";
import { alertsIn } from "#skills/alerts/alerts";
import type { View } from "#src/access";
import { type Answer, answerJson } from "#src/answer";
import { answerFile } from "#src/charts/answer-file";
import { ROLES } from "#src/people/person";
import type { Alert } from "#src/schedule/alert";
import { isSeen, scopeArbitraries } from "../store/charge-oracle.ts";
import { october } from "../store/store-with-bill.ts";
import {
  ASKER,
  type Company,
  NOW,
  rememberRecommendations,
  TODAY,
  type World,
  withCompanies,
} from "./company.ts";
import { chargeOf, type Delivered, demoLines, SCOPE_DIMENSIONS } from "./demo-charges.ts";
import { HIDDEN_CHANGES, withHiddenChanged } from "./hidden-changes.ts";
import { someFollowUp, someQuestion } from "./questions.ts";

// biome-ignore lint/style/noProcessEnv: TALLY_NONINTERFERENCE=200 asks the test for more, not Tally.
const RUNS = Number(process.env["TALLY_NONINTERFERENCE"] ?? 4);
const QUESTIONS = 60;
const TIMEOUT = 60_000 + RUNS * 30_000;
/** Pictures take the longest: each so many first answers are drawn, too. */
const DRAWN_EACH = 6;
const LINES = demoLines(TODAY, "2026-08-01");

/** Values by dimension, the same ones a few times over. */
const VALUES = Object.fromEntries(
  SCOPE_DIMENSIONS.map((dimension) => {
    const values = LINES.flatMap(([one]) =>
      one === undefined ? [] : (chargeOf(one)[dimension] ?? []),
    );
    return [dimension, [...new Set(values)].slice(0, 40)];
  }),
);

const world = fc.record({
  seed: fc.integer(),
  limits: scopeArbitraries(VALUES).limits,
  role: fc.constantFrom(...ROLES),
  what: fc.constantFrom(...HIDDEN_CHANGES),
});

/** Some lines of the demo company: a bill that is read in a moment. */
function someCharges(random: () => number): Delivered[] {
  return LINES.filter(() => random() < 0.15).flat();
}

/** Questions, half of them with something said after the answer. */
function someQuestions(charges: readonly Delivered[], random: () => number): string[][] {
  return Array.from({ length: QUESTIONS }, () => {
    const first = someQuestion(charges, random);
    return random() < 0.5 ? [first] : [first, someFollowUp(charges, random)];
  });
}

/** All that the asker reads: names, answers as JSON, as cards, as CSV and some as PNG, and alerts. */
async function transcriptOf(
  { assistant, access }: Company,
  questions: readonly (readonly string[])[],
): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  const view = access.viewOf(ASKER);
  for (const dimension of [...SCOPE_DIMENSIONS, "ResourceName", "RegionName", "tag:team"]) {
    read.set(`values of ${dimension}`, view.vocabulary.values(dimension));
  }
  read.set("tag keys", view.vocabulary.tagKeys());
  for (const [at, turns] of questions.entries()) {
    for (const [turn, text] of turns.entries()) {
      const id = `${at}.${turn}`;
      const answer = await assistant.ask({ id, text, user: ASKER, thread: String(at), now: NOW });
      const isDrawn = turn === 0 && at % DRAWN_EACH === 0;
      read.set(`${id} ${turns.slice(0, turn + 1).join(" → ")}`, {
        status: answer.status,
        answer: JSON.parse(answerJson(answer)),
        bytes: answerJson(answer),
        card: answer.card,
        csv: await fileHash(answer, "csv"),
        png: isDrawn ? await fileHash(answer, "png") : null,
      });
    }
  }
  read.set("alerts", alertsFor(view));
  return read;
}

async function fileHash(answer: Answer, format: "csv" | "png"): Promise<string | null> {
  const file = await answerFile(answer, format);
  return file === null ? null : createHash("sha256").update(file.content).digest("hex");
}

function alertsFor(view: View): readonly Alert[] {
  const asked = { today: TODAY, now: NOW, completenessLagDays: 2, person: ASKER };
  return alertsIn({ ...view, ...asked, channel: null, act: null }, (error) => {
    throw error;
  });
}

/** How many questions were really answered. */
function answeredIn(read: ReadonlyMap<string, unknown>): number {
  return [...read.values()].filter(
    (one) =>
      typeof one === "object" && one !== null && "status" in one && one.status === "answered",
  ).length;
}

/** What isn't the same: each question that reads otherwise, with where it first does. */
function differences(expected: Map<string, unknown>, actual: Map<string, unknown>): string[] {
  return [...expected].flatMap(([question, answer]) => {
    const first = firstDifference(answer, actual.get(question), "");
    return first === null ? [] : [`${question}: ${first}`];
  });
}

function firstDifference(one: unknown, other: unknown, path: string): string | null {
  if (Object.is(one, other)) return null;
  const isPair = [one, other].every((each) => typeof each === "object" && each !== null);
  if (!isPair) return `${path} ${JSON.stringify(one)} ≠ ${JSON.stringify(other)}`;
  const [left, right] = [one, other] as Record<string, unknown>[];
  for (const name of new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])) {
    const found = firstDifference(left?.[name], right?.[name], `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** How many charges the asker sees, by the store. */
function chargesSeen({ access }: Company): number {
  const period = { start: "2020-01-01", end: "2030-01-01" };
  return access.viewOf(ASKER).costs.query({ ...october, period }).charges;
}

describe("what somebody doesn't see", () => {
  test("makes no difference to anything they read", { timeout: TIMEOUT }, async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ seed, limits, role, what }) => {
        const random = randomNumbers(seed);
        const charges = someCharges(random);
        const seen = charges.filter((one) => isSeen(chargeOf(one), limits)).length;
        fc.pre(seen > 0 && seen < charges.length);
        const questions = someQuestions(charges, random);
        const common = { limits, role, recommends: what === "apart" };
        const changed = withHiddenChanged(charges, limits, random, what);
        const worlds: World[] = [
          { ...common, charges, isOther: false },
          { ...common, charges: changed, isOther: true },
        ];
        await withCompanies(worlds, async ([one, other]) => {
          if (one === undefined || other === undefined) return;
          rememberRecommendations(one, other);
          expect([chargesSeen(one), chargesSeen(other)]).toEqual([seen, seen]);
          const expected = await transcriptOf(one, questions);
          const actual = await transcriptOf(other, questions);
          expect(differences(expected, actual)).toEqual([]);
          expect([...one.bugs, ...other.bugs]).toEqual([]);
          answered += answeredIn(expected);
        });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(RUNS * (QUESTIONS / 2));
  });
});
