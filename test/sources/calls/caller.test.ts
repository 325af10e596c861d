import { describe, expect, test } from "vitest";
import { CallError } from "#src/sources/calls/call-error";
import { Caller, type CallLimits } from "#src/sources/calls/caller";

/** A caller whose clock only moves by waiting. */
function makeCaller(limits: Partial<CallLimits> = {}, chance = 1 - Number.EPSILON) {
  const waits: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    wait: async (milliseconds: number) => {
      waits.push(Math.round(milliseconds));
      now += milliseconds;
    },
    random: () => chance,
  };
  return { caller: new Caller(clock, { callsPerSecond: 1e9, ...limits }), waits };
}

function failing(times: number, error: CallError) {
  let left = times;
  return async () => {
    if (left-- > 0) throw error;
    return "answer";
  };
}

const unavailable = new CallError("unavailable", { reason: "503" });

describe("calls", () => {
  test("wait longer each time, up to the longest wait", async () => {
    const { caller, waits } = makeCaller({ longestWait: 1500, attempts: 6 });
    expect(await caller.call("x", failing(4, unavailable))).toBe("answer");
    expect(waits).toEqual([500, 1000, 1500, 1500]);
    expect(caller.usage).toEqual({ calls: 5, cost: 0 });
  });

  test("wait for some of that by chance, and at least as long as asked", async () => {
    const { caller, waits } = makeCaller({}, 0.5);
    const throttled = new CallError("throttled", { reason: "429", retryAfter: 7000 });
    await caller.call("x", failing(2, throttled));
    expect(waits).toEqual([7250, 7500]);
  });

  test("end when the run has waited enough", async () => {
    const { caller, waits } = makeCaller({ waitBudget: 1000 });
    await expect(caller.call("Reading x", failing(9, unavailable))).rejects.toThrow(
      "Reading x: It gives no usable answer (503).",
    );
    expect(waits).toEqual([500]);
  });

  test.each(["denied", "missing", "changed", "refused"] as const)(
    "aren't repeated when %s",
    async (failure) => {
      const { caller } = makeCaller();
      const error = new CallError(failure, { reason: "4xx" });
      await expect(caller.call("x", failing(1, error))).rejects.toThrow(CallError);
      expect(caller.usage.calls).toBe(1);
    },
  );

  test("are repeated once with new credentials", async () => {
    const { caller } = makeCaller();
    const error = new CallError("unauthenticated", { reason: "401" });
    let renewals = 0;
    const options = { onUnauthenticated: () => renewals++ };
    expect(await caller.call("x", failing(1, error), options)).toBe("answer");
    await expect(caller.call("x", failing(2, error), options)).rejects.toThrow("renew them");
    expect(renewals).toBe(3);
  });

  test("keep their pace, and add up what they cost", async () => {
    const { caller, waits } = makeCaller({ callsPerSecond: 4 });
    for (let call = 0; call < 3; call++) await caller.call("x", async () => call, { price: 0.01 });
    expect(waits).toEqual([250, 250]);
    expect(caller.usage.cost).toBeCloseTo(0.03);
  });

  test("wait for another limiter before each try, however long, and not at all where it refuses", async () => {
    const { caller } = makeCaller({ silence: 20 });
    let turns = 0;
    const before = async () => {
      turns++;
      await new Promise((resolve) => setTimeout(resolve, 40));
    };
    expect(await caller.call("x", failing(2, unavailable), { before })).toBe("answer");
    expect(turns).toBe(3);
    const refused = new Error("no turn");
    const never = async () => {
      throw new Error("It isn't asked.");
    };
    const call = caller.call("x", never, { before: () => Promise.reject(refused) });
    await expect(call).rejects.toBe(refused);
    expect(caller.usage.calls).toBe(3);
  });

  test("end when nothing arrives, but not while something does", async () => {
    const { caller } = makeCaller({ silence: 60, attempts: 1 });
    const pause = (milliseconds: number) =>
      new Promise((resolve) => setTimeout(resolve, milliseconds));
    const silent = caller.call("x", ({ signal }) => {
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason)),
      );
    });
    await expect(silent).rejects.toThrow("nothing arrived for 0 s");
    const slow = caller.call("x", async ({ signal, alive }) => {
      for (let part = 0; part < 5; part++) {
        await pause(30);
        alive();
      }
      return signal.aborted;
    });
    expect(await slow).toBe(false);
  });
});
