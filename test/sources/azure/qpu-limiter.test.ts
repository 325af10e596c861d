import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  QPU_WINDOWS,
  QpuLimiter,
  type QpuSpending,
  qpuLimiterOf,
} from "#src/sources/azure/qpu-limiter";
import { NotYetError } from "#src/sources/source";

const START = Date.parse("2026-11-25T09:00:00Z");

/** A clock that only moves by waiting. */
function makeClock() {
  let now = START;
  return {
    now: () => now,
    wait: async (milliseconds: number) => {
      now += milliseconds;
    },
    random: () => 0,
  };
}

/** The most that is taken within any half-open stretch of so long. */
function mostWithin(taken: readonly { at: number; units: number }[], milliseconds: number): number {
  const sums = taken.map(({ at: start }) =>
    taken
      .filter(({ at }) => at >= start && at < start + milliseconds)
      .reduce((sum, { units }) => sum + units, 0),
  );
  return Math.max(0, ...sums);
}

/** What is granted to calls in the order of a plan; a refused one is given up, as by a sync. */
async function follow(
  plan: readonly { units: number; pause: number; restarts: boolean }[],
): Promise<QpuSpending[]> {
  const clock = makeClock();
  let limiter = new QpuLimiter();
  const taken: QpuSpending[] = [];
  for (const { units, pause, restarts } of plan) {
    await clock.wait(pause);
    if (restarts) {
      const memory = limiter.memory(clock.now());
      limiter = new QpuLimiter();
      limiter.recall(memory, clock.now());
    }
    try {
      taken.push(await limiter.take(units, clock));
    } catch (error) {
      expect(error).toBeInstanceOf(NotYetError);
      await clock.wait(1_800_000);
    }
  }
  return taken;
}

const steps = fc.array(
  fc.record({
    units: fc.integer({ min: 1, max: 12 }),
    // Also just before a window lets go of what was taken.
    pause: fc.oneof(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom(0, 9_999, 59_999, 600_000, 3_599_999),
    ),
    restarts: fc.boolean(),
  }),
  { maxLength: 120 },
);

describe("the limit of cost queries", () => {
  test("is never passed in any window, over restarts too", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const taken = await follow(plan);
        for (const { milliseconds, units } of QPU_WINDOWS) {
          expect(mostWithin(taken, milliseconds)).toBeLessThanOrEqual(units);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is used up, not just kept", async () => {
    const clock = makeClock();
    const limiter = new QpuLimiter();
    for (let call = 0; call < 60; call++) await limiter.take(1, clock);
    expect(clock.now() - START).toBe(40_000);
    await limiter.take(1, clock);
    expect(clock.now() - START).toBe(60_000);
  });

  test("leaves to the next sync what is free in more than a minute", async () => {
    const clock = makeClock();
    const limiter = new QpuLimiter();
    for (let call = 0; call < 50; call++) await limiter.take(12, clock);
    await expect(limiter.take(1, clock)).rejects.toThrow(
      /^Azure's quota of cost queries for this tenant is used up for \d+ minutes$/,
    );
  });

  test("learns what a call really took", async () => {
    const clock = makeClock();
    const limiter = new QpuLimiter();
    const first = await limiter.take(1, clock);
    limiter.adjust(first, { "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed": "12" }, clock);
    await limiter.take(1, clock);
    expect(clock.now() - START).toBe(10_000);
  });

  test("learns what others of the tenant have taken, and forgets it again", async () => {
    const clock = makeClock();
    const limiter = new QpuLimiter();
    const first = await limiter.take(1, clock);
    const remaining = "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining";
    limiter.adjust(first, { [remaining]: "QueriesPerHour:577,QueriesPerMin:0" }, clock);
    await limiter.take(1, clock);
    expect(clock.now() - START).toBe(60_000);
    await limiter.take(11, clock);
    expect(clock.now() - START).toBe(60_000);
    const last = await limiter.take(1, clock);
    limiter.adjust(last, { [remaining]: "QueriesPerHour:0" }, clock);
    await expect(limiter.take(1, clock)).rejects.toThrow(NotYetError);
  });

  test("takes no harm from an unreadable memory, nor from one of the future", async () => {
    const clock = makeClock();
    const limiter = new QpuLimiter();
    for (const memory of ["", "{}", '[["x"]]', "nonsense"]) limiter.recall(memory, clock.now());
    limiter.recall(JSON.stringify([[START + 86_400_000, 12]]), clock.now());
    await limiter.take(1, clock);
    expect(clock.now() - START).toBe(10_000);
  });

  test("is one for all sources with the same credentials", () => {
    const environment = { AZURE_TENANT_ID: "t" };
    expect(qpuLimiterOf(environment)).toBe(qpuLimiterOf(environment));
    expect(qpuLimiterOf(environment)).not.toBe(qpuLimiterOf({ AZURE_TENANT_ID: "t" }));
  });
});
