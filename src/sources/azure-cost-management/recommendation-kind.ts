import type { RecommendationKind } from "#src/provider-items";

/** What a recommendation says of itself. */
export interface RecommendationWords {
  /** Advisor's id of the rule. */
  readonly typeId: string;
  /** `SkuChange` or `Shutdown`, for machines. */
  readonly machineAction: string;
  readonly problem: string;
  readonly solution: string;
}

/** Rules whose words fit several kinds, or none. */
const KINDS_BY_TYPE: ReadonlyMap<string, RecommendationKind> = new Map([
  // Right-size or shut down underutilised machines, and scale sets.
  ["e10b1381-5f0a-47ff-8c7b-37bd13d7c974", "rightsize"],
  ["94aea435-ef39-493f-a547-8408092c22a7", "rightsize"],
  ["48eda464-1485-4dcf-a674-d0905df5054a", "delete-idle"],
  ["84b1a508-fc21-49da-979e-96894f1665df", "buy-commitment"],
  ["702b474d-698f-4029-9f9d-4782c626923e", "storage-class"],
]);

/** By their words, the first that fits; Advisor has over a hundred rules of cost, and new ones. */
const KINDS_BY_WORDS: readonly (readonly [RegExp, RecommendationKind])[] = [
  [/reserved|reservation|reserved capacity|savings? plan|commitment tier/, "buy-commitment"],
  [/auto-?pause|auto-?shutdown|start\/stop|schedule/, "schedule"],
  [/basic logs|ingestion|log data|retention/, "reduce-logging"],
  [
    /standard storage|access tier|(cool|cold|archive) (access )?(tier|storage)|lifecycle/,
    "storage-class",
  ],
  [
    /right-?siz|under-?utili[sz]ed|resiz|scale (down|in)|autoscale|throughput|\bsku\b|pricing tier/,
    "rightsize",
  ],
  [
    /delet|remov|unattached|(not|n't|not been) attached|orphan|empty|unused, stopped/,
    "delete-idle",
  ],
  [/shut ?down|stop|deallocat/, "stop-idle"],
  [/unused|idle|no (user )?activity|not (being )?used|clean ?up/, "delete-idle"],
  [/bandwidth|egress|data transfer|routing preference|content delivery/, "reduce-transfer"],
  [/upgrade|migrat|latest version|newer|retir/, "modernise"],
];

/** What kind of saving Advisor recommends. */
export function recommendationKind(words: RecommendationWords): RecommendationKind {
  if (/^shutdown$/i.test(words.machineAction)) return "stop-idle";
  const byType = KINDS_BY_TYPE.get(words.typeId.toLowerCase());
  if (byType !== undefined) return byType;
  const text = `${words.solution} ${words.problem}`.toLowerCase();
  return KINDS_BY_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? "other";
}
