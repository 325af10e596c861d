import { addDays, type Day } from "#src/focus/day";
import type { StepBy, StepWhat } from "#src/recommendations/life";
import type { RecommendationStatus } from "#src/recommendations/recommendation";

/** A step that somebody of the company took, or that was measured. */
export interface DemoStep {
  /** Days before the clock's day. */
  readonly daysAgo: number;
  readonly by: StepBy;
  readonly what: StepWhat;
  readonly note: string | null;
}

/** What became of a recommendation. */
export interface DemoDecision {
  readonly kind: string;
  /** The name of its resource, or a part of its key. */
  readonly about: string;
  readonly steps: readonly DemoStep[];
  /** Where it stands on the clock's day. */
  readonly status: RecommendationStatus;
}

const maya = stepsOf("maya");
const jonas = stepsOf("jonas");
const lena = stepsOf("lena");
const omar = stepsOf("omar");

const accept = { kind: "accept" } as const;
const done = { kind: "done" } as const;

/** What the company did about recommendations in the five weeks before a clock's day: every state occurs. */
export function demoDecisions(today: Day): readonly DemoDecision[] {
  return [
    {
      kind: "delete-idle",
      about: "spare-index",
      steps: [maya(33, accept), maya(23, done), measured(5, true, "Its charges ended.")],
      status: "verified",
    },
    {
      kind: "delete-idle",
      about: "old-search-shard-2",
      steps: [
        lena(30, accept),
        lena(21, done, "Deleted with the old cluster."),
        measured(6, false, "It costs as much as before."),
      ],
      status: "not-verified",
    },
    {
      kind: "modernise",
      about: "mobile-state",
      steps: [jonas(14, accept)],
      status: "accepted",
    },
    {
      kind: "modernise",
      about: "ingest-buffer-2",
      steps: [lena(12, accept), lena(3, done)],
      status: "done",
    },
    {
      kind: "storage-class",
      about: "northwind-datasets",
      steps: [
        omar(11, { kind: "assign", owner: "lena@northwind.example" }),
        lena(10, accept, "With the next retention review."),
      ],
      status: "accepted",
    },
    {
      kind: "delete-idle",
      about: "detached-disk",
      steps: [omar(4, { kind: "assign", owner: "jonas@northwind.example" })],
      status: "open",
    },
    ...putOff(today),
    ...turnedDown(),
    { kind: "delete-idle", about: "load-test-cache", steps: [], status: "gone" },
  ];
}

function putOff(today: Day): readonly DemoDecision[] {
  const until = (days: number): StepWhat => ({
    kind: "snooze",
    until: addDays(today, days),
    above: null,
  });
  return [
    {
      kind: "buy-commitment",
      about: "AWS/rds",
      steps: [omar(1, { kind: "request-approval", expires: addDays(today, 6) })],
      status: "awaiting-approval",
    },
    {
      kind: "schedule",
      about: "dev-db",
      steps: [maya(8, until(20), "After the migration rehearsal.")],
      status: "snoozed",
    },
    {
      kind: "cheaper-model",
      about: "gpt-5",
      steps: [jonas(6, until(10))],
      status: "snoozed",
    },
    {
      kind: "rightsize",
      about: "siem-1",
      steps: [jonas(7, { kind: "snooze", until: null, above: 900 })],
      status: "snoozed",
    },
  ];
}

function turnedDown(): readonly DemoDecision[] {
  const dismiss = (reason: Extract<StepWhat, { kind: "dismiss" }>["reason"]) =>
    ({ kind: "dismiss", reason }) as const;
  return [
    {
      kind: "delete-idle",
      about: "warehouse-before-migration",
      steps: [lena(20, dismiss("needed-for-peak-or-recovery"), "Kept until the audit is over.")],
      status: "dismissed",
    },
    {
      kind: "reduce-logging",
      about: "logs-security",
      steps: [omar(16, dismiss("not-relevant"), "Security has to keep all of it.")],
      status: "dismissed",
    },
    {
      kind: "delete-idle",
      about: "nat-staging",
      steps: [maya(15, dismiss("other"), "Load tests of the new network begin next month.")],
      status: "dismissed",
    },
    {
      kind: "rightsize",
      about: "login-1",
      steps: [jonas(5, dismiss("wrong-estimate"), "Mornings need all of it.")],
      status: "dismissed",
    },
  ];
}

/** What a person of the company does in Slack. */
function stepsOf(name: string) {
  const by: StepBy = { kind: "person", person: `${name}@northwind.example`, from: "slack" };
  return (daysAgo: number, what: StepWhat, note: string | null = null): DemoStep =>
    step(daysAgo, by, what, note);
}

function measured(daysAgo: number, isVerified: boolean, note: string): DemoStep {
  return step(daysAgo, { kind: "measurement" }, { kind: "verify", isVerified }, note);
}

function step(daysAgo: number, by: StepBy, what: StepWhat, note: string | null): DemoStep {
  return { daysAgo, by, what, note };
}
