import { formatMoney, formatPercent } from "#src/cards/format";
import { is, type Line, linesOf, perMonth, placeOf, usageQuery } from "./lines.ts";
import type { RecommendationRule, RuleContext, RuleFinding } from "./rule.ts";

/** A rest that no usage fills is usual; more than this share of a commitment isn't. */
const LEAST_UNUSED_SHARE = 0.05;
/** Per month, in the bill's currency. */
const LEAST_UNUSED = 25;
const ID = "CommitmentDiscountId";
const STATUS = "CommitmentDiscountStatus";

/**
 * Commitments that are paid and not used: FOCUS has them as charges with CommitmentDiscountStatus Unused. The saving
 * is all that is unused, which is reached as far as usage can be brought under it, or it can be exchanged or sold.
 */
export const unusedCommitment: RecommendationRule = {
  name: "unused-commitment",
  find(context) {
    const lines = linesOf(context, [is(STATUS, "Unused")], [ID]);
    const byId = Map.groupBy(lines, ({ values, currency }) => `${currency} ${values[0] ?? ""}`);
    if (byId.size === 0) return [];
    const costs = costOfAll(context);
    return [...byId.values()].flatMap((unused) => findingOf(context, unused, costs));
  },
};

/** What commitments cost a month, by currency and id. */
function costOfAll({ costs, days }: RuleContext): ReadonlyMap<string, number> {
  const query = { ...usageQuery(days, [is(STATUS, "Used", "Unused")]), groupBy: [ID] };
  return new Map(
    costs
      .query(query)
      .rows.map(({ keys: [id], currency, value }) => [`${currency} ${id}`, perMonth(value ?? 0)]),
  );
}

function findingOf(
  { costs }: RuleContext,
  unused: readonly Line[],
  all: ReadonlyMap<string, number>,
): RuleFinding[] {
  const [line] = unused;
  const id = line?.values[0] ?? null;
  if (line === undefined || id === null) return [];
  const { currency } = line;
  const monthlyCost = all.get(`${currency} ${id}`) ?? 0;
  const saving = unused.reduce((sum, part) => sum + part.monthlyCost, 0);
  const share = monthlyCost > 0 ? saving / monthlyCost : 0;
  if (share < LEAST_UNUSED_SHARE || saving < LEAST_UNUSED) return [];
  const name = costs.nameOf(ID, id) ?? id;
  const finding: RuleFinding = {
    ...placeOf(line),
    kind: "unused-commitment",
    thing: id,
    action: `Use, exchange or sell the unused part of the commitment ${name}`,
    reason: `${formatPercent(100 * share)} of it was unused in the last 30 days: ${formatMoney(saving, currency)} of ${formatMoney(monthlyCost, currency)} a month. It saves as much as is brought under it or given back.`,
    filters: [is(ID, id), is(STATUS, "Unused")],
    resourceId: null,
    monthlySaving: saving,
    monthlyCost,
  };
  return [finding];
}
