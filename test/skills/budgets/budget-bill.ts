import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { type Budget, budgetSchema } from "#src/budget-book";
import { conversationsInMemory } from "#src/conversation";
import { addDays, type Day } from "#src/focus/day";
import type { ProviderBudget } from "#src/provider-items";
import { ruleRouter } from "#src/router/rule-router";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import { knownPeople } from "../../known-people.ts";
import type { BillRow } from "../../store/random-bill.ts";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { dailyCharges, START } from "../anomaly-bill.ts";
import { readingContext } from "../reading-context.ts";

/** The 19th of November; the bill has 78 days of $100 for payments and of $50 for search, from 1 September on. */
export const TODAY = addDays(START, 79);
export const NOW = new Date(`${TODAY}T09:00:00Z`);
export const DAYS = 78;

/** Keeps the charges of a team. */
export function ofTeam(team: string): Filter & { values: string[] } {
  return { dimension: "team", operator: "in", values: [team] };
}

/** Daily charges of a team, of one amount where no others are given. */
export function charges(
  team: string,
  amounts: number | readonly number[],
  columns: Partial<BillRow> = {},
): BillRow[] {
  const all = typeof amounts === "number" ? new Array<number>(DAYS).fill(amounts) : amounts;
  return dailyCharges(all, { Tags: JSON.stringify({ team }), ...columns });
}

export const ROWS = [...charges("payments", 100), ...charges("search", 50)];

/** A budget of $2,500 a month for payments, unless something else is said. */
export function budget(more: object = {}): Budget {
  return budgetSchema.parse({
    name: "Payments",
    filters: [ofTeam("payments")],
    currency: "USD",
    amount: 2_500,
    ...more,
  });
}

/** What a check of a conversation about budgets is given. */
export interface Asking {
  /** In one thread, as Ann, who sees everything, where nobody else is named. */
  readonly say: (text: string, user?: string, day?: Day) => Promise<Answer>;
  readonly assistant: Assistant;
  readonly store: Store;
  /** What a skill that only reads is run with, over the same budgets. */
  readonly context: (day?: Day, scope?: readonly Filter[]) => SkillContext;
}

/** Runs a check over a bill with budgets as tally.yaml would have them; Dan sees the charges of search alone. */
export async function asking(
  budgets: readonly Budget[],
  check: (asking: Asking) => Promise<void> | void,
  rows: readonly BillRow[] = ROWS,
): Promise<void> {
  await withBill(rows, [teamDimension()], async (store) => {
    const people = [
      { email: "ann@example.com", role: "finops" as const, scope: [] },
      { email: "dan@example.com", role: "finops" as const, scope: [ofTeam("search")] },
    ];
    const access = new Access(store, knownPeople(people), { budgets, yearStartMonth: 1 });
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access,
      conversations: conversationsInMemory(),
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    await check({
      say: (text, user = "ann@example.com", day = TODAY) =>
        assistant.ask({ text, thread: "t", user, now: new Date(`${day}T09:00:00Z`) }),
      assistant,
      store,
      context: (day = TODAY, scope = []) => ({
        ...readingContext(store, day, scope),
        budgets: access.viewOf(null).budgets,
      }),
    });
  });
}

/** Keeps a budget as it was read from a provider. */
export function keepAtProvider(store: Store, more: Partial<ProviderBudget>, source = "aws"): void {
  const item: ProviderBudget = {
    id: "b-1",
    provider: "AWS",
    url: null,
    name: "Payments at AWS",
    cadence: "monthly",
    amount: 2_000,
    currency: "USD",
    filters: [ofTeam("payments")],
    scope: "tag team = payments",
    actual: 1_650,
    forecast: 2_950,
    thresholds: [],
    ...more,
  };
  store.database
    .prepare(
      `INSERT INTO provider_item (source, kind, id, item, first_seen_at, last_seen_at)
       VALUES (?, 'budget', ?, ?, ?, ?)`,
    )
    .run(source, item.id, JSON.stringify(item), NOW.toISOString(), NOW.toISOString());
}
