import fc from "fast-check";
import { expect, test } from "vitest";
import { assignRecommendation } from "#skills/recommendations/assign-recommendation";
import { decideRecommendation } from "#skills/recommendations/decide-recommendation";
import { ledgerEntries } from "#skills/recommendations/ledger/ledger-entries";
import { netSavings } from "#skills/recommendations/net-savings";
import { AccessError, ClarifyError, UserError } from "#src/errors";
import { addDays, type Day, dayNumber } from "#src/focus/day";
import { approvalsSchema } from "#src/recommendations/approvals";
import type { HeldRecommendation } from "#src/recommendations/book";
import { countingSteps, type Standing, type Step, standingAfter } from "#src/recommendations/life";
import type { AnySkill } from "#src/skill";
import { readingContext } from "../skills/reading-context.ts";
import { SavingsWorld } from "../skills/recommendations/savings-world.ts";
import { recommendation } from "./example.ts";

const START = "2026-08-20";
const END = "2026-11-19";
const MONTH = 365 / 12;
const PEOPLE = ["ann@example.com", "bob@example.com", "cat@example.com"] as const;
/** From so much a month on a second person approves. */
const APPROVED_FROM = 250;
const APPROVALS = approvalsSchema.parse({
  minimumMonthlySaving: { USD: APPROVED_FROM },
  days: 5,
});
/** Two ways to save on one volume, and one to save on another. */
const KEYS = [
  ["delete vol-1", 10 * MONTH],
  ["shrink vol-1", 6 * MONTH],
  ["delete vol-2", 8 * MONTH],
] as const;

/** What is known beside the store: the time, and what the sources list by key with its saving. */
interface Known {
  today: Day;
  minute: number;
  readonly listed: Map<string, number>;
  /** What was listed when it was last searched. */
  readonly searched: Set<string>;
}

interface Seen extends HeldRecommendation {
  readonly standing: Standing;
}

function seenIn(world: SavingsWorld, { today }: Known): Seen[] {
  return world.book.held(today).map((held) => {
    const { monthlySaving } = held.recommendation;
    return { ...held, standing: standingAfter(held.steps, { today, monthlySaving }) };
  });
}

/** Does something, and checks what must hold between before and after, whatever it was. */
abstract class Command implements fc.Command<Known, SavingsWorld> {
  /** Who may have taken the steps that come of it. */
  abstract readonly by: readonly Step["by"]["kind"][];

  check(): boolean {
    return true;
  }

  run(known: Known, world: SavingsWorld): void {
    const before = seenIn(world, known);
    this.act(known, world);
    for (const after of seenIn(world, known)) {
      const was = before.find(({ number }) => number === after.number);
      if (was === undefined) continue;
      const added = after.steps.slice(was.steps.length);
      expect(after.steps.slice(0, was.steps.length)).toEqual(was.steps);
      for (const { by } of added) expect(this.by).toContain(by.kind);
      checkOpening(was, after, added);
      checkHolding(after, known);
      checkSaved(after);
    }
    checkOnce(seenIn(world, known), known);
  }

  abstract act(known: Known, world: SavingsWorld): void;
}

const OPEN = ["open", "snoozed", "awaiting-approval"];
const CLOSED = ["accepted", "done", "verified", "not-verified", "dismissed"];

/** What is closed opens only by somebody's step, by changed facts, or by a cost that is back. */
function checkOpening(was: Seen, after: Seen, added: readonly Step[]): void {
  const [from, to] = [was.standing.status, after.standing.status];
  if (!CLOSED.includes(from) || !OPEN.includes(to)) return;
  const causes = added.map(({ by, what }) => `${by.kind} ${what.kind}`);
  const ofSource = from === "dismissed" ? ["source reopen"] : [];
  const ofBill = from === "verified" ? ["measurement reopen"] : [];
  const ofPeople = ["reopen", "undo", "snooze", "accept", "request-approval"].map(
    (kind) => `person ${kind}`,
  );
  expect([...ofSource, ...ofBill, ...ofPeople]).toEqual(expect.arrayContaining(causes.slice(-1)));
  expect(causes).not.toEqual([]);
}

/** Snoozes and approvals hold as long as they were said to; what is gone is what isn't listed. */
function checkHolding({ standing, steps, recommendation: found }: Seen, known: Known): void {
  const { status, step, owner } = standing;
  const counting = countingSteps(steps);
  const decided = counting.findLast(({ what }) => !["assign", "gone", "back"].includes(what.kind));
  if (decided?.what.kind === "snooze" && status === "open") {
    const { until, above } = decided.what;
    const isOver = until !== null && until <= known.today;
    expect(isOver || (above !== null && found.monthlySaving > above)).toBe(true);
  }
  if (status === "awaiting-approval" && step?.what.kind === "request-approval") {
    expect(step.what.expires >= known.today).toBe(true);
  }
  if (status === "gone") expect(known.searched.has(found.key)).toBe(false);
  const reopened = counting.at(-1)?.what.kind === "reopen";
  if (reopened) expect(status).toBe("open");
  const given = counting.findLast(({ what }) => what.kind === "assign")?.what;
  expect(owner).toBe(given?.kind === "assign" ? given.owner : null);
}

