import type { ProviderRecommendation } from "#src/provider-items";
import { COMMITMENT_PROGRAMS } from "./rules/commitment-programs.ts";

/** Who a recommendation is, whatever its figures. */
export function keyOf(kind: string, thing: string): string {
  return `${kind}:${thingKey(thing)}`;
}

/** The key of what a provider recommends: that of the rule which means the same. */
export function keyOfItem(source: string, item: ProviderRecommendation): string {
  const { kind, resourceId } = item;
  if (kind === "buy-commitment") return keyOf(kind, programOf(item));
  return resourceId === null ? keyOf(kind, `${source}/${item.id}`) : keyOf(kind, resourceId);
}

/** Azure spells ids in more than one case; AWS names machines and volumes by ARN here and by id there. */
function thingKey(thing: string): string {
  if (thing.startsWith("/")) return thing.toLowerCase();
  return /^arn:aws[\w-]*:ec2:.*\/((?:i|vol|snap|nat|eipalloc)-\w+)$/.exec(thing)?.[1] ?? thing;
}

/** What a provider recommends to commit to, as the rule for coverage names it. */
function programOf({
  id,
  provider,
  resourceType,
  action,
  currency,
}: ProviderRecommendation): string {
  const program = COMMITMENT_PROGRAMS.find(
    (one) => one.provider === provider && one.providerTypes.test(resourceType ?? action),
  );
  return program === undefined ? `${provider}/${id}` : `${provider}/${program.name}/${currency}`;
}
