import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Access } from "#src/access";
import { type PeopleBook, type Person, peopleListed } from "#src/people/person";
import { personOf } from "#src/people/person-config";
import { type Reach, SharedScopes } from "#src/shared-scope";
import type { Filter } from "#src/store/cost-query";
import type { Limits } from "#src/store/scope";
import { isSeen, scopeArbitraries } from "./store/charge-oracle.ts";
import { plainRow, teamDimension, withBill } from "./store/store-with-bill.ts";

const emailOf = (at: number) => `p${at}@example.com`;

function bookOf(limits: readonly Limits[]): PeopleBook {
  return peopleListed(
    limits.map((one, at): Person => ({ ...personOf({ email: emailOf(at) }), limits: one })),
  );
}

async function withScopes(check: (of: (book: PeopleBook) => SharedScopes) => void): Promise<void> {
  await withBill([plainRow], [teamDimension()], (store) => {
    check((book) => new SharedScopes(new Access(store, book), book));
  });
}

/** Whether a charge that is seen so shows a reach to be wrong. */
function isRefutedBy(reach: Reach, isOwn: boolean, isOthers: boolean): boolean {
  if (!isOwn || reach === "part") return false;
  return reach === "all" ? !isOthers : isOthers;
}

const { charge, limits } = scopeArbitraries({
  team: ["payments", "data", "web"],
  ServiceName: ["EC2", "S3"],
  RegionId: ["us", "eu"],
});

describe("what people have in common", () => {
  test("is what each of them sees, charge by charge", () =>
    withScopes((of) => {
      fc.assert(
        fc.property(fc.array(limits, { minLength: 1, maxLength: 4 }), charge, (all, one) => {
          const common = of(bookOf(all)).common(all.map((_, at) => emailOf(at)));
          const isSeenByAll = all.every((each) => isSeen(one, each));
          // Nothing in common, or no telling, is told alone.
          if (common !== null) expect(isSeen(one, common)).toBe(isSeenByAll);
        }),
        { numRuns: 1000 },
      );
    }));

  test("leaves nothing out that is said to lie within, and nothing in common where it says so", () =>
    withScopes((of) => {
      fc.assert(
        fc.property(limits, limits, charge, (own, other, one) => {
          const scopes = of(bookOf([own, other]));
          const shared = scopes.common([emailOf(1)]);
          if (shared === null) return;
          const reach = scopes.reach(emailOf(0), shared);
          expect(isRefutedBy(reach, isSeen(one, own), isSeen(one, other))).toBe(false);
          expect(scopes.reach(emailOf(1), shared)).toBe("all");
        }),
        { numRuns: 1000 },
      );
    }));

  test("isn't told where it is nothing, somebody is unknown, or it is too intricate", () =>
    withScopes((of) => {
      const either = (at: number): Limits => {
        const one = (dimension: string): Filter[] => [
          { dimension, operator: "contains", values: [`value ${at}`] },
        ];
        return { allowed: [one("team"), one("ServiceName")], denied: [] };
      };
      const many = Array.from({ length: 12 }, (_, at) => either(at));
      const emails = many.map((_, at) => emailOf(at));
      const scopes = of(bookOf(many));
      expect(scopes.common(emails.slice(0, 3))?.allowed).toHaveLength(8);
      expect(scopes.common(emails)).toBe(null);
      expect(scopes.common([emailOf(0), "eve@example.com"])).toBe(null);
      expect(scopes.common([])).toBe(null);
      expect(scopes.common([null])?.allowed).toEqual([[]]);
      expect(scopes.reach("eve@example.com", scopes.ofTeam("data"))).toBe("nothing");
    }));
});
