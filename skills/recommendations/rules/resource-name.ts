import type { RuleContext } from "./rule.ts";

/** What people call a resource: its name, else the end of its id, else the account and service that it stands for. */
export function resourceName(
  { costs }: RuleContext,
  {
    resourceId,
    subAccountId,
    serviceName,
  }: {
    readonly resourceId: string | null;
    readonly subAccountId: string | null;
    readonly serviceName: string | null;
  },
): string {
  if (resourceId === null) {
    const account = costs.nameOf("SubAccountId", subAccountId) ?? subAccountId ?? "no account";
    return `${serviceName ?? "usage"} in ${account}`;
  }
  return costs.nameOf("ResourceId", resourceId) ?? resourceId.split(/[/:]/).at(-1) ?? resourceId;
}
