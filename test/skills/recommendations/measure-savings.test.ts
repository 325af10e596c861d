import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { standingAfter } from "#src/recommendations/life";
import { recommendation } from "../../recommendations/example.ts";
import { SavingsWorld } from "./savings-world.ts";

const MONTH = 365 / 12;

describe("measured savings", () => {
  let world: SavingsWorld;
  beforeEach(() => {
    world = new SavingsWorld();
  });
  afterEach(() => world.close());

  const rest = { id: "rest", cost: () => 200 };
  const until = (day: string, before: number, after: number) => (on: string) =>
    on < day ? before : after;
  const status = (number: number, today: string) =>
    standingAfter(world.held(number, today).steps, { today, monthlySaving: 100 }).status;
  const deleted = recommendation("vol-1", { monthlySaving: 10 * MONTH });

  test("are verified after two weeks of complete days, once, with figures and how they were measured", async () => {
    await world.load([rest, { id: "vol-1", cost: until("2026-10-10", 10, 0) }]);
    world.list("2026-10-01", deleted);
    world.act(1, "2026-10-08", { kind: "accept" });
    world.act(1, "2026-10-10", { kind: "done" });
    expect(world.measure("2026-10-26")).toEqual([]);
    const [step, ...others] = world.measure("2026-10-28");
    expect(others).toEqual([]);
    expect(step).toMatchObject({ actionId: "measure:1:2026-10-28" });
    const what = step?.step.what;
    expect(what).toMatchObject({
      kind: "verify",
      isVerified: true,
      measured: { since: "2026-10-10", from: "2026-10-12", through: "2026-10-25", otherCauses: [] },
    });
    const measured = what?.kind === "verify" ? what.measured : undefined;
    expect((measured?.monthlySaving ?? 0) / MONTH).toBeCloseTo(10, 0);
    expect(measured?.low).toBeLessThanOrEqual(10 * MONTH);
    expect(measured?.high).toBeGreaterThanOrEqual(10 * MONTH);
    expect(status(1, "2026-10-28")).toBe("verified");
    expect(world.measure("2026-10-28")).toEqual([]);
    expect(world.measure("2026-10-29")).toEqual([]);
  });

  test("aren't verified where the cost stays", async () => {
    await world.load([rest, { id: "vol-1", cost: () => 10 }]);
    world.list("2026-10-01", deleted);
    world.act(1, "2026-10-10", { kind: "done" });
    expect(world.measure("2026-10-28")).toMatchObject([
      { number: 1, step: { what: { kind: "verify", isVerified: false } } },
    ]);
    expect(status(1, "2026-10-28")).toBe("not-verified");
  });

  test("count what a lower price saves for the usage after it", async () => {
    const hours = until("2026-10-10", 24, 48);
    const cost = (day: string) => hours(day) * (day < "2026-10-10" ? 1 : 0.6);
    await world.load([rest, { id: "i-1", cost, hours }]);
    world.list("2026-10-01", recommendation("i-1", { kind: "rightsize", monthlySaving: 300 }));
    world.act(1, "2026-10-10", { kind: "done" });
    const [step] = world.measure("2026-10-28");
    const what = step?.step.what;
    const measured = what?.kind === "verify" ? what.measured : undefined;
    expect(measured?.by).toBe("usage");
    expect((measured?.monthlySaving ?? 0) / MONTH).toBeCloseTo(48 * 0.4, 0);
    expect(measured?.otherCauses).toEqual(["its usage changed (+100.0%)"]);
  });

  test("find out that what was accepted is done, where its source lists it no more and it costs less", async () => {
    await world.load([
      rest,
      { id: "vol-1", cost: until("2026-10-05", 10, 0) },
      { id: "vol-2", cost: () => 10 },
    ]);
    const kept = recommendation("vol-2", { monthlySaving: 10 * MONTH });
    world.list("2026-10-01", deleted, kept);
    world.act(1, "2026-10-01", { kind: "accept" });
    world.act(2, "2026-10-01", { kind: "accept" });
    world.list("2026-10-12");
    expect(world.measure("2026-10-14")).toEqual([]);
    expect(world.measure("2026-10-28")).toMatchObject([
      { number: 1, step: { what: { kind: "done", since: "2026-10-05" } } },
    ]);
    expect(status(1, "2026-10-28")).toBe("done");
    expect(world.measure("2026-10-29")).toMatchObject([
      { number: 1, step: { what: { kind: "verify", isVerified: true } } },
    ]);
    expect(status(2, "2026-10-29")).toBe("accepted");
  });

  test("open it again where the cost comes back", async () => {
    const cost = (day: string) => (day < "2026-09-01" || day >= "2026-10-15" ? 10 : 0);
    await world.load([rest, { id: "vol-1", cost }]);
    world.list("2026-08-20", deleted);
    world.act(1, "2026-09-01", { kind: "done" });
    world.measure("2026-09-20");
    expect(status(1, "2026-09-20")).toBe("verified");
    expect(world.measure("2026-10-10")).toEqual([]);
    const [step] = world.measure("2026-11-01");
    expect(step?.step.what).toMatchObject({
      kind: "reopen",
      cause: expect.stringContaining("Its cost came back: 30"),
    });
    expect(status(1, "2026-11-01")).toBe("open");
    expect(world.measure("2026-11-02")).toEqual([]);
  });

  test("count once what was done to the same charges at the same time", async () => {
    await world.load([rest, { id: "vol-1", cost: until("2026-10-10", 10, 0) }]);
    const smaller = recommendation("other way", { resourceId: "vol-1", monthlySaving: 100 });
    world.list("2026-10-01", smaller, deleted);
    world.act(1, "2026-10-09", { kind: "done" });
    world.act(2, "2026-10-12", { kind: "done" });
    const steps = world.measure("2026-11-01");
    expect(steps).toMatchObject([
      {
        number: 1,
        step: { what: { isVerified: false }, note: expect.stringContaining("counts for 2") },
      },
      { number: 2, step: { what: { isVerified: true } } },
    ]);
  });

  test("measure two changes of one thing each against the days just before it", async () => {
    const cost = (day: string) => (day < "2026-09-01" ? 30 : day < "2026-10-10" ? 20 : 0);
    await world.load([rest, { id: "vol-1", cost }]);
    const [first, second] = [
      recommendation("smaller", { resourceId: "vol-1", monthlySaving: 10 * MONTH }),
      recommendation("none", { resourceId: "vol-1", monthlySaving: 20 * MONTH }),
    ];
    world.list("2026-08-01", first, second);
    world.act(1, "2026-09-01", { kind: "done" });
    world.act(2, "2026-10-10", { kind: "done" });
    const savings = world
      .measure("2026-11-01")
      .map(({ step: { what } }) =>
        what.kind === "verify" ? Math.round((what.measured?.monthlySaving ?? 0) / MONTH) : null,
      );
    expect(savings).toEqual([10, 20]);
  });
});
