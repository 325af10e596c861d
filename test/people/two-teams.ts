import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { budgetSchema } from "#src/budget-book";
import type { Channel } from "#src/channel";
import { conversationsInMemory } from "#src/conversation";
import { addDays } from "#src/focus/day";
import { type PeopleBook, type Person, ROLES, type Role } from "#src/people/person";
import { plannedChangeSchema } from "#src/planned-change-book";
import { approvalsSchema } from "#src/recommendations/approvals";
import type { Recommendation } from "#src/recommendations/recommendation";
import { ruleRouter } from "#src/router/rule-router";
import type { Alert } from "#src/schedule/alert";
import { scheduleSchema } from "#src/schedule-book";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { StoredMatters } from "#src/store/schedules/stored-matters";
import type { Store } from "#src/store/store";
import { type GivenPerson, knownPeople } from "../known-people.ts";
import { recommendation } from "../recommendations/example.ts";
import { dailyCharges, START, steady } from "../skills/anomaly-bill.ts";
import { teamDimension, withBill } from "../store/store-with-bill.ts";

export const TEAMS = ["payments", "search"] as const;
export type Team = (typeof TEAMS)[number];

/** The account of each team; all of its charges are the team's. */
export const ACCOUNTS: Readonly<Record<Team, string>> = { payments: "1", search: "2" };

const TODAY = addDays(START, 60);
export const NOW = new Date(`${TODAY}T09:00:00Z`);
/** Where it is asked. */
export const HERE: Channel = { platform: "slack", tenant: "T1", id: "C1", audience: "members" };

/** What a skill that writes is called with, and by whom. */
export interface Calling {
  readonly skill: string;
  readonly input: unknown;
  /** E-mail. */
  readonly user: string;
  /** Absent where it is only asked what it would do. */
  readonly actionId?: string;
}

/** A company of two teams, with an anomaly, a budget, a plan, an alert, a schedule and waste of each. */
export interface TwoTeams {
  readonly store: Store;
  /** A new one, which remembers nothing of what was rolled back. */
  readonly assistant: () => Assistant;
  /** Calls a skill of a new one. */
  readonly call: (calling: Calling) => Promise<Answer>;
  /** Gives somebody another role. */
  readonly setRole: (email: string, role: Role) => void;
  /** The number of a team's recommendation; the large one waits for a second person once it is accepted. */
  readonly numberOf: (team: Team, size: "small" | "large") => number;
}

/** Who has which role; all are of payments and see the whole bill. */
export const emailOf = (role: Role) => `${role}@example.com`;

/** Leads the other team. */
export const LEAD_OF_SEARCH = "lena@example.com";
/** Somebody of FinOps who has things going already. */
export const FINOPS = "fay@example.com";

const PEOPLE: readonly GivenPerson[] = [
  ...ROLES.map((role) => ({ email: emailOf(role), role, team: "payments" })),
  { email: LEAD_OF_SEARCH, team: "search", lead: true },
  { email: FINOPS, role: "finops" },
];

/** 100 a day and 400 from the 57th day on, of each currency. */
const RISEN = { 56: 400, 57: 400, 58: 400, 59: 400 };
/** Each in its own, so that neither anomaly is the other's. */
const CURRENCIES: Readonly<Record<Team, string>> = { payments: "USD", search: "EUR" };
const ROWS = TEAMS.flatMap((team) =>
  dailyCharges(steady(60, RISEN), {
    BillingCurrency: CURRENCIES[team],
    SubAccountId: ACCOUNTS[team],
    SubAccountName: `${team}-prod`,
    ServiceName: team === "payments" ? "Amazon Elastic Compute Cloud" : "Amazon DynamoDB",
    ResourceId: `r-${team}`,
    Tags: JSON.stringify({ team }),
  }),
);

const WASTE: readonly Recommendation[] = TEAMS.flatMap((team) => {
  const of = { team, subAccountId: ACCOUNTS[team], subAccountName: `${team}-prod` };
  return [
    recommendation(`delete-idle:${team}-small`, of),
    recommendation(`delete-idle:${team}-large`, { ...of, monthlySaving: 2_000 }),
  ];
});