/** What is verified saves for certain; what needs an approval was approved by somebody else. */
function checkSaved({ standing: { status }, steps }: Seen): void {
  const counting = countingSteps(steps);
  const last = counting.findLast(({ what }) => what.kind === "verify")?.what;
  if (status === "verified" && last?.kind === "verify") {
    expect(last.isVerified).toBe(true);
    expect(last.measured?.low).toBeGreaterThan(0);
  }
  counting.forEach(({ what, by }, at) => {
    if (what.kind !== "approve") return;
    const asked = counting.slice(0, at).findLast((one) => one.what.kind === "request-approval");
    expect(asked?.by).toMatchObject({ kind: "person" });
    expect(asked?.by).not.toMatchObject({ person: by.kind === "person" ? by.person : "" });
  });
}

/** Of one resource nothing is counted twice: neither what could be saved, nor what was. */
function checkOnce(seen: readonly Seen[], { today }: Known): void {
  const nets = netSavings(seen.map(({ recommendation: one }) => one));
  const ofResource = Map.groupBy([...nets], ([one]) => one.resourceId);
  for (const own of ofResource.values()) {
    const most = Math.max(...own.map(([one]) => one.monthlySaving));
    expect(own.reduce((sum, [, net]) => sum + net, 0)).toBeCloseTo(most, 6);
  }
  const entries = ledgerEntries(seen, today).filter(({ until }) => until === null);
  for (const own of Map.groupBy(entries, (one) => one.recommendation.resourceId).values()) {
    const estimated = own.filter((one) => one.status !== "verified" && one.countedWith === null);
    expect(estimated.length).toBeLessThanOrEqual(1);
    const saving = own.flatMap(({ status, since }) =>
      status === "verified" && since !== null ? [dayNumber(since)] : [],
    );
    for (const a of saving) {
      expect(saving.filter((b) => Math.abs(a - b) <= 21)).toHaveLength(1);
    }
  }
}

/** Somebody presses, says, or says again. */
class Press extends Command {
  readonly by = ["person"] as const;
  readonly #said: { readonly id: number; readonly person: string; readonly number: number };
  readonly #input: object;

  constructor(said: { id: number; person: string; number: number }, input: object) {
    super();
    this.#said = said;
    this.#input = input;
  }

  override act(known: Known, world: SavingsWorld): void {
    const { id, person, number } = this.#said;
    known.minute += 4;
    const actionId = `press ${id}`;
    const isRepeat = world.book.takenBy(actionId).length > 0;
    const before = seenIn(world, known).map(({ steps }) => steps.length);
    const isTaken = this.#attempt(known, world, { actionId, person, number });
    const after = seenIn(world, known).map(({ steps }) => steps.length);
    const added = after.reduce((sum, length, at) => sum + length - (before[at] ?? 0), 0);
    expect(added).toBe(isTaken && !isRepeat ? 1 : 0);
  }

