import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import { budgetSchema } from "#src/budget-book";
import { conversationsInMemory } from "#src/conversation";
import type { Period } from "#src/focus/day";
import { ruleRouter } from "#src/router/rule-router";
import type { Filter } from "#src/store/cost-query";
import { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";
import { defaultAllocation, storeOf } from "./bench-files.ts";
import { QUERY_BILL } from "./query-bench.ts";
import { decimals, quantile, type SectionReport, tableText, verdict } from "./report.ts";

const DIGESTS = 500;
const LIMIT_SECONDS = 60;
/** A Monday whose week the bill holds whole. */
const NOW = new Date("2026-10-26T08:00:00Z");
const DAYS: Period = { start: "2026-10-12", end: "2026-10-25" };

/** Computes 500 weekly digests over the large bill: one for each team with its budget, then for parts of teams. */
export async function benchDigests(): Promise<SectionReport> {
  const file = await storeOf(QUERY_BILL);
  const store = new Store(file, defaultAllocation());
  const slices = slicesOf(store);
  const budgets = slices.teams.map((filters, at) =>
    budgetSchema.parse({ name: `Team ${at}`, filters, currency: "USD", amount: 100_000 }),
  );
  const settings = { budgets, yearStartMonth: 1, findRecommendations, completenessLagDays: 2 };
  const assistant = new Assistant({
    router: ruleRouter(),
    skills,
    access: new Access(store, knownPeople([]), settings),
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => {
      throw error;
    },
  });
  const all = [...slices.teams, ...slices.parts].slice(0, DIGESTS);
  const processor = process.cpuUsage();
  const times: number[] = [];
  for (const filters of all) {
    const start = performance.now();
    const answer = await assistant.call(
      { skill: "weekly-digest", input: { filters } },
      { now: NOW },
    );
    times.push(performance.now() - start);
    if (answer.status !== "answered") throw new Error(answer.text);
  }
  const { user, system } = process.cpuUsage(processor);
  store.close();
  return reportOf(times, (user + system) / 1e6, slices.teams.length);
}

/** The teams of the bill, and their environments and services, the dearest first. */
function slicesOf(store: Store) {
  const { costs } = new Access(store, knownPeople([])).viewOf(null);
  const by = (groupBy: readonly string[]): Filter[][] =>
    costs
      .query({
        metric: "EffectiveCost",
        period: DAYS,
        basis: "charge",
        filters: [],
        thresholds: [],
        groupBy,
        granularity: null,
        order: { by: "amount", direction: "descending" },
        limit: null,
        compare: null,
      })
      .rows.filter(({ keys }) => keys.every((key) => key !== null))
      .map(({ keys }) =>
        groupBy.map((dimension, at) => ({ dimension, operator: "in", values: [keys[at] ?? ""] })),
      );
  return {
    teams: by(["team"]),
    parts: [...by(["team", "environment"]), ...by(["team", "ServiceName"])],
  };
}

function reportOf(times: readonly number[], processor: number, teams: number): SectionReport {
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  const first = times[0] ?? 0;
  const median = quantile(times, 0.5);
  const p95 = quantile(times, 0.95);
  const head = [
    "digests",
    "teams",
    "first ms",
    "median ms",
    "p95 ms",
    "seconds",
    `≤ ${LIMIT_SECONDS}`,
    "processor s",
  ];
  const row = [
    String(times.length),
    String(teams),
    decimals(first),
    decimals(median),
    decimals(p95),
    decimals(seconds),
    verdict(seconds, LIMIT_SECONDS),
    decimals(processor),
  ];
  const data = { digests: times.length, teams, first, median, p95, seconds, processor };
  return { text: tableText([head, row]), data };
}
