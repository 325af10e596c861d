import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clock } from "#src/adapters/teams/clock";
import { Outbox } from "#src/adapters/teams/outbox";
import { type TeamsHost, TeamsSendError } from "#src/adapters/teams/teams-host";
import { Throttle } from "#src/adapters/teams/throttle";
import type { TeamsConversation } from "#src/chat/ports";

const place: TeamsConversation = {
  conversationId: "a:1",
  serviceUrl: "https://smba.trafficmanager.net/",
  tenantId: "t",
  scope: "personal",
};
const RATES = [
  [7, 1000],
  [8, 2000],
  [60, 30_000],
  [1800, 3_600_000],
] as const;

/** A clock that is as late as somebody waited for. */
function clockOfWaits(): Clock & { readonly waits: number[] } {
  let time = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    async wait(milliseconds) {
      time += milliseconds;
      if (milliseconds > 0) waits.push(milliseconds);
    },
  };
}

interface Attempt {
  readonly conversationId: string;
  readonly text: unknown;
  readonly at: number;
}

/** A host that refuses with the given statuses first. */
function hostThat(refusals: (TeamsSendError | Error)[], clock: Clock) {
  const attempts: Attempt[] = [];
  const host: TeamsHost = {
    listen: async () => undefined,
    async post({ conversationId }, activity) {
      attempts.push({ conversationId, text: activity["text"], at: clock.now() });
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
      return `m${attempts.length}`;
    },
    update: async () => undefined,
    members: async () => ({ members: [], continuation: undefined }),
    member: async () => ({ id: "" }),
    openPersonal: async () => place,
  };
  return { host, attempts };
}

function outboxOver(refusals: (TeamsSendError | Error)[]) {
  const clock = clockOfWaits();
  const { host, attempts } = hostThat(refusals, clock);
  const counted: string[] = [];
  const outbox = new Outbox({
    host,
    clock,
    isServiceUrl: (url) => url.startsWith("https://smba.trafficmanager.net/"),
    counts: {
      sent: (_platform, outcome) => counted.push(outcome),
      retried: () => counted.push("retried"),
      rateLimited: () => counted.push("rate-limited"),
    },
  });
  return { outbox, clock, attempts, counted };
}

const says = (text: string) => ({ type: "message", text });

describe("Outbox", () => {
  test("waits as long as Teams asks for, then tries again before what comes later", async () => {
    const { outbox, clock, attempts, counted } = outboxOver([new TeamsSendError(429, "3")]);
    const ids = await Promise.all([
      outbox.post(place, says("first")),
      outbox.post(place, says("second")),
    ]);
    expect(ids).toEqual(["m2", "m3"]);
    expect(attempts.map(({ text }) => text)).toEqual(["first", "first", "second"]);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(3000);
    expect(clock.waits[0]).toBeLessThan(3500);
    expect(counted).toEqual(["rate-limited", "ok", "ok"]);
  });

  test.each([412, 429, 502, 504])("tries again after %i, later each time", async (status) => {
    const refusals = Array.from({ length: 5 }, () => new TeamsSendError(status, undefined));
    const { outbox, clock, attempts } = outboxOver(refusals);
    await outbox.post(place, says("x"));
    expect(attempts).toHaveLength(6);
    const [first = 0, , , , last = 0] = clock.waits;
    expect(last).toBeGreaterThan(4 * first);
  });

  test("gives up after six attempts, and goes on with what comes later", async () => {
    const refusals = Array.from({ length: 6 }, () => new TeamsSendError(502, undefined));
    const { outbox, attempts, counted } = outboxOver(refusals);
    const first = outbox.post(place, says("first"));
    const second = outbox.post(place, says("second"));
    await expect(first).rejects.toThrow("502");
    await expect(second).resolves.toBe("m7");
    expect(attempts).toHaveLength(7);
    expect(counted.filter((outcome) => outcome === "failed")).toHaveLength(1);
  });

  test.each([
    new TeamsSendError(403, undefined),
    new TeamsSendError(413, undefined),
    new TeamsSendError(null, undefined),
    new TypeError("a bug"),
  ])("doesn't try again after %s, which may have been taken", async (refusal) => {
    const { outbox, attempts } = outboxOver([refusal]);
    await expect(outbox.post(place, says("x"))).rejects.toBe(refusal);
    expect(attempts).toHaveLength(1);
  });

  test("sends nothing to a host that isn't Teams'", async () => {
    const { outbox, attempts } = outboxOver([]);
    const foreign = { ...place, serviceUrl: "https://evil.example/" };
    await expect(outbox.post(foreign, says("x"))).rejects.toThrow("isn't Teams'");
    await expect(outbox.update(foreign, "m1", says("x"))).rejects.toThrow("isn't Teams'");
    await expect(outbox.openPersonal(foreign, "29:x")).rejects.toThrow("isn't Teams'");
    expect(attempts).toHaveLength(0);
  });

  test("one conversation that waits holds up no other", async () => {
    const { outbox, attempts } = outboxOver([]);
    const other = { ...place, conversationId: "a:2" };
    const texts = Array.from({ length: 9 }, (_, at) => `${at}`);
    await Promise.all([
      ...texts.map((text) => outbox.post(place, says(text))),
      outbox.post(other, says("other")),
    ]);
    const at = (conversationId: string) =>
      attempts.filter((attempt) => attempt.conversationId === conversationId);
    expect(at("a:1").map(({ text }) => text)).toEqual(texts);
    expect(at("a:2")[0]?.at).toBe(0);
  });
});

describe("Throttle", () => {
  test("stays below each of Teams' rates, and waits no longer than it must", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 200 }), (pauses) => {
        const throttle = new Throttle();
        const sent: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const delay = throttle.delayAt(now);
          if (delay > 0) expect(isAllowed(sent, now + delay - 1)).toBe(false);
          now += delay;
          expect(isAllowed(sent, now)).toBe(true);
          throttle.sentAt(now);
          sent.push(now);
        }
      }),
      { numRuns: 60 },
    ));

  test("takes seven at once, the eighth a second later, the ninth after two", () => {
    const throttle = new Throttle();
    const times: number[] = [];
    let now = 0;
    for (let count = 0; count < 9; count += 1) {
      now += throttle.delayAt(now);
      throttle.sentAt(now);
      times.push(now);
    }
    expect(times).toEqual([0, 0, 0, 0, 0, 0, 0, 1000, 2000]);
    expect(throttle.isIdleAt(2000)).toBe(false);
    expect(throttle.isIdleAt(2000 + 3_600_001)).toBe(true);
  });
});

/** Whether one more at `now` breaks none of the rates. */
function isAllowed(sent: readonly number[], now: number): boolean {
  return RATES.every(
    ([requests, milliseconds]) => sent.filter((at) => at > now - milliseconds).length < requests,
  );
}
