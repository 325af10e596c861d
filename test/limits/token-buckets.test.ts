import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TokenBuckets } from "#src/limits/token-buckets";

const MINUTE = 60_000;

describe("token buckets", () => {
  test("never give more than a full bucket and what flows in, and always what waitOf promises", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }),
        (perMinute, pauses) => {
          let now = 0;
          let taken = 0;
          const buckets = new TokenBuckets(perMinute, () => now);
          for (const pause of pauses) {
            now += pause;
            const wait = buckets.waitOf("ann");
            if (wait > 0) continue;
            buckets.take("ann");
            taken++;
          }
          expect(taken).toBeLessThanOrEqual(perMinute + (now * perMinute) / MINUTE + 1e-6);
          const wait = buckets.waitOf("ann");
          expect(wait).toBeLessThanOrEqual(MINUTE / perMinute + 1e-6);
          now += wait + 1e-6;
          expect(buckets.waitOf("ann")).toBe(0);
        },
      ),
    ));

  test("of one key don't empty another's", () => {
    const buckets = new TokenBuckets(1, () => 0);
    buckets.take("ann");
    expect(buckets.waitOf("ann")).toBe(MINUTE);
    expect(buckets.waitOf("bob")).toBe(0);
  });

  test("of keys that come once take no memory for ever", () => {
    let now = 0;
    const buckets = new TokenBuckets(60, () => now);
    for (let at = 0; at < 50_000; at++) {
      now += 1;
      // Bob takes all that he gets, so that he is to be remembered.
      if (buckets.waitOf("bob") === 0) buckets.take("bob");
      buckets.take(`stranger ${at}`);
      expect(buckets.kept).toBeLessThan(20_000);
    }
    expect(buckets.waitOf("bob")).toBeGreaterThan(0);
  });
});
