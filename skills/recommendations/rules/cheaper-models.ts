import { formatMoney, formatPercent } from "#src/cards/format";
import { is, placeOf } from "./lines.ts";
import { type ModelUse, modelUses } from "./model-lines.ts";
import type { RecommendationRule, RuleContext, RuleFinding } from "./rule.ts";

/** Simple requests are taken to be this share of what a model is asked. */
const MOVABLE_SHARE = 0.3;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 50;

/** Families of models, the dearest first; `price` relates a model's tokens to those of the dearest, by list prices. */
const FAMILIES: readonly (readonly { readonly isModel: RegExp; readonly price: number }[])[] = [
  [
    { isModel: /opus/, price: 1 },
    { isModel: /sonnet/, price: 0.6 },
    { isModel: /haiku/, price: 0.2 },
  ],
  [
    { isModel: /^gpt(?!.*(?:mini|nano))/, price: 1 },
    { isModel: /^gpt.*mini/, price: 0.2 },
    { isModel: /^gpt.*nano/, price: 0.04 },
  ],
  [
    { isModel: /^gemini.*pro/, price: 1 },
    { isModel: /^gemini.*flash/, price: 0.25 },
  ],
];

/** Accounts that use one dear model alone, where the company uses the next cheaper one of the family elsewhere. */
export const cheaperModels: RecommendationRule = {
  name: "cheaper-models",
  find(context) {
    const uses = modelUses(context).filter(({ outputCost }) => outputCost > 0);
    return uses.flatMap((use) => {
      const next = nextCheaper(use, uses);
      const finding = next === null ? null : findingOf(context, use, next);
      return finding === null ? [] : [finding];
    });
  },
};

interface Cheaper {
  readonly model: string;
  /** The share that it takes off the price. */
  readonly off: number;
}

function nextCheaper(use: ModelUse, uses: readonly ModelUse[]): Cheaper | null {
  for (const family of FAMILIES) {
    const at = family.findIndex(({ isModel }) => isModel.test(use.model));
    const [own, next] = [family[at], family[at + 1]];
    if (at < 0 || own === undefined || next === undefined) continue;
    const known = uses.filter(({ model }) => next.isModel.test(model));
    const account = accountOf(use);
    const [elsewhere] = known.filter((other) => accountOf(other) !== account);
    const isMixed = known.some((other) => accountOf(other) === account);
    if (elsewhere === undefined || isMixed) continue;
    return { model: elsewhere.model, off: 1 - next.price / own.price };
  }
  return null;
}

function accountOf({ lines }: ModelUse): string {
  return `${lines[0]?.provider} ${lines[0]?.subAccountId}`;
}

function findingOf({ costs }: RuleContext, use: ModelUse, { model, off }: Cheaper) {
  const [line] = use.lines;
  const monthlySaving = use.monthlyCost * MOVABLE_SHARE * off;
  if (line === undefined || monthlySaving < LEAST_SAVING) return null;
  const account = costs.nameOf("SubAccountId", line.subAccountId) ?? line.subAccountId;
  const place = placeOf(
    { ...line, resourceId: null, monthlyCost: use.monthlyCost },
    is("SkuMeter", ...use.meters),
  );
  const finding: RuleFinding = {
    ...place,
    kind: "cheaper-model",
    thing: `${place.thing}/${use.model}`,
    action: `Send simple requests of ${account} to ${model} in place of ${use.model}`,
    reason: `${use.model} costs ${formatMoney(use.monthlyCost, line.currency)} a month there; ${model}, which is used elsewhere, costs ${formatPercent(100 * off)} less a token. Reckoned for 30% of the requests.`,
    monthlySaving,
  };
  return finding;
}
