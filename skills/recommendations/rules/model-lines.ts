import { contains, type Line, linesOf } from "./lines.ts";
import type { RuleContext } from "./rule.ts";

/** What one account pays for the tokens of one model. */
export interface ModelUse {
  readonly model: string;
  /** All its lines; one of each meter and resource. */
  readonly lines: readonly Line[];
  readonly meters: readonly string[];
  readonly monthlyCost: number;
  readonly inputCost: number;
  readonly outputCost: number;
  /** Input that was read from a prompt cache. */
  readonly cachedCost: number;
}

const TOKENS = contains("SkuMeter", "token");
/** Claude 4.5 Sonnet and claude-sonnet-4-5, gpt-5-mini and “gpt 4o mini”, gemini-2.5-flash. */
const MODEL =
  /claude[\w. -]*?(?:opus|sonnet|haiku)(?:[ -]\d+(?:[.-]\d{1,2}\b)*)?|gpt[ -]?[\d.]+o?(?:[ -](?:mini|nano|pro))?|gemini[ -][\d.]+[ -](?:pro|flash(?:-lite)?)/i;
const CACHED = /cache/i;
const OUTPUT = /output|outp\b|completion/i;

/** What each account uses of each model. */
export function modelUses(context: RuleContext): readonly ModelUse[] {
  const lines = linesOf(context, [TOKENS], ["SkuMeter"]);
  const byUse = Map.groupBy(lines, ({ provider, subAccountId, currency, values: [meter] }) =>
    JSON.stringify([provider, subAccountId, currency, modelOf(meter ?? "")]),
  );
  return [...byUse.values()].flatMap((own) => {
    const model = modelOf(own[0]?.values[0] ?? "");
    return model === null ? [] : [useOf(model, own)];
  });
}

/** The model that a meter names, in small letters; null where it names none that is known. */
export function modelOf(meter: string): string | null {
  return MODEL.exec(meter)?.[0].toLowerCase().replaceAll(" ", "-") ?? null;
}

function useOf(model: string, lines: readonly Line[]): ModelUse {
  const costOf = (isMeant: (meter: string) => boolean) =>
    lines.reduce(
      (sum, { values: [meter], monthlyCost }) => sum + (isMeant(meter ?? "") ? monthlyCost : 0),
      0,
    );
  const outputCost = costOf((meter) => OUTPUT.test(meter));
  const cachedCost = costOf((meter) => CACHED.test(meter));
  const monthlyCost = costOf(() => true);
  return {
    model,
    lines,
    meters: [...new Set(lines.flatMap(({ values }) => values[0] ?? []))].toSorted(),
    monthlyCost,
    inputCost: monthlyCost - outputCost - cachedCost,
    outputCost,
    cachedCost,
  };
}
