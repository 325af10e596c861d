import { describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { recommendationsAnswerSchema } from "#skills/recommendations/recommendation-answer";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import type { CallAction, CardButton } from "#src/cards/card";
import { conversationsInMemory } from "#src/conversation";
import { addDays, type Day } from "#src/focus/day";
import { ruleRouter } from "#src/router/rule-router";
import { knownPeople } from "../../known-people.ts";
import type { BillRow } from "../../store/random-bill.ts";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { dailyCharges, START, steady } from "../anomaly-bill.ts";

const TODAY = addDays(START, 60);
const SINCE = addDays(START, 56);
const MONTH = 365 / 12;
const RISEN = { 56: 400, 57: 400, 58: 400, 59: 400 };
/** 100 a day and 400 from the 57th day on, which ends after the 60th. */
const ROWS = dailyCharges(steady(80, RISEN));

const PEOPLE = ["payments", "search"].map((team) => ({
  email: `${team}@example.com`,
  team,
  scope: [{ dimension: "team", operator: "in" as const, values: [team] }],
}));

interface World {
  readonly say: (text: string, user?: string, day?: Day) => Promise<Answer>;
  readonly press: (
    action: CallAction | undefined,
    actionId: string,
    user?: string,
  ) => Promise<Answer>;
}

async function withWorld(
  rows: readonly BillRow[],
  check: (world: World) => Promise<void>,
): Promise<void> {
  await withBill(rows, [teamDimension()], async (store) => {
    const people = [
      { email: "ann@example.com", role: "finops" as const, scope: [] },
      { email: "bob@example.com", role: "finops" as const, scope: [] },
      ...PEOPLE,
    ];
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access: new Access(store, knownPeople(people), {
        findRecommendations,
        completenessLagDays: 2,
      }),
      conversations: conversationsInMemory(),
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    const at = (day: Day) => new Date(`${day}T09:00:00Z`);
    await check({
      say: (text, user = "ann@example.com", day = TODAY) =>
        assistant.ask({ text, user, thread: `t-${user}`, now: at(day) }),
      press: (action, actionId, user = "ann@example.com") => {
        if (action === undefined) throw new Error("there is no such button");
        return assistant.call(action, { user, now: at(TODAY), actionId });
      },
    });
  });
}

function buttonOf({ card }: Answer): CallAction | undefined {
  const buttons = (card?.blocks ?? []).flatMap((block): readonly CardButton[] =>
    block.type === "buttons" ? block.buttons : [],
  );
  const action = buttons.find(({ label }) => label === "Make a recommendation")?.action;
  return action?.kind === "call" ? action : undefined;
}

const listedIn = (answer: Answer) => recommendationsAnswerSchema.parse(answer).recommendations;

describe("a recommendation that is made of an anomaly", () => {
  test("brings its charges back to what they cost before, and is like all others", () =>
    withWorld(ROWS, async ({ say, press }) => {
      const made = await press(buttonOf(await say("explain the EC2 anomaly")), "press-1");
      const [one, ...others] = listedIn(made);
      expect(others).toEqual([]);
      expect(one).toMatchObject({
        number: 1,
        kind: "other",
        status: "open",
        key: `other:anomaly:${SINCE} USD up ServiceName=Amazon Elastic Compute Cloud ServiceProviderName=AWS SubAccountId=1`,
        provider: "AWS",
        subAccountId: "1",
        serviceName: "Amazon Elastic Compute Cloud",
        findings: [{ from: "suggested by ann@example.com", isProvider: false, priced: "paid" }],
      });
      expect(one?.action).toMatch(/^Bring .* back to what it cost before 27 October 2026$/);
      expect(made.text).toContain("suggested by ann@example.com on 31 October 2026");
      expect(listedIn(await say("what can we save?"))).toMatchObject([{ number: 1 }]);
      await say("accept rec 1");
      expect((await say("yes")).text).toContain("accepted");
    }));

  test("saves no more than the last 30 days cost", () =>
    withWorld(ROWS, async ({ say, press }) => {
      const made = await press(buttonOf(await say("explain the EC2 anomaly")), "press-1");
      const [one] = listedIn(made);
      const cost = steady(59, RISEN).slice(-30) as number[];
      const monthlyCost = (cost.reduce((sum, value) => sum + value, 0) / 30) * MONTH;
      expect(one?.monthlyCost).toBeCloseTo(monthlyCost, 6);
      expect(one?.monthlySaving).toBeCloseTo(monthlyCost, 6);
    }));

  test("saves what a month costs more, also of a level that has become usual", () =>
    withWorld(
      dailyCharges([...steady(40), ...steady(40).map((value) => (value ?? 0) + 60)]),
      async ({ say, press }) => {
        const made = await press(buttonOf(await say("explain the EC2 anomaly")), "press-1");
        const [one] = listedIn(made);
        expect(one?.monthlySaving).toBeGreaterThan(57 * MONTH);
        expect(one?.monthlySaving).toBeLessThan(63 * MONTH);
        const [later] = listedIn(await say("rec 1", "ann@example.com", addDays(TODAY, 15)));
        expect(later?.status).toBe("open");
        expect(later?.monthlySaving).toBeGreaterThan(57 * MONTH);
      },
    ));

  test("is made once: the same press changes nothing, and another one is told who made it", () =>
    withWorld(ROWS, async ({ say, press }) => {
      const button = buttonOf(await say("explain the EC2 anomaly"));
      const first = await press(button, "press-1");
      expect((await press(button, "press-1")).text).toBe(first.text);
      const second = await press(button, "press-2", "bob@example.com");
      expect(second.text).toContain("suggested by ann@example.com");
      expect((await say("what can we save?")).table?.rows).toHaveLength(1);
      const asked = await say("make a recommendation of the EC2 anomaly");
      expect(asked.text).toContain("suggested by ann@example.com");
      expect(asked.text).toContain("Nothing was changed.");
    }));

  test("is asked for in words, and made once that is confirmed", () =>
    withWorld(ROWS, async ({ say }) => {
      await say("explain the EC2 anomaly");
      const asked = await say("make a recommendation of it");
      expect(asked).toMatchObject({ status: "confirm", skill: "suggest-recommendation" });
      expect(asked.text).toContain("back to what it cost before 27 October 2026, which saves");
      expect((await say("what can we save?")).table).toBeNull();
      await say("explain the EC2 anomaly");
      await say("make a recommendation of it");
      expect(listedIn(await say("yes"))).toMatchObject([{ number: 1, status: "open" }]);
    }));

  test("is gone when its charges cost what they did before", () =>
    withWorld(ROWS, async ({ say, press }) => {
      await press(buttonOf(await say("explain the EC2 anomaly")), "press-1");
      const later = addDays(TODAY, 12);
      expect(listedIn(await say("rec 1", "ann@example.com", later))).toMatchObject([
        { status: "gone" },
      ]);
      expect((await say("what can we save?", "ann@example.com", later)).table).toBeNull();
    }));
});

describe("no recommendation", () => {
  test("is made of what costs less", () =>
    withWorld(dailyCharges(steady(80, { 56: 10, 57: 10, 58: 10, 59: 10 })), async ({ say }) => {
      const explained = await say("explain the EC2 anomaly");
      expect(explained.skill).toBe("explain-anomaly");
      expect(buttonOf(explained)).toBeUndefined();
      const refused = await say("make a recommendation of it");
      expect(refused.text).toContain("costs less, so there is nothing to bring back");
    }));

  test("is made of what is over", () =>
    withWorld(dailyCharges(steady(80, { 50: 400, 51: 400 })), async ({ say }) => {
      expect(buttonOf(await say("explain the EC2 anomaly"))).toBeUndefined();
      const refused = await say("make a recommendation of it");
      expect(refused.text).toContain("is back to usual");
    }));
});

test("somebody who sees a part recommends something about that part alone", () => {
  const ofTeam = (team: string) => ({ Tags: JSON.stringify({ team }) });
  const rows = [
    ...dailyCharges(steady(80, RISEN), ofTeam("payments")),
    ...dailyCharges(steady(80, RISEN), { ...ofTeam("search"), ResourceId: "i-2" }),
  ];
  return withWorld(rows, async ({ say, press }) => {
    const user = "payments@example.com";
    const button = buttonOf(await say("explain the EC2 anomaly", user));
    const [own] = listedIn(await press(button, "press-1", user));
    expect(own?.filters).toContainEqual({
      dimension: "team",
      operator: "in",
      values: ["payments"],
    });
    expect((await say("what can we save?", user)).table?.rows).toHaveLength(1);
    expect((await say("what can we save?", "search@example.com")).table).toBeNull();
    expect((await say("rec 1", "search@example.com")).status).toBe("refused");
    const seenByAll = listedIn(await say("what can we save?"));
    expect(seenByAll).toMatchObject([{ number: 1, monthlySaving: own?.monthlySaving }]);
    const half = steady(59, RISEN).slice(-30) as number[];
    const cost = half.reduce((sum, value) => sum + value, 0);
    expect(own?.monthlyCost).toBeCloseTo((cost / 30) * MONTH, 6);
  });
});
