import type { AnomalyVerdict } from "#src/anomaly-feedback";
import type { AnomalyWriteBack, ProviderItems } from "#src/provider-items";
import type { Act } from "#src/skill";
import type { ProviderSighting } from "./found-anomaly.ts";

type Feedback = AnomalyWriteBack["feedback"];

const FEEDBACK: Partial<Record<AnomalyVerdict, Feedback>> = {
  acknowledged: "yes",
  expected: "planned",
  "not-useful": "no",
};

/** Has the providers that found an anomaly told what was said of it here, with their next sync. */
export function tellProviders(
  providers: ProviderItems,
  { actionId, person, now }: Act,
  sightings: readonly ProviderSighting[],
  verdict: AnomalyVerdict,
): void {
  for (const sighting of sightings) {
    const feedback = feedbackFor(providers, sighting, verdict);
    if (feedback === null) continue;
    const writeBack = { kind: "anomaly" as const, id: sighting.item.id, feedback };
    providers.tell(actionId, sighting.source, writeBack, { person, now });
  }
}

/**
 * What a provider is told of its anomaly; null for what is only of use here. One that is open again was an anomaly
 * after all, where the provider was told otherwise.
 */
export function feedbackFor(
  providers: ProviderItems,
  { source, item }: ProviderSighting,
  verdict: AnomalyVerdict,
): Feedback | null {
  if (verdict !== "reopened") return FEEDBACK[verdict] ?? null;
  const last = providers.told(source, "anomaly", item.id).at(-1)?.writeBack;
  const heard = last?.kind === "anomaly" ? last.feedback : item.feedback;
  return heard === "no" || heard === "planned" ? "yes" : null;
}
