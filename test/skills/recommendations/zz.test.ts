import { test } from "vitest";
import { demoDecisions } from "#data/sample/decisions";
import { demoSavings } from "#data/sample/cleaned-up-decisions";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import { plantDecisions } from "#src/ingest/plant-decisions";
import { reviewRecommendations } from "#src/review-recommendations";
import { knownPeople } from "../../known-people.ts";
import { demoStore } from "./demo-store.ts";
import { mkdtempSync } from "node:fs";
test.each(["2026-11-20","2026-11-23","2026-11-29","2026-05-06"])("x %s", (today) => {
  const store = demoStore(mkdtempSync("/tmp/recs/zz"), today);
  const access = new Access(store, knownPeople([]), { findRecommendations });
  const { recommendations } = access.viewOf(null);
  const t = performance.now();
  plantDecisions(recommendations, demoDecisions(today), today, (day) => reviewRecommendations(access, day, 2));
  console.log("ms", Math.round(performance.now() - t), JSON.stringify(demoSavings(today).map(({name, monthlySaving}) => [name, Math.round(monthlySaving)])));
  const held = recommendations.held(today);
  console.log(held.length);
  for (const d of demoDecisions(today).slice(0, 9)) { const o = held.find((h) => h.recommendation.kind === d.kind && (h.recommendation.resourceName === d.about || h.recommendation.key.includes(d.about)));
    console.log(d.about, o?.number, (o?.steps ?? []).map((s) => `${s.at.slice(5,10)} ${s.what.kind} ${s.what.kind === "verify" ? `${s.what.isVerified} ${Math.round(s.what.measured?.monthlySaving ?? 0)} [${Math.round(s.what.measured?.low ?? 0)} ${Math.round(s.what.measured?.high ?? 0)}] ${s.what.measured?.by} ${s.what.measured?.otherCauses.join()}` : ""} (${Math.round(s.monthlySaving)})`).join(" | ")); }
}, 60000);
