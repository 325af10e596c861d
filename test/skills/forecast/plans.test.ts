import { describe, expect, test } from "vitest";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { plansAnswerSchema } from "#skills/forecast/plan-answer";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { cardText } from "#src/cards/fallback-text";
import { conversationsInMemory } from "#src/conversation";
import { type Plan, plannedChangeSchema } from "#src/planned-change-book";
import { ruleRouter } from "#src/router/rule-router";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import { knownPeople } from "../../known-people.ts";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { dailyCharges } from "../anomaly-bill.ts";
import { readingContext } from "../reading-context.ts";

const TODAY = "2026-11-20";
const DAYS = 80;
const WINTER = { start: "2026-12-01", end: "2027-03-01" };
const of = (team: string): Filter => ({ dimension: "team", operator: "in", values: [team] });
const charges = (team: string, service: string, amount: number) =>
  dailyCharges(new Array<number>(DAYS).fill(amount), {
    Tags: JSON.stringify({ team }),
    ServiceName: service,
  });
/** $100 a day of compute for payments, $50 a day of storage for search. */
const ROWS = [...charges("payments", "Compute", 100), ...charges("search", "Storage", 50)];

function plan(more: object = {}): Plan {
  return plannedChangeSchema.parse({
    name: "new region",
    kind: "monthly",
    size: 3_100,
    currency: "USD",
    from: "2027-01-01",
    ...more,
  });
}

async function forecasting(
  plans: readonly Plan[],
  check: (forecast: (question?: object, scope?: readonly Filter[]) => ForecastAnswer) => void,
): Promise<void> {
  await withBill(ROWS, [teamDimension()], (store) => {
    check((question = {}, scope = []) => {
      const input = forecastSpend.input.parse({ period: WINTER, ...question });
      const context = readingContext(store, TODAY, scope, plans);
      return forecastAnswerSchema.parse(forecastSpend.run(context, input));
    });
  });
}

const meanOf = ({ forecast }: ForecastAnswer) => forecast[0]?.mean ?? Number.NaN;
const addedBy = ({ plans }: ForecastAnswer) => plans.flatMap(({ amounts }) => amounts)[0]?.value;

