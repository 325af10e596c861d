import { measureSavings } from "#skills/recommendations/ledger/measure-savings";
import type { Access } from "#src/access";
import type { Day } from "#src/focus/day";

/**
 * What a new bill brings to recommendations: they are looked for anew, and what was done about them is measured.
 * Returns how many steps the measuring brought; the same day again brings none.
 */
export function reviewRecommendations(
  access: Access,
  today: Day,
  completenessLagDays: number,
): number {
  const { costs, providers, recommendations } = access.viewOf(null);
  const held = recommendations.held(today);
  const seen = new Map(held.map(({ number, steps }) => [number, steps.length]));
  const measured = measureSavings(held, { costs, providers, today, completenessLagDays });
  return measured.filter(({ actionId, number, step }) =>
    recommendations.take(actionId, [{ number, step, seen: seen.get(number) ?? 0 }]),
  ).length;
}
