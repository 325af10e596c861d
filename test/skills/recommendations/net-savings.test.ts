import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { netSavings } from "#skills/recommendations/net-savings";
import type { Recommendation } from "#src/recommendations/recommendation";
import { recommendation } from "../../recommendations/example.ts";

const about = (key: string, resourceId: string, monthlySaving: number, part = {}) =>
  recommendation(key, { resourceId, monthlySaving, ...part });
const group = (key: string, covers: string[], monthlySaving: number, monthlyCost: number) =>
  recommendation(key, { resourceId: null, covers, monthlySaving, monthlyCost });

function netsOf(...recommendations: readonly Recommendation[]): number[] {
  const nets = netSavings(recommendations);
  return recommendations.map((one) => nets.get(one) ?? Number.NaN);
}

describe("savings beside each other", () => {
  test("of different kinds on one resource the largest counts, however the resource is spelled", () => {
    const arn = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1";
    const rightsize = about("rightsize", arn, 60, { kind: "rightsize" });
    const deleted = about("delete", "i-1", 100, { kind: "delete-idle" });
    expect(netsOf(rightsize, deleted)).toEqual([0, 100]);
    const azure = ["/subscriptions/A/vm", "/Subscriptions/a/VM"];
    expect(netsOf(...azure.map((id, at) => about(id, id, 10 + at)))).toEqual([0, 11]);
  });

  test("of many resources what others leave of their cost counts", () => {
    const newer = group("newer", ["i-1", "i-2", "i-3", "i-4"], 40, 400);
    expect(netsOf(newer)).toEqual([40]);
    expect(netsOf(newer, about("off", "i-1", 60))).toEqual([34, 60]);
    expect(netsOf(newer, ...newer.covers.map((id) => about(id, id, 100)))[0]).toBe(0);
  });

  test("in other money, or without a resource, nothing is taken from another", () => {
    const dollars = about("a", "i-1", 10);
    const euros = about("b", "i-1", 9, { currency: "EUR" });
    const plan = recommendation("plan", { resourceId: null, monthlySaving: 50 });
    expect(netsOf(dollars, euros, plan)).toEqual([10, 9, 50]);
  });

  test("are never more than they are, nor than the resources cost, in any order", () => {
    const ids = ["a", "b", "c"];
    const amount = fc.integer({ min: 1, max: 100 });
    const one = fc.record({ id: fc.constantFrom(...ids), monthlySaving: amount });
    const many = fc.record({
      covers: fc.subarray(ids, { minLength: 1 }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const property = fc.property(fc.array(one), fc.array(many), (single, groups) => {
      const all = [
        ...single.map(({ id, monthlySaving }, at) => about(`one ${at}`, id, monthlySaving)),
        ...groups.map(({ covers, share }, at) => {
          const monthlyCost = 100 * covers.length;
          return group(`many ${at}`, covers, monthlyCost * share, monthlyCost);
        }),
      ];
      const nets = netsOf(...all);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      nets.forEach((net, at) => {
        expect(net).toBeGreaterThanOrEqual(0);
        expect(net).toBeLessThanOrEqual(all[at]?.monthlySaving ?? 0);
      });
      // Each of the resources costs 100 a month.
      expect(sum(nets)).toBeLessThanOrEqual(100 * ids.length + 1e-6);
      expect(sum(netsOf(...all.toReversed()))).toBeCloseTo(sum(nets), 6);
    });
    fc.assert(property);
  });
});
