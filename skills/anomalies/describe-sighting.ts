import type { KeptWriteBack } from "#src/provider-items";
import type { SkillContext } from "#src/skill";
import type { Sighting } from "./anomaly-answer.ts";
import type { ProviderSighting } from "./found-anomaly.ts";

/** A provider's anomaly as answers hold it, with what the provider was told of it. */
export function sightingOf(
  { providers }: SkillContext,
  { source, item }: ProviderSighting,
): Sighting {
  const { filters: _filters, causes, ...stated } = item;
  const told = providers.told(source, "anomaly", item.id).flatMap(tellingOf);
  return { ...stated, source, causes: [...causes], told };
}

function tellingOf({
  writeBack,
  person,
  askedAt,
  status,
  problem,
}: KeptWriteBack): Sighting["told"] {
  if (writeBack.kind !== "anomaly") return [];
  return [{ feedback: writeBack.feedback, person, at: askedAt, status, problem }];
}