  /** Returns false where it is refused. */
  #attempt(
    { today, minute }: Known,
    world: SavingsWorld,
    { actionId, person, number }: { actionId: string; person: string; number: number },
  ): boolean {
    const time = new Date(Date.parse(`${today}T09:00:00Z`) + minute * 60_000);
    const context = {
      ...readingContext(world.store, today),
      recommendations: world.book,
      approvals: APPROVALS,
      now: time,
      person,
      act: { actionId, person, now: time },
    };
    const skill: AnySkill = "decision" in this.#input ? decideRecommendation : assignRecommendation;
    try {
      skill.run(context, skill.input.parse({ numbers: [number], ...this.#input }));
      return true;
    } catch (error) {
      const isRefused = [UserError, ClarifyError, AccessError].some((one) => error instanceof one);
      if (!isRefused) throw error;
      return false;
    }
  }

  override toString(): string {
    return `${JSON.stringify(this.#said)} ${JSON.stringify(this.#input)}`;
  }
}

/** Days pass; snoozes and approvals end by that. */
class Days extends Command {
  readonly by = [] as const;
  readonly #days: number;

  constructor(days: number) {
    super();
    this.#days = days;
  }

  override act(known: Known, _world: SavingsWorld): void {
    const later = addDays(known.today, this.#days);
    known.today = later < END ? later : END;
    known.minute = 0;
  }

  override toString(): string {
    return `${this.#days} days pass`;
  }
}

/** A source lists one no more, again, or at another saving. */
class List extends Command {
  readonly by = ["source"] as const;
  readonly #key: string;
  readonly #saving: number | null;

  constructor(key: string, saving: number | null) {
    super();
    this.#key = key;
    this.#saving = saving;
  }

  override act(known: Known, world: SavingsWorld): void {
    if (this.#saving === null) known.listed.delete(this.#key);
    else known.listed.set(this.#key, this.#saving);
    search(known, world);
  }

  override toString(): string {
    return `${this.#key} is listed at ${this.#saving}`;
  }
}

/** What was done is measured on the bill. */
class Measure extends Command {
  readonly by = ["measurement"] as const;

  override act(known: Known, world: SavingsWorld): void {
    world.measure(known.today);
    const once = seenIn(world, known);
    world.measure(known.today);
    expect(seenIn(world, known)).toEqual(once);
  }

  override toString(): string {
    return "it is measured";
  }
}

/** One is done, weeks pass, and it is measured, again and again: verified or not, and open again. */
class Weeks extends Command {
  readonly by = ["person", "measurement"] as const;
  readonly #parts: readonly Command[];

  constructor(done: Command) {
    super();
    const pass = [new Days(20), new Measure()];
    this.#parts = [done, ...pass, ...pass];
  }

  override act(known: Known, world: SavingsWorld): void {
    for (const part of this.#parts) part.run(known, world);
  }

  override toString(): string {
    return this.#parts.join(", then ");
  }
}

function search(known: Known, world: SavingsWorld): void {
  const listed = [...known.listed].map(([key, monthlySaving]) =>
    recommendation(key, {
      resourceId: key.split(" ").at(-1) ?? null,
      kind: key.startsWith("delete") ? "delete-idle" : "rightsize",
      monthlySaving,
    }),
  );
  world.list(known.today, ...listed);
  known.searched.clear();
  for (const key of known.listed.keys()) known.searched.add(key);
}

const said = fc.record({
  id: fc.integer({ min: 0, max: 80 }),
  person: fc.constantFrom(...PEOPLE),
  number: fc.constantFrom(1, 2, 3),
});
const input = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ decision: "accept" }) },
  { weight: 3, arbitrary: fc.constant({ decision: "done" }) },
  fc.constantFrom("approve", "decline", "reopen", "undo").map((decision) => ({ decision })),
  fc.constant({ decision: "dismiss", reason: "planned" }),
  fc.integer({ min: 1, max: 20 }).map((days) => ({ decision: "snooze", days })),
  fc.integer({ min: 320, max: 500 }).map((above) => ({ decision: "snooze", above })),
  fc.constantFrom(...PEOPLE, null).map((to) => ({ to })),
);
const saving = fc.option(fc.integer({ min: 50, max: 600 }), { freq: 3 });
const commands = fc.commands(
  [
    fc.tuple(said, input).map((given) => new Press(...given)),
    fc.tuple(said, input).map((given) => new Press(...given)),
    fc.integer({ min: 1, max: 25 }).map((days) => new Days(days)),
    fc
      .tuple(fc.constantFrom(...KEYS.map(([key]) => key)), saving)
      .map((given) => new List(...given)),
    fc.constant(new Measure()),
    said.map((one) => new Weeks(new Press(one, { decision: "done" }))),
  ],
  { maxCommands: 60, size: "max" },
);
/** What each volume costs a day, from these days on. */
const course = fc.oneof(
  fc.constantFrom([10, 0, 0, 10], [10, 10, 0, 0]),
  fc.array(fc.constantFrom(0, 4, 10), { minLength: 4, maxLength: 4 }),
);
const TURNS = ["2026-07-01", "2026-08-28", "2026-09-20", "2026-10-15"] as const;

// biome-ignore lint/style/noProcessEnv: TALLY_ORDERS=500 asks the tests for more, not Tally.
const MORE = process.env["TALLY_ORDERS"];
/** So few that other ones might not come to every step. */
const FEW = { numRuns: 30, seed: 1 };

/** Steps that the sequences have to come to, or they show nothing. */
const REACHED = [
  ...["accept", "request-approval", "done", "snooze", "dismiss", "assign"].map(
    (kind) => `person ${kind}`,
  ),
  ...["source gone", "source back"],
  ...["measurement verify true", "measurement verify false", "measurement reopen"],
];

test("any order of presses, retries, searches, days and measuring keeps the promises of a life", async () => {
  const reached = new Set<string>();
  const property = fc.asyncProperty(course, course, commands, async (one, other, given) => {
    const costOf = (amounts: readonly number[]) => (day: Day) =>
      amounts[TURNS.findLastIndex((turn) => turn <= day)] ?? 0;
    const world = new SavingsWorld();
    try {
      await world.load([
        { id: "rest", cost: () => 200 },
        { id: "vol-1", cost: costOf(one) },
        { id: "vol-2", cost: costOf(other) },
      ]);
      const known: Known = {
        today: START,
        minute: 0,
        listed: new Map(KEYS),
        searched: new Set(),
      };
      search(known, world);
      fc.modelRun(() => ({ model: known, real: world }), given);
      for (const { steps } of seenIn(world, known)) {
        for (const { by, what } of steps) {
          const outcome = what.kind === "verify" ? ` ${what.isVerified}` : "";
          reached.add(`${by.kind} ${what.kind}${outcome}`);
        }
      }
    } finally {
      world.close();
    }
  });
  await fc.assert(property, MORE === undefined ? FEW : { numRuns: Number(MORE) });
  expect([...reached]).toEqual(expect.arrayContaining([...REACHED]));
}, 120_000);
