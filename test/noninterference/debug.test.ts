import { test } from "vitest";
import { randomNumbers } from "#data/sample/random";
import { isSeen } from "../store/charge-oracle.ts";
import { ASKER, rememberRecommendations, TODAY, withCompanies } from "./company.ts";
import { chargeOf, demoLines } from "./demo-charges.ts";
import { withHiddenChanged } from "./hidden-changes.ts";

const LINES = demoLines(TODAY, "2026-08-01");
test("debug", async () => {
  const random = randomNumbers(1459092493);
  const charges = LINES.filter(() => random() < 0.15).flat();
  const limits = {"allowed":[[{"dimension":"x_Source","operator":"in" as const,"values":["aws"]},{"dimension":"tag:cost-center","operator":"not_in" as const,"values":["CC-1220"]}]],"denied":[]};
// consume as the test does
  const { questionsOver, withValues, FOLLOW_UPS } = await import("./questions.ts");
  const all = questionsOver(charges, random);
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
  Array.from({ length: 60 }, () => {
    const more = withValues(one(FOLLOW_UPS), charges, random);
    return random() < 0.5 ? [one(all)] : [one(all), more];
  });
  const changed = withHiddenChanged(charges, limits, random, "apart");
  const c = { limits, role: "viewer" as const, recommends: true };
  await withCompanies(
    [
      { ...c, charges, isOther: false },
      { ...c, charges: changed, isOther: true },
    ],
    async ([a, b]) => {
      a!.access.viewOf(null).recommendations.held(TODAY);
      rememberRecommendations(a!.store, b!.store);
      const ha = a!.access.viewOf(ASKER).recommendations.held(TODAY),
        hb = b!.access.viewOf(ASKER).recommendations.held(TODAY);
      for (const x of ha)
        if (!hb.some((y) => y.number === x.number)) {
          console.log("only A", JSON.stringify(x));
          console.log(
            JSON.stringify(
              b!.access
                .viewOf(null)
                .recommendations.held(TODAY)
                .find((y) => y.number === x.number),
            ),
          );
          for (const w of [charges, changed]) {
            const r = w.filter((o) => o.row["ResourceId"] === x.recommendation.resourceId);
            console.log(r.length, r.filter((o) => isSeen(chargeOf(o), limits)).length, [
              ...new Set(r.map((o) => o.row["BillingPeriodStart"])),
            ]);
          }
        }
      for (const x of hb)
        if (!ha.some((y) => y.number === x.number)) console.log("only B", JSON.stringify(x));
      for (const x of ha) {
        const y = hb.find((y) => y.number === x.number);
        if (y && JSON.stringify(x) !== JSON.stringify(y))
          console.log("diff", JSON.stringify(x), JSON.stringify(y));
      }
    },
  );
});
