import { describe, expect, test } from "vitest";
import { CircuitBreaker } from "#src/router/model/circuit-breaker";
import { withRetries } from "#src/router/model/retries";
import { dailyTokenBudget } from "#src/router/model/token-budget";

describe("a day's tokens", () => {
  const morning = new Date("2026-11-20T08:00:00Z");

  test("are reserved and settled", () => {
    const budget = dailyTokenBudget(100);
    expect(budget.reserve(80, morning)).toBe(true);
    expect(budget.reserve(30, morning)).toBe(false);
    budget.settle(80, 50, morning);
    expect(budget.reserve(50, morning)).toBe(true);
    expect(budget.reserve(1, morning)).toBe(false);
  });

  test("begin anew at midnight UTC", () => {
    const budget = dailyTokenBudget(100);
    expect(budget.reserve(100, new Date("2026-11-20T23:59:59.999Z"))).toBe(true);
    expect(budget.reserve(100, new Date("2026-11-21T00:00:00Z"))).toBe(true);
  });
});

describe("a circuit breaker", () => {
  test("opens after failures in a row, and lets one try after a while", () => {
    const breaker = new CircuitBreaker(2, 1000);
    breaker.failed(0);
    breaker.succeeded();
    breaker.failed(0);
    expect(breaker.allows(1)).toBe(true);
    breaker.failed(1);
    expect(breaker.allows(1000)).toBe(false);
    expect(breaker.allows(1001)).toBe(true);
    expect(breaker.allows(1002)).toBe(false);
    breaker.succeeded();
    expect(breaker.allows(1003)).toBe(true);
  });
});

describe("retries", () => {
  const now = new Date("2026-11-20T09:00:00Z");
  const rules = {
    retries: 2,
    baseMilliseconds: 10,
    signal: new AbortController().signal,
    deadline: now.getTime() + 5_000,
    now: () => now,
    random: () => 1,
  };
  const failing = (...errors: readonly object[]) => {
    let attempts = 0;
    const attempt = async () => {
      const error = errors[attempts++];
      if (error !== undefined) throw Object.assign(new Error("failed"), error);
      return attempts;
    };
    return attempt;
  };

  test("wait twice as long each time", async () => {
    const begun = performance.now();
    expect(await withRetries(failing({ status: 500 }, { status: 502 }), rules)).toBe(3);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(28);
  });

  test("keep to a date in Retry-After", async () => {
    const headers = new Headers({ "retry-after": "Fri, 20 Nov 2026 09:00:06 GMT" });
    await expect(withRetries(failing({ status: 429, headers }), rules)).rejects.toThrow("failed");
    const past = new Headers({ "retry-after": "Fri, 20 Nov 2026 08:00:00 GMT" });
    expect(await withRetries(failing({ status: 429, headers: past }), rules)).toBe(2);
  });

  test("leave what can't pass", async () => {
    await expect(withRetries(failing({ status: 403 }), rules)).rejects.toThrow("failed");
  });

  test("end with the time limit", async () => {
    const signal = AbortSignal.timeout(20);
    const waiting = { ...rules, baseMilliseconds: 4_000, signal };
    const begun = performance.now();
    await expect(withRetries(failing({ status: 500 }), waiting)).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
