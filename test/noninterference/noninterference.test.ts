import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomNumbers } from "#data/sample/random";
import { alertsIn } from "#skills/alerts/alerts";
import { answerJson } from "#src/assistant";
import { ROLES } from "#src/people/person";
import { type Limits, makeScope } from "#src/store/scope";
import { isSeen, scopeArbitraries } from "../store/charge-oracle.ts";
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
import { FOLLOW_UPS, questionsOver, withValues } from "./questions.ts";

/** More runs, longer ones: TALLY_NONINTERFERENCE_RUNS=200 npx vitest run test/noninterference */
const RUNS = Number(process.env["TALLY_NONINTERFERENCE_RUNS"] ?? 6);
const QUESTIONS = 60;
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

/** What the asker reads, question by question; with what comes of it behind it. */
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
      read.set(`${turns.slice(0, turn + 1).join(" → ")}`, {
        json: JSON.parse(answerJson(answer)),
        card: answer.card,
      });
    }
  }
  const context = {
    ...view,
    today: TODAY,
    now: NOW,
    completenessLagDays: 2,
    person: ASKER,
    channel: null,
    act: null,
  };
  read.set(
    "alerts",
    alertsIn(context, (error) => {
      throw error;
    }),
  );
  return read;
}

function limitsWithSome(charges: readonly Delivered[], limits: Limits): boolean {
  const seen = charges.filter((one) => isSeen(chargeOf(one), limits)).length;
  return seen > 0 && seen < charges.length;
}

describe("what somebody doesn't see", () => {
  test("makes no difference to anything they read", async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ seed, limits, role, what }) => {
        const random = randomNumbers(seed);
        const charges = someCharges(random);
        fc.pre(limitsWithSome(charges, limits));
        const all = questionsOver(charges, random);
        const questions = Array.from({ length: QUESTIONS }, () => {
          const first = all[Math.floor(random() * all.length)] as string;
          const more = FOLLOW_UPS[Math.floor(random() * FOLLOW_UPS.length)] as string;
          return random() < 0.5 ? [first] : [first, withValues(more, charges, random)];
        });
        const changed = withHiddenChanged(charges, limits, random, what);
        const one: World = { charges, limits, role, isOther: false };
        const other: World = { charges: changed, limits, role, isOther: true };
        await withCompanies([one, other], async (companies) => {
          const [first, second] = companies as [Company, Company];
          first.access.viewOf(null).recommendations.held(TODAY);
          rememberRecommendations(first.store, second.store);
          const seen = charges.filter((each) => isSeen(chargeOf(each), limits)).length;
          const query = {
            metric: "EffectiveCost" as const,
            period: { start: "2020-01-01", end: "2030-01-01" },
            basis: "charge" as const,
            filters: [],
            thresholds: [],
            groupBy: [],
            granularity: null,
            order: { by: "amount" as const, direction: "descending" as const },
            limit: null,
            compare: null,
          };
          expect(first.store.costs(makeScope(limits)).query(query).charges).toBe(seen);
          const expected = await transcriptOf(first, questions);
          const actual = await transcriptOf(second, questions);
          for (const [question, answer] of expected) {
            expect([question, actual.get(question)]).toEqual([question, answer]);
          }
          expect([...first.bugs, ...second.bugs]).toEqual([]);
          asked += expected.size;
        });
      }),
      { numRuns: RUNS },
    );
    expect(asked).toBeGreaterThan(RUNS * QUESTIONS);
  });
});
