import { describe, expect, test } from "vitest";
import {
  lastListing,
  mayTake,
  type Step,
  type StepBy,
  type StepWhat,
  standingAfter,
  undoableStep,
} from "#src/recommendations/life";

const ann: StepBy = { kind: "person", person: "ann@example.com", from: "slack" };
const bob: StepBy = { kind: "person", person: "bob@example.com", from: "teams" };
const source: StepBy = { kind: "source" };

function step(what: StepWhat, by: StepBy = ann, at = "2026-11-20T09:00:00.000Z"): Step {
  return { at, by, what, monthlySaving: 100, note: null };
}

const present = { today: "2026-11-20", monthlySaving: 100 };
const statusOf = (steps: readonly Step[], more: Partial<typeof present> = {}) =>
  standingAfter(steps, { ...present, ...more }).status;

const snooze: StepWhat = { kind: "snooze", until: "2026-12-01", above: null };
const dismiss: StepWhat = { kind: "dismiss", reason: "planned" };

describe("the life of a recommendation", () => {
  test("is open until something happens", () => {
    expect(standingAfter([], present)).toEqual({ status: "open", owner: null, step: null });
  });

  test("goes from accepted to done to verified, and opens again when the cost is back", () => {
    const steps = [
      step({ kind: "accept" }),
      step({ kind: "done" }),
      step({ kind: "verify", isVerified: true }, { kind: "measurement" }),
    ];
    expect(steps.map((_, at) => statusOf(steps.slice(0, at + 1)))).toEqual([
      "accepted",
      "done",
      "verified",
    ]);
    const back = step({ kind: "reopen", cause: "The cost is back." }, { kind: "measurement" });
    expect(statusOf([...steps, back])).toBe("open");
  });

  test("a snooze ends on its day, not before", () => {
    expect(statusOf([step(snooze)], { today: "2026-11-30" })).toBe("snoozed");
    expect(statusOf([step(snooze)], { today: "2026-12-01" })).toBe("open");
  });

  test("a snooze ends once it would save more than was said", () => {
    const steps = [step({ kind: "snooze", until: null, above: 500 })];
    expect(statusOf(steps, { monthlySaving: 500, today: "2030-01-01" })).toBe("snoozed");
    expect(statusOf(steps, { monthlySaving: 500.01 })).toBe("open");
  });

  test("an approval that nobody gives in time leaves it open", () => {
    const steps = [step({ kind: "request-approval", expires: "2026-11-21" })];
    expect(statusOf(steps, { today: "2026-11-21" })).toBe("awaiting-approval");
    expect(statusOf(steps, { today: "2026-11-22" })).toBe("open");
    expect(statusOf([...steps, step({ kind: "approve" }, bob)])).toBe("accepted");
    expect(statusOf([...steps, step({ kind: "decline" }, bob)])).toBe("open");
  });

  test("what the source lists no more is gone, but decisions outlive that", () => {
    const gone = step({ kind: "gone" }, source);
    const back = step({ kind: "back" }, source);
    expect(statusOf([gone])).toBe("gone");
    expect(statusOf([gone, back])).toBe("open");
    expect(statusOf([step(snooze), gone])).toBe("gone");
    expect(statusOf([step(snooze), gone, back])).toBe("snoozed");
    expect(statusOf([step({ kind: "accept" }), gone])).toBe("accepted");
    expect(statusOf([step(dismiss), gone])).toBe("dismissed");
    expect(lastListing([gone, back, step(dismiss)])).toBe(back);
  });

  test("what is opened again is open, also where its source lists it no more", () => {
    const gone = step({ kind: "gone" }, source);
    const reopened = step({ kind: "reopen", cause: "The cost is back." }, { kind: "measurement" });
    const before = [
      step({ kind: "accept" }),
      gone,
      step({ kind: "done" }),
      step({ kind: "verify", isVerified: true }, { kind: "measurement" }),
    ];
    expect(statusOf([...before, reopened])).toBe("open");
    expect(statusOf([...before, reopened, step({ kind: "back" }, source), gone])).toBe("gone");
    expect(statusOf([step(dismiss), step({ kind: "reopen", cause: "asked for" }), gone])).toBe(
      "gone",
    );
    expect(statusOf([step(dismiss), gone, step({ kind: "reopen", cause: "asked for" })])).toBe(
      "open",
    );
  });

  test("the owner is the last one that it was given to", () => {
    const steps = [
      step({ kind: "assign", owner: "ann@example.com" }),
      step({ kind: "accept" }),
      step({ kind: "assign", owner: "bob@example.com" }),
    ];
    expect(standingAfter(steps, present).owner).toBe("bob@example.com");
    const released = step({ kind: "assign", owner: null });
    expect(standingAfter([...steps, released], present).owner).toBeNull();
  });

  test("undo takes back the last step of a person, and only that", () => {
    const steps = [step({ kind: "accept" }), step(dismiss, bob), step({ kind: "gone" }, source)];
    expect(statusOf([...steps, step({ kind: "undo" }, bob)])).toBe("accepted");
    expect(statusOf([...steps, step({ kind: "undo" }, bob), step({ kind: "undo" })])).toBe("gone");
  });

  test("only the one who took the last step may take it back, for ten minutes", () => {
    const accepted = step({ kind: "accept" });
    const at = (time: string) => new Date(`2026-11-20T${time}Z`);
    expect(undoableStep([accepted], "ann@example.com", at("09:10:00"))).toBe(accepted);
    expect(undoableStep([accepted], "ann@example.com", at("09:10:01"))).toBeNull();
    expect(undoableStep([accepted], "bob@example.com", at("09:01:00"))).toBeNull();
    const steps = [accepted, step(dismiss, bob)];
    expect(undoableStep(steps, "ann@example.com", at("09:01:00"))).toBeNull();
    const undone = [...steps, step({ kind: "undo" }, bob)];
    expect(undoableStep(undone, "ann@example.com", at("09:01:00"))).toBe(accepted);
  });

  test("closed ones can't be accepted, dismissed or snoozed without being opened first", () => {
    const verified = standingAfter(
      [step({ kind: "done" }), step({ kind: "verify", isVerified: true })],
      present,
    );
    expect(mayTake(verified, { kind: "accept" })).toBe(false);
    expect(mayTake(verified, dismiss)).toBe(false);
    expect(mayTake(verified, snooze)).toBe(false);
    expect(mayTake(verified, { kind: "reopen", cause: "" })).toBe(true);
    const gone = standingAfter([step({ kind: "gone" }, source)], present);
    expect(mayTake(gone, { kind: "accept" })).toBe(false);
    expect(mayTake(gone, { kind: "assign", owner: null })).toBe(true);
  });
});
