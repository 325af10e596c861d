import { skills } from "#skills/index";
import { Access, type AccessSettings } from "#src/access";
import { Assistant } from "#src/assistant";
import type { ChannelTeams } from "#src/channel";
import { type Conversations, conversationsInMemory } from "#src/conversation";
import type { PeopleBook } from "#src/people/person";
import { ruleRouter } from "#src/router/rule-router";
import type { AllocationDimension } from "#src/store/allocation";
import type { Store } from "#src/store/store";
import { type GivenPerson, knownPeople } from "../known-people.ts";
import type { BillRow } from "../store/random-bill.ts";
import { plainRow, withBill } from "../store/store-with-bill.ts";

/** The services of the bill. */
export const EC2 = "Amazon Elastic Compute Cloud";
export const S3 = "Amazon Simple Storage Service";
export const VM = "Virtual Machines";

const ACCOUNTS: Readonly<Record<string, string>> = {
  "1": "shop-one",
  "2": "shop-two",
  "3": "corporate",
};

/** Three months of three accounts; every test's numbers are sums of these. */
const BILL: readonly BillRow[] = [
  charge("2026-09-10", "80", EC2, "1", "payments", "prod"),
  charge("2026-09-10", "25", S3, "1", "data", "prod"),
  charge("2026-09-11", "50", VM, "3", "data", "prod"),
  charge("2026-10-05", "100", EC2, "1", "payments", "prod"),
  charge("2026-10-06", "40", EC2, "2", "payments", "staging"),
  charge("2026-10-06", "30", S3, "1", "data", "prod"),
  charge("2026-10-07", "60", VM, "3", "data", "prod"),
  { ...charge("2026-10-01", "10", EC2, "1", "payments", "prod"), ChargeCategory: "Tax", Tags: "" },
  charge("2026-11-03", "55", EC2, "1", "payments", "prod"),
  charge("2026-11-04", "5", S3, "1", "data", "prod"),
];

function charge(
  day: string,
  cost: string,
  service: string,
  account: string,
  team: string,
  env: string,
): BillRow {
  const instant = (date: number) => new Date(date).toISOString();
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return {
    ...plainRow,
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    BillingPeriodStart: instant(Date.UTC(year, month - 1, 1)),
    BillingPeriodEnd: instant(Date.UTC(year, month, 1)),
    ChargePeriodStart: instant(Date.parse(day)),
    ChargePeriodEnd: instant(Date.parse(day) + 86_400_000),
    ProviderName: service === VM ? "Microsoft" : "AWS",
    ServiceName: service,
    RegionId: service === VM ? "westeurope" : "us-east-1",
    SubAccountId: account,
    SubAccountName: ACCOUNTS[account] ?? "",
    Tags: JSON.stringify({ team, env }),
  };
}

const ALLOCATION: readonly AllocationDimension[] = [
  { name: "team", tags: ["team"], values: {}, rules: [], split: [] },
  { name: "environment", tags: ["env"], values: { prod: "production" }, rules: [], split: [] },
];

/** Ann may see all, Bob only storage. */
export const PEOPLE: readonly GivenPerson[] = [
  { email: "ann@example.com", role: "finops", scope: [] },
  {
    email: "bob@example.com",
    scope: [{ dimension: "ServiceName", operator: "in", values: [S3] }],
  },
];

/** Who may see what, and what else is configured, where that matters. */
export interface SeenBy extends Partial<AccessSettings> {
  readonly people?: readonly GivenPerson[];
  /** The same people, where tally.yaml can't say it as shortly. */
  readonly book?: PeopleBook;
  /** Another bill than the small company's. */
  readonly bill?: readonly BillRow[];
}

/** Runs a check with an assistant over the small company's bill. */
export async function withAssistant(
  check: (assistant: Assistant, bugs: readonly unknown[], store: Store) => void | Promise<void>,
  conversations: Conversations = conversationsInMemory(),
  channelTeams: ChannelTeams = { teamOf: () => null },
  { people = PEOPLE, book = knownPeople(people), bill = BILL, ...settings }: SeenBy = {},
): Promise<void> {
  await withBill(bill, ALLOCATION, async (store) => {
    const bugs: unknown[] = [];
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access: new Access(store, book, settings),
      conversations,
      channelTeams,
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => bugs.push(error),
    });
    await check(assistant, bugs, store);
  });
}
