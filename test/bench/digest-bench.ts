import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import { budgetSchema } from "#src/budget-book";
import { conversationsInMemory } from "#src/conversation";
import type { Period } from "#src/focus/day";
import { ruleRouter } from "#src/router/rule-router";
import { type Filter, plainQuery } from "#src/store/cost-query";
import { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";
import { defaultAllocation, storeOf } from "./bench-files.ts";
import type { BillSize } from "./generate-bill.ts";
import { QUERY_BILL } from "./query-bench.ts";
import { decimals, quantile, type SectionReport, tableText, verdict } from "./report.ts";

const DIGESTS = 500;
const LIMIT_SECONDS = 60;
/** A Monday whose week the bill holds whole. */
const NOW = new Date("2026-10-26T08:00:00Z");
const DAYS: Period = { start: "2026-10-12", end: "2026-10-25" };

/** As large as the bill that is queried; its 30 teams are 750, of which the 500 dearest are taken. */
const TEAMS_BILL: BillSize = { ...QUERY_BILL, squads: 25 };

/** Computes the weekly digests of 500 teams, each with a budget of its own, over a large bill. */
export async function benchDigests(size: BillSize = TEAMS_BILL): Promise<SectionReport> {
  const file = await storeOf(size);
  const store = new Store(file, defaultAllocation());
  const teams = teamsOf(store).slice(0, DIGESTS);
  if (teams.length < DIGESTS) throw new Error(`the bill has ${teams.length} teams only`);
  const budgets = teams.map((filters, at) =>
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
  const processor = process.cpuUsage();
  const times: number[] = [];
  for (const filters of teams) {
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
  return reportOf(times, (user + system) / 1e6);
}

/** The teams of the bill, the dearest first. */
function teamsOf(store: Store): Filter[][] {
  const { costs } = new Access(store, knownPeople([])).viewOf(null);
  const { rows } = costs.query({ ...plainQuery(DAYS, []), groupBy: ["team"] });
  const names = new Set(rows.flatMap(({ keys: [team] }) => team ?? []));
  return [...names].map((team) => [{ dimension: "team", operator: "in", values: [team] }]);
}

function reportOf(times: readonly number[], processor: number): SectionReport {
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  const first = times[0] ?? 0;
  const median = quantile(times, 0.5);
  const p95 = quantile(times, 0.95);
  const head = [
    "digests",
    "first ms",
    "median ms",
    "p95 ms",
    "seconds",
    `≤ ${LIMIT_SECONDS}`,
    "processor s",
  ];
  const row = [
    String(times.length),
    decimals(first),
    decimals(median),
    decimals(p95),
    decimals(seconds),
    verdict(seconds, LIMIT_SECONDS),
    decimals(processor),
  ];
  const data = { digests: times.length, first, median, p95, seconds, processor };
  return { text: tableText([head, row]), data };
}
