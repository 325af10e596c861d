import fc from "fast-check";
import { expect, test } from "vitest";
import { randomNumbers } from "#data/sample/random";
import type { CardAction } from "#src/cards/card";
import type { Pressed, Reply } from "#src/chat/message";
import { type PeopleBook, type Person, peopleListed } from "#src/people/person";
import { personOf } from "#src/people/person-config";
import { answerReporter } from "#src/schedule/answer-reporter";
import type { Schedule } from "#src/schedule-book";
import type { Limits } from "#src/store/scope";
import { EC2, S3, VM } from "../conversations/small-company.ts";
import { type Charge, isSeen, scopeArbitraries } from "../store/charge-oracle.ts";
import type { BillRow } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { buttonsOf, type ChannelBench, NOW, withChannel } from "./channel-company.ts";

// biome-ignore lint/style/noProcessEnv: TALLY_AUDIENCE=500 asks the test for more, not Tally.
const RUNS = Number(process.env["TALLY_AUDIENCE"] ?? 25);

const VALUES = {
  team: ["payments", "data", "web"],
  ServiceName: [EC2, S3, VM],
  SubAccountId: ["1", "2", "3"],
};
const QUESTIONS = [
  "cost by service in October",
  "top 3 teams in October",
  "cost in October compared with September",
  "why did the cost change in October?",
  "cost of team data in October by account",
  `cost of ${S3} since September by month`,
  "only the second one",
  "and in September?",
  "what will this month cost?",
  "any anomalies in October?",
  "set a budget of $100 a month for team web",
  "yes",
  "how are we doing against our budgets?",
  "what are the savings recommendations?",
  "which share of the cost is production?",
  "is the data complete?",
  "what did skunkworks cost in October?",
  "send the weekly digest for team payments here every Monday",
  "which reports are scheduled?",
  "what may I do?",
];
const FOLDER = /[^"\s]*\/tally-\w+\//g;
const USERS = ["UANN", "UBOB", "UCAT"];
const byTeam = {
  skill: "get-spend",
  input: { period: { start: "2026-10-01", end: "2026-11-01" }, groupBy: ["team", "ServiceName"] },
};

const someTeams = (...values: readonly string[]): Limits => ({
  allowed: [[{ dimension: "team", operator: "in", values }]],
  denied: [],
});
const someLimits = fc.oneof(
  fc.constantFrom<Limits>(
    { allowed: [[]], denied: [] },
    someTeams("payments", "data"),
    someTeams("data"),
    someTeams("data", "web"),
    { allowed: [[]], denied: [[{ dimension: "ServiceName", operator: "in", values: [VM] }]] },
  ),
  scopeArbitraries(VALUES).limits,
);
const step = fc.record({
  what: fc.constantFrom("ask", "ask", "ask", "press", "press", "redraw", "post", "move"),
  who: fc.nat(USERS.length - 1),
  which: fc.nat(60),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function randomBill(random: () => number): BillRow[] {
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  return Array.from({ length: 30 }, (_, at) => {
    const month = String(9 + (at % 3)).padStart(2, "0");
    const day = Math.floor(random() * 17) + 1;
    const start = Date.parse(`2026-${month}-${String(day).padStart(2, "0")}`);
    const account = one(VALUES.SubAccountId);
    const tags = random() < 0.15 ? {} : { team: one(VALUES.team), env: one(["prod", "dev"]) };
    return {
      ...withAmount(plainRow, random),
      BillingPeriodStart: `2026-${month}-01T00:00:00Z`,
      BillingPeriodEnd: new Date(Date.UTC(2026, Number(month), 1)).toISOString(),
      ChargePeriodStart: new Date(start).toISOString(),
      ChargePeriodEnd: new Date(start + 86_400_000).toISOString(),
      ServiceName: one(VALUES.ServiceName),
      SubAccountId: account,
      SubAccountName: `account-${account}`,
      ResourceId: `i-${at}`,
      Tags: JSON.stringify(tags),
    };
  });
}

function withAmount(row: BillRow, random: () => number): BillRow {
  const amount = (Math.floor(random() * 90_000) / 100).toFixed(2);
  return { ...row, BilledCost: amount, EffectiveCost: amount, ListCost: amount };
}

function chargeOf({ Tags, ServiceName, SubAccountId }: BillRow): Charge {
  const { team = null } = JSON.parse(Tags) as { readonly team?: string };
  return { team, ServiceName, SubAccountId };
}

/** The bill with what somebody doesn't see changed, as far as they don't see that either. */
function changedFor({ limits }: Person, bill: readonly BillRow[], random: () => number) {
  return bill.map((row) => {
    if (isSeen(chargeOf(row), limits)) return row;
    const other = withAmount(row, random);
    const tags = JSON.stringify({ team: "skunkworks", env: "secret" });
    const renamed = [{ ServiceName: "Secret Service" }, { Tags: tags }, { SubAccountId: "9" }]
      .map((change) => ({ ...other, ...change }))
      .filter((one) => !isSeen(chargeOf(one), limits));
    return renamed[Math.floor(random() * (renamed.length + 1))] ?? other;
  });
}

/** What is read of a card: what its buttons stand for is known to the desk alone, and each bill has its folder. */
function read({ card }: Pick<Reply, "card">): string {
  const words = JSON.stringify(card, (key, value) => (key === "action" ? undefined : value));
  return words.replaceAll(FOLDER, "");
}

/** What happens in the channel, and what is read in it by whoever is there: by user, in order. */
class Channel {
  readonly heard = new Map<string, string[]>(USERS.map((user) => [user, []]));
  readonly #bench: ChannelBench;
  readonly #open: Pick<Reply, "card" | "issue">[] = [];
  #present: string[] = [...USERS];

  constructor(bench: ChannelBench) {
    this.#bench = bench;
    bench.inChannel(...this.#present);
  }

  async take({ what, who, which }: Step): Promise<void> {
    const user = USERS[who] ?? "";
    if (what === "move") return this.#move(user);
    if (what === "post") return this.#post(user);
    if (what === "ask") {
      return this.#show(await this.#bench.ask(user, QUESTIONS[which % QUESTIONS.length] ?? ""));
    }
    const card = this.#open[which % Math.max(1, this.#open.length)];
    if (card === undefined) return;
    const actions: readonly CardAction[] =
      what === "redraw"
        ? [{ kind: "call", ...byTeam, redraw: byTeam }]
        : buttonsOf(card.card.blocks).map(({ action }) => action);
    const action = actions[which % Math.max(1, actions.length)];
    if (action !== undefined) this.#came(await this.#bench.act(user, card.issue(action)));
  }

  #move(user: string): void {
    const isThere = this.#present.includes(user);
    this.#present = isThere
      ? this.#present.filter((one) => one !== user)
      : [...this.#present, user];
    this.#bench.inChannel(...this.#present);
  }

  async #post(user: string): Promise<void> {
    const { assistant, desk, audiences } = this.#bench;
    const schedule: Schedule = {
      ...{ name: "posted", kind: "answer", team: null, filters: [], call: byTeam, files: ["csv"] },
      channel: "slack:T1/C1",
      times: { rhythm: { every: "day" }, time: "09:00", timeZone: "UTC" },
      person: emailOf(user),
    };
    const report = answerReporter(assistant, desk, (call) => call, audiences);
    const request = { id: "r", schedule, period: "2026-11-20", mayWait: false };
    const posted = await report({ ...request, dueAt: NOW, now: NOW });
    if (posted === null || posted === "wait") return;
    this.#open.push(posted);
    this.#say(read(posted) + (posted.files ?? []).map(({ content }) => textOf(content)).join(""));
  }

  #show(reply: Reply): void {
    if (reply.isPrivate) return;
    this.#open.push(reply);
    this.#say(read(reply));
  }

  #came(pressed: Pressed): void {
    if (pressed.kind === "replies") for (const reply of pressed.replies) this.#show(reply);
    if (pressed.kind === "redrawn") this.#show(pressed.reply);
    if (pressed.kind === "file" && !pressed.isPrivate) this.#say(textOf(pressed.file.content));
  }

  #say(words: string): void {
    for (const user of this.#present) this.heard.get(user)?.push(words);
  }
}

function textOf(content: Uint8Array): string {
  return new TextDecoder().decode(content).replaceAll(FOLDER, "");
}

function emailOf(user: string): string {
  return `${user.toLowerCase()}@example.com`;
}

async function heardBy(user: string, book: PeopleBook, bill: readonly BillRow[], steps: Step[]) {
  let heard: readonly string[] = [];
  await withChannel(
    async (bench) => {
      const channel = new Channel(bench);
      for (const one of steps) await channel.take(one);
      heard = channel.heard.get(user) ?? [];
    },
    { book, bill },
  );
  return heard;
}

test("nobody reads in a channel what depends on charges that they don't see", {
  timeout: 60_000 + RUNS * 10_000,
}, async () => {
  let [open, all] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.tuple(someLimits, someLimits, someLimits),
      fc.array(step, { minLength: 8, maxLength: 14 }),
      fc.nat(USERS.length - 1),
      async (seed, limits, steps, who) => {
        const people = USERS.map((user, at): Person => {
          const person = personOf({ email: emailOf(user), slack: `T1/${user}`, role: "finops" });
          return { ...person, limits: limits[at] ?? person.limits };
        });
        const [user, reader] = [USERS[who] ?? "", people[who]];
        if (reader === undefined) throw new Error("nobody reads");
        const random = randomNumbers(seed);
        const bill = randomBill(random);
        const book = peopleListed(people);
        const heard = await heardBy(user, book, bill, steps);
        const other = changedFor(reader, bill, random);
        expect(await heardBy(user, book, other, steps)).toEqual(heard);
        open += heard.length;
        all += steps.length;
      },
    ),
    { numRuns: RUNS },
  );
  // Not because nothing is said at all.
  expect(open).toBeGreaterThan(all / 10);
});
