import { addDays, type Day } from "#src/focus/day";
import type { StepWhat } from "#src/recommendations/life";
import { cleanedUpDecisions } from "./cleaned-up-decisions.ts";
import { accept, type DemoDecision, done, jonas, lena, maya, omar } from "./demo-step.ts";

export type { DemoDecision } from "./demo-step.ts";

/** What the company did about recommendations in the twelve weeks before a clock's day: every state occurs. */
export function demoDecisions(today: Day): readonly DemoDecision[] {
  return [
    ...cleanedUpDecisions(today),
    {
      kind: "delete-idle",
      about: "old-search-shard-2",
      steps: [lena(30, accept), lena(21, done, "Deleted with the old cluster.")],
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
