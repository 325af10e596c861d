import { test } from "vitest";
import { summary } from "./routing-summary.ts";
test("x", () => {
  for (const q of ["which month was highest this year?", "what was our most expensive month this year", "last month: vs the month before", "2026-10: same month last year","October: vs September","this month: compared to last month", "instead of EC2", "and in EUR?", "as billed", "exclude tax", "show daily", "vs the month before", "and the month before?", "top 3", "top 3 services per team","2026-10","from 2026-10-01 to 2026-10-20", "2026", "Q3: did it go up?", "how much of our AWS spend is S3"]) console.log(q, "=>", summary(q));
});