const only = (team: Team) => [{ dimension: "team", operator: "in" as const, values: [team] }];

/** Runs a check in that company. */
export async function withTwoTeams(check: (world: TwoTeams) => Promise<void>): Promise<void> {
  await withBill(ROWS, [teamDimension()], async (store) => {
    const bugs: unknown[] = [];
    const people = new ChangingPeople();
    const access = accessTo(store, people);
    begin(store, access);
    const held = access.viewOf(null).recommendations.held(TODAY);
    const assistant = () => assistantOver(store, people, (error) => bugs.push(error));
    await check({
      store,
      assistant,
      setRole: (email, role) => people.setRole(email, role),
      call: ({ skill, input, user, actionId }) =>
        assistant().call(
          { skill, input },
          { user, channel: HERE, now: NOW, ...(actionId !== undefined && { actionId }) },
        ),
      numberOf: (team, size) => {
        const isIt = ({ key }: Recommendation) => key === `delete-idle:${team}-${size}`;
        return held.find((one) => isIt(one.recommendation))?.number ?? 0;
      },
    });
    if (bugs.length > 0) throw bugs[0];
  });
}

/** The people of both teams, whose roles may change. */
class ChangingPeople implements PeopleBook {
  #book = knownPeople(PEOPLE);
  #changes = 0;

  get generation(): string {
    return String(this.#changes);
  }

  list(): readonly Person[] {
    return this.#book.list();
  }

  find(email: string): Person | null {
    return this.#book.find(email);
  }

  setRole(email: string, role: Role): void {
    this.#changes++;
    this.#book = knownPeople(PEOPLE.map((one) => (one.email === email ? { ...one, role } : one)));
  }
}

function assistantOver(
  store: Store,
  people: PeopleBook,
  reportBug: (error: unknown) => void,
): Assistant {
  return new Assistant({
    router: ruleRouter(),
    skills,
    access: accessTo(store, people),
    audit: store.audit,
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug,
  });
}

function accessTo(store: Store, people: PeopleBook): Access {
  return new Access(store, people, {
    budgets: TEAMS.map((team) =>
      budgetSchema.parse({
        name: team,
        filters: only(team),
        currency: CURRENCIES[team],
        amount: 5_000,
      }),
    ),
    plans: TEAMS.map((team) =>
      plannedChangeSchema.parse({
        name: `growth of ${team}`,
        filters: only(team),
        kind: "percent",
        size: 10,
        from: TODAY,
      }),
    ),
    findRecommendations: (searched) => [...WASTE, ...findRecommendations(searched)],
    approvals: approvalsSchema.parse({ minimumMonthlySaving: { USD: 1_000 } }),
    ticketSystem: "Jira",
    channels: new ChannelList(channelsSchema.parse({ "slack:T1/C9": { name: "#all" } }), "UTC"),
  });
}

/** What goes on already: an alert of each team, and what somebody of FinOps has sent and keeps quiet. */
function begin(store: Store, access: Access): void {
  const matters = new StoredMatters(store.database);
  const { schedules, suppressions } = access.viewOf(FINOPS);
  const setAt = NOW.toISOString();
  for (const team of TEAMS) {
    matters.begin(`test ${team}`, "slack:T1/C9", JSON.stringify(alertOf(team)), NOW);
    const schedule = scheduleSchema.parse({
      name: `Digest of ${team}`,
      kind: "weekly-digest",
      team,
      channel: "slack:T1/C1",
      times: { rhythm: { every: "week", weekday: "monday" }, time: "09:00", timeZone: "UTC" },
      person: FINOPS,
    });
    schedules.keep(`s-${team}`, { id: `s-${team}`, schedule, person: FINOPS, setAt });
    const quiet = { filters: only(team), kinds: [], until: addDays(TODAY, 30), note: null };
    suppressions.keep(`q-${team}`, { ...quiet, kinds: ["other"] }, { person: FINOPS, now: NOW });
  }
}

function alertOf(team: Team): Alert {
  return {
    key: `test ${team}`,
    kind: "anomaly",
    severity: "medium",
    team,
    environment: null,
    channelHint: null,
    person: null,
    card: { title: team, blocks: [] },
    size: 1,
    isOver: false,
  };
}
