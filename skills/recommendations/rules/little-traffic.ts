import { contains, type Line, linesOf } from "./lines.ts";
import type { RuleContext } from "./rule.ts";

/** Meters of one kind of resource: for being there, and for what goes through it. */
export interface TrafficMeters {
  readonly standing: readonly string[];
  readonly traffic: readonly string[];
  /** Less traffic than this share of the standing cost is little. */
  readonly leastShare: number;
}

/** Resources whose traffic costs next to nothing beside what they cost for being there. */
export function linesWithLittleTraffic(
  context: RuleContext,
  { standing, traffic, leastShare }: TrafficMeters,
): readonly { readonly line: Line; readonly trafficCost: number }[] {
  const lines = linesOf(context, [contains("SkuMeter", ...standing, ...traffic)], ["SkuMeter"]);
  const resources = Map.groupBy(lines, ({ resourceId }) => resourceId);
  resources.delete(null);
  return [...resources.values()].flatMap((own) => {
    const isTraffic = ({ values: [meter] }: Line) =>
      traffic.some((part) => meter?.toLowerCase().includes(part.toLowerCase()));
    const hours = own.filter((line) => !isTraffic(line));
    const [line] = hours;
    if (line === undefined) return [];
    const monthlyCost = costOf(hours);
    const trafficCost = costOf(own.filter(isTraffic));
    if (trafficCost >= monthlyCost * leastShare) return [];
    return [{ line: { ...line, monthlyCost: monthlyCost + trafficCost }, trafficCost }];
  });
}

function costOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0);
}