function rowsOf({ table }: ForecastAnswer): Record<string, number> {
  const at = table?.columns.findIndex(({ name }) => name === "forecast") ?? -1;
  const rows = (table?.rows ?? []).map((row) => [row.slice(0, 2).join(" "), Number(row[at])]);
  return Object.fromEntries(rows);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe("what a plan adds to a forecast:", () => {
  const WITHOUT = 150 * 90;
  test.each<[string, object, number]>([
    ["an amount a month, from its first day on", {}, 6_200],
    ["a part of a month by its days", { from: "2027-02-15" }, 1_550],
    ["an amount a month until it ends", { from: "2026-12-01", until: "2027-01-01" }, 3_100],
    [
      "an amount once, whatever the length of its time",
      { kind: "one-off", from: "2026-12-24", until: "2027-01-03" },
      3_100,
    ],
    [
      "a part of an amount once, for the days asked about",
      { kind: "one-off", from: "2027-02-15", until: "2027-03-15" },
      1_550,
    ],
    ["what is likely by its probability", { probability: 0.5 }, 3_100],
    ["a percentage of its charges", { kind: "percent", size: 10, filters: [of("search")] }, 295],
    [
      "a percentage more each month",
      { kind: "growth", size: 10, currency: null, filters: [of("payments")], from: "2026-12-01" },
      310 + 3_100 * 0.21 + 2_800 * 0.331,
    ],
    [
      "less, down to nothing",
      { size: -9_000, filters: [of("search")], from: "2027-02-01" },
      -1_400,
    ],
  ])("%s", async (_, more, expected) => {
    await forecasting([plan(more)], (forecast) => {
      const answer = forecast();
      expect(addedBy(answer)).toBeCloseTo(expected, 3);
      expect(meanOf(answer)).toBeCloseTo(WITHOUT + expected, 3);
      expect(answer.plans).toMatchObject([{ name: "new region", state: "counted" }]);
      const makeup = answer.forecast[0]?.makeup;
      expect(makeup?.planned).toBeCloseTo(expected, 3);
      expect(sum(Object.values(makeup ?? {}))).toBeCloseTo(meanOf(answer), 6);
    });
  });

  test("nothing any more once its charges hold it", async () => {
    await forecasting([plan({ from: "2026-11-01" })], (forecast) => {
      const answer = forecast();
      expect(meanOf(answer)).toBeCloseTo(WITHOUT, 3);
      expect(answer.plans).toMatchObject([{ state: "begun", amounts: [] }]);
      expect(answer.notes.join()).toContain("“new region” began on 1 November 2026");
    });
  });

  test("its end, where its charges hold it", async () => {
    const running = {
      from: "2026-10-01",
      until: "2027-02-01",
      size: 1_400,
      filters: [of("payments")],
    };
    await forecasting([plan(running)], (forecast) => {
      expect(meanOf(forecast())).toBeCloseTo(WITHOUT - 1_400, 3);
    });
  });

  test("doubt about it, to the interval", async () => {
    const width = ({ forecast }: ForecastAnswer) =>
      (forecast[0]?.hi80 ?? 0) - (forecast[0]?.lo80 ?? 0);
    await forecasting([plan({ probability: 0.5 })], (forecast) => {
      // Half of $6,200 either way, in the months of $3,100 each.
      expect(width(forecast())).toBeGreaterThan(2 * 1.28 * 3_000);
    });
    await forecasting([plan()], (forecast) => expect(width(forecast())).toBeLessThan(10));
  });
});

describe("a plan of other charges", () => {
  const ofSearch = plan({ filters: [of("search")] });

  test("counts in a wider forecast, and in none of other charges", async () => {
    await forecasting([ofSearch], (forecast) => {
      expect(addedBy(forecast())).toBeCloseTo(6_200, 6);
      expect(addedBy(forecast({ filters: [of("search")] }))).toBeCloseTo(6_200, 6);
      expect(forecast({ filters: [of("payments")] }).plans).toEqual([]);
    });
  });

  test("that is wider doesn't count, and that is said", async () => {
    await forecasting([plan()], (forecast) => {
      const answer = forecast({ filters: [of("search")] });
      expect(meanOf(answer)).toBeCloseTo(50 * 90, 3);
      expect(answer.plans).toMatchObject([{ state: "wider", amounts: [] }]);
      expect(answer.notes.join()).toContain("is planned for other charges as well");
    });
  });

  test("in a currency without a forecast doesn't count, and that is said", async () => {
    await forecasting([plan({ currency: "EUR" })], (forecast) => {
      const answer = forecast();
      expect(meanOf(answer)).toBeCloseTo(150 * 90, 3);
      expect(answer.notes.join()).toContain("isn't in this forecast");
    });
  });

  test("isn't told to who doesn't see them", async () => {
    await forecasting([ofSearch, plan({ name: "all" })], (forecast) => {
      expect(forecast({}, [of("payments")]).plans).toEqual([]);
      expect(forecast({}, [of("search")]).plans.map(({ name }) => name)).toEqual(["new region"]);
    });
  });
});

describe("the parts still add up", () => {
  const plans = [
    plan({ filters: [of("search")] }),
    plan({ name: "unknown place", size: 620 }),
    plan({ name: "newcomer", size: 310, filters: [of("new team")] }),
    plan({ name: "growth", kind: "percent", size: 20, currency: null }),
  ];

  test.each([
    ["by team", { groupBy: ["team"] }],
    ["by service, by month", { groupBy: ["ServiceName"], granularity: "month" }],
    ["by team and day", { groupBy: ["team"], granularity: "day" }],
    [
      "of the running month",
      { groupBy: ["team"], period: { start: "2026-11-01", end: "2027-02-01" } },
    ],
  ])("%s", async (_, question) => {
    await forecasting(plans, (forecast) => {
      const answer = forecast(question);
      const whole = meanOf(forecast({ ...question, groupBy: [] }));
      expect(meanOf(answer)).toBeCloseTo(whole, 4);
      expect(sum(Object.values(rowsOf(answer)))).toBeCloseTo(whole, 4);
    });
  });

  test("and each plan falls in its group, or in one of its own", async () => {
    await forecasting(plans, (forecast) => {
      const rows = rowsOf(forecast({ groupBy: ["team"] }));
      expect(rows["2027-02-01 search"]).toBeCloseTo(1.2 * 50 * 28 + 3_100, 3);
      expect(rows["2027-02-01 payments"]).toBeCloseTo(1.2 * 100 * 28, 3);
      expect(rows["2027-02-01 new team"]).toBeCloseTo(310, 6);
      expect(rows["2027-02-01 planned: unknown place"]).toBeCloseTo(620, 6);
    });
  });
});

test("plans that are in a forecast are told in it, each number from the answer", async () => {
  await forecasting([plan({ filters: [of("search")] })], (forecast) => {
    const answer = forecast();
    const question = forecastSpend.input.parse({ period: WINTER });
    const text = cardText(forecastSpend.present(answer, question));
    expect(text).toContain(
      "“new region” ($3,100.00 a month more for team search from 1 January 2027 on): +$6,200.00.",
    );
    expect(text).toContain("$6,200.00 is planned");
  });
});

type Say = (text: string, user?: string) => Promise<Answer>;

async function asking(check: (say: Say, assistant: Assistant, store: Store) => Promise<void>) {
  await withBill(ROWS, [teamDimension()], async (store) => {
    const people = [
      { email: "ann@example.com", role: "finops" as const, scope: [] },
      { email: "dan@example.com", role: "finops" as const, scope: [of("search")] },
    ];
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access: new Access(store, knownPeople(people)),
      conversations: conversationsInMemory(),
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    const now = new Date(`${TODAY}T09:00:00Z`);
    await check(
      (text, user = "ann@example.com") => assistant.ask({ text, thread: "t", user, now }),
      assistant,
      store,
    );
  });
}

const plansIn = (answer: Answer) => plansAnswerSchema.parse(answer).plans;

describe("in a conversation", () => {
  test("a plan is confirmed, kept with who said it, counted, changed and forgotten", async () => {
    await asking(async (say) => {
      const asked = await say("new region from 1 March, about $12k a month");
      expect(asked).toMatchObject({ status: "confirm", skill: "plan-change" });
      expect(asked.text).toContain(
        "“new region” will be planned: $12,000.00 a month more for all charges from 1 March 2027 on.",
      );
      expect((await say("what's planned?", "ann@example.com")).status).toBe("no_data");
      await say("new region from 1 March, about $12k a month");
      const kept = await say("yes");
      expect(kept.status).toBe("answered");
      expect(plansIn(kept)).toMatchObject([
        { state: "coming", history: [{ person: "ann@example.com", size: 12_000 }] },
      ]);
      const march = forecastAnswerSchema.parse(await say("forecast for March"));
      expect(march.forecast[0]?.mean).toBeCloseTo(150 * 31 + 12_000, 3);
      const change = await say("change the plan for the new region to 15k a month");
      expect(change.text).toContain("now it is $12,000.00 a month more");
      await say("yes");
      const listed = await say("what's planned?");
      expect(plansIn(listed)[0]?.history.map(({ size }) => size)).toEqual([12_000, 15_000]);
      expect(listed.text).toContain("said by ann@example.com on 20 November 2026");
      expect((await say("forget the plan for the new region")).status).toBe("confirm");
      expect((await say("yes")).text).toContain("no longer planned");
      expect((await say("what's planned?")).status).toBe("no_data");
    });
  });

  test("the same press twice keeps one version", async () => {
    await asking(async (say, assistant) => {
      const { input } = await say("one-off of $30k in December for the migration");
      const by = { now: new Date(`${TODAY}T09:00:00Z`), actionId: "press" };
      const first = await assistant.call({ skill: "plan-change", input }, by);
      const second = await assistant.call({ skill: "plan-change", input }, by);
      expect(plansIn(second)).toEqual(plansIn(first));
      expect(plansIn(second)[0]?.history).toHaveLength(1);
    });
  });

  test("nobody plans for charges that they don't see, nor forgets what they don't see", async () => {
    await asking(async (say) => {
      await say("search cluster from 1 March, $1k a month", "dan@example.com").then(({ text }) =>
        expect(text).toContain("charges that you don't see"),
      );
      const own = await say("new cluster for search from 1 March, $1k a month", "dan@example.com");
      expect(own.status).toBe("confirm");
      await say("new region from 1 March, about $12k a month");
      await say("yes");
      const forgotten = await say("forget the plan for the new region", "dan@example.com");
      expect(forgotten.text).toContain("There is no plan “new region”");
    });
  });

  test("what isn't there can't be changed, and what is missing is asked for", async () => {
    await asking(async (say) => {
      expect((await say("change the plan for the moon to 15k a month")).text).toContain(
        "There is no plan “moon”. Nothing is planned yet.",
      );
    });
  });
});
