import { skills } from "#skills/index";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import { type Budget, budgetSchema } from "#src/budget-book";
import type { Channel } from "#src/channel";
import { conversationsInMemory } from "#src/conversation";
import type { Recommendation } from "#src/recommendations/recommendation";
import { ruleRouter } from "#src/router/rule-router";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import type { SkillContext } from "#src/skill";
import type { Store } from "#src/store/store";
import { knownPeople } from "../../known-people.ts";
import { recommendation } from "../../recommendations/example.ts";
import type { BillRow } from "../../store/random-bill.ts";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { dailyCharges, steady } from "../anomaly-bill.ts";

/** A Monday; the bills have charges from 1 September through the day before, complete through the 21st. */
export const TODAY = "2026-11-23";
export const NOW = new Date(`${TODAY}T08:00:00Z`);
const DAYS = 83;
/** The place of 15 November, the first of the week that digests of that Monday are about. */
const WEEK = 75;

export const PAYMENTS = { dimension: "team", operator: "in" as const, values: ["payments"] };
export const HERE: Channel = { platform: "slack", tenant: "T1", id: "C1" };

/** A small made-up company and its week. */
export interface SmallWeek {
  readonly rows: readonly BillRow[];
  readonly budgets: readonly Budget[];
  readonly found: readonly Recommendation[];
}

/** Charges of a team's service, of 100 a day but for some days, times a factor. */
export function service(
  team: string,
  name: string,
  factor: number,
  special: Readonly<Record<number, number | null>> = {},
  columns: Partial<BillRow> = {},
): BillRow[] {
  const amounts = steady(DAYS, special).map((amount) => (amount === null ? null : amount * factor));
  const Tags = JSON.stringify({ team });
  const ResourceId = `${team}-${name.toLowerCase().replaceAll(" ", "-")}`;
  return dailyCharges(amounts, { ServiceName: name, Tags, ResourceId, ...columns });
}

function from(start: number, amount: number): Record<number, number> {
  const days = Array.from({ length: DAYS - start }, (_, at) => start + at);
  return Object.fromEntries(days.map((day) => [day, amount]));
}

function budget(amount: number, more: object = {}): Budget {
  const given = { name: "Payments", filters: [PAYMENTS], currency: "USD", amount, ...more };
  return budgetSchema.parse(given);
}

const CALM = [
  ...service("payments", "Amazon Elastic Compute Cloud", 2),
  ...service("payments", "Amazon Relational Database Service", 1),
  ...service("search", "Amazon OpenSearch Service", 1.5),
];

/** Nothing happens: budgets are on track, and one decision waits. */
export const QUIET: SmallWeek = {
  rows: CALM,
  budgets: [budget(10_000)],
  found: [recommendation("vol-1", { monthlySaving: 40, monthlyCost: 40 })],
};

/** A new cache since Tuesday, fewer databases, a budget that will be passed by a little, three decisions. */
export const NORMAL: SmallWeek = {
  rows: [
    ...service("payments", "Amazon Elastic Compute Cloud", 2),
    ...service("payments", "Amazon Relational Database Service", 1, from(WEEK + 1, 80)),
    ...service("payments", "Amazon ElastiCache", 1, {
      ...Object.fromEntries(Array.from({ length: WEEK + 2 }, (_, day) => [day, null])),
      ...from(WEEK + 2, 45),
    }),
    ...service("search", "Amazon OpenSearch Service", 1.5),
  ],
  budgets: [budget(9_000, { owner: "ana@example.com" })],
  found: [
    recommendation("vol-1", { monthlySaving: 140, monthlyCost: 140 }),
    recommendation("vol-2", { monthlySaving: 60, monthlyCost: 60 }),
    recommendation("vol-3", { monthlySaving: 35, monthlyCost: 35, team: "search" }),
  ],
};

/** Machines that grew fivefold and go on, a spike that ended, another currency, and a budget that is spent. */
export const TERRIBLE: SmallWeek = {
  rows: [
    ...service("payments", "Amazon Elastic Compute Cloud", 2, from(WEEK + 2, 520)),
    ...service("payments", "Amazon Relational Database Service", 1, {
      [WEEK]: 640,
      [WEEK + 1]: 600,
    }),
    ...service("payments", "Virtual Machines", 1, from(WEEK + 3, 260), {
      BillingCurrency: "EUR",
      ProviderName: "Microsoft",
    }),
    ...service("search", "Amazon OpenSearch Service", 1.5),
  ],
  budgets: [budget(8_000, { owner: "ana@example.com" })],
  found: [
    recommendation("vol-1", { monthlySaving: 2_140, monthlyCost: 4_000 }),
    recommendation("vol-2", { monthlySaving: 660, monthlyCost: 700 }),
    recommendation("vol-3", { monthlySaving: 335, monthlyCost: 335 }),
    recommendation("vol-4", { monthlySaving: 90, monthlyCost: 90 }),
  ],
};

/** What a check of a small week is given. */
export interface Reading {
  readonly assistant: Assistant;
  readonly store: Store;
  readonly access: Access;
  readonly context: (more?: Partial<SkillContext>) => SkillContext;
}

/** Runs a check over a small company; Ann sees everything, Dan and Fin the charges of search alone. */
export async function reading(
  { rows, budgets, found }: SmallWeek,
  check: (reading: Reading) => Promise<void> | void,
): Promise<void> {
  await withBill(rows, [teamDimension()], async (store) => {
    const search = { dimension: "team", operator: "in" as const, values: ["search"] };
    const people = [
      { email: "ann@example.com", role: "finops" as const, scope: [] },
      { email: "ana@example.com", scope: [], team: "payments", lead: true },
      { email: "dan@example.com", scope: [search] },
      { email: "fin@example.com", role: "finops" as const, scope: [search] },
    ];
    const channels = channelsSchema.parse({
      "slack:T1/C1": { name: "#payments", team: "payments", timeZone: "Europe/Berlin" },
      "slack:T1/C2": { name: "#data" },
    });
    const access = new Access(store, knownPeople(people), {
      budgets,
      yearStartMonth: 1,
      findRecommendations: () => found,
      channels: new ChannelList(channels, "UTC"),
    });
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
    const context = (more: Partial<SkillContext> = {}): SkillContext => ({
      ...access.viewOf("ann@example.com"),
      today: TODAY,
      now: NOW,
      completenessLagDays: 2,
      person: "ann@example.com",
      channel: HERE,
      act: null,
      ...more,
    });
    await check({ assistant, store, access, context });
  });
}
