import { expect, test } from "vitest";
import { Access } from "#src/access";
import { standingAfter } from "#src/recommendations/life";
import { reviewRecommendations } from "#src/review-recommendations";
import { knownPeople } from "./known-people.ts";
import { recommendation } from "./recommendations/example.ts";
import { SavingsWorld } from "./skills/recommendations/savings-world.ts";

test("a new bill brings new recommendations, and measures what was done, once a day", async () => {
  const world = new SavingsWorld();
  const saving = recommendation("vol-1", { monthlySaving: 300 });
  const cost = (day: string) => (day < "2026-10-10" ? 10 : 0);
  await world.load([
    { id: "rest", cost: () => 200 },
    { id: "vol-1", cost },
  ]);
  world.list("2026-10-01", saving);
  world.act(1, "2026-10-10", { kind: "done" });
  const findRecommendations = () => [saving, recommendation("vol-2")];
  const access = new Access(world.store, knownPeople([]), { findRecommendations });
  expect(reviewRecommendations(access, "2026-10-28", 2)).toBe(1);
  const held = access.viewOf(null).recommendations.held("2026-10-28");
  expect(held.map(({ recommendation: { key } }) => key)).toEqual(["vol-1", "vol-2"]);
  const present = { today: "2026-10-28", monthlySaving: 300 };
  expect(standingAfter(held[0]?.steps ?? [], present).status).toBe("verified");
  expect(reviewRecommendations(access, "2026-10-28", 2)).toBe(0);
  world.close();
});
