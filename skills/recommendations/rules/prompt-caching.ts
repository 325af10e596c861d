import { formatMoney } from "#src/cards/format";
import { is, placeOf } from "./lines.ts";
import { type ModelUse, modelUses } from "./model-lines.ts";
import type { RecommendationRule, RuleContext, RuleFinding } from "./rule.ts";

/** Cached input costs a tenth by the providers' price lists; 30 % of the input is taken to come again and again. */
const SAVED_SHARE = 0.9 * 0.3;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 50;

/** Accounts that pay for a model's whole input and read nothing from a prompt cache; embeddings have none. */
export const promptCaching: RecommendationRule = {
  name: "prompt-caching",
  find(context) {
    return modelUses(context)
      .filter(({ cachedCost, outputCost }) => cachedCost === 0 && outputCost > 0)
      .filter(({ inputCost }) => inputCost * SAVED_SHARE >= LEAST_SAVING)
      .flatMap((use) => findingOf(context, use));
  },
};

function findingOf({ costs }: RuleContext, use: ModelUse): RuleFinding[] {
  const [line] = use.lines;
  if (line === undefined) return [];
  const account = costs.nameOf("SubAccountId", line.subAccountId) ?? line.subAccountId;
  const place = placeOf(
    { ...line, resourceId: null, monthlyCost: use.monthlyCost },
    is("SkuMeter", ...use.meters),
  );
  const finding: RuleFinding = {
    ...place,
    kind: "cache-prompts",
    thing: `${place.thing}/${use.model}`,
    action: `Cache the prompts of ${account} for ${use.model}`,
    reason: `Its input costs ${formatMoney(use.inputCost, line.currency)} a month and none of it is read from a cache, where a token costs a tenth. Reckoned for 30% of the input.`,
    monthlySaving: use.inputCost * SAVED_SHARE,
  };
  return [finding];
}
