import type { Turn } from "#src/conversation";
import { addDays, addMonths, dayOfInstant } from "#src/focus/day";

const SERVICES_SHOWN = 5;

/**
 * What a person's home shows before anything is asked: their team's month so far beside the same days of the
 * last one, by service; the whole bill's where they have no team.
 */
export function homeQuestions(team: string | null, now: Date): readonly Turn[] {
  const today = dayOfInstant(now);
  const month = `${today.slice(0, 7)}-01`;
  const filters = team === null ? [] : [{ dimension: "team", operator: "in", values: [team] }];
  const input = {
    period: { start: month, end: addDays(today, 1) },
    filters,
    groupBy: ["ServiceName"],
    limit: SERVICES_SHOWN,
    compare: {
      kind: "period",
      period: { start: addMonths(month, -1), end: month },
      running: true,
    },
  };
  return [{ skill: "compare-spend", input, rows: null }];
}
