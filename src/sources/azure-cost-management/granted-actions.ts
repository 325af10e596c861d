import { z } from "zod";
import type { ManagementApi } from "#src/sources/azure/management-api";
import type { PermissionCheck } from "#src/sources/source";

const API_VERSION = "2022-04-01";

const permissionSchema = z.object({
  actions: z.array(z.string()).default([]),
  notActions: z.array(z.string()).default([]),
});

/** Whether a role at the scope grants an action, for those that can't be tried without changing something. */
export async function checkGranted(
  api: ManagementApi,
  scope: string,
  action: string,
): Promise<PermissionCheck> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=${API_VERSION}`;
  const listed = await api.list(`Listing what these credentials may do on ${scope}`, path);
  const isGranted = listed.some((item) => {
    const { actions, notActions } = permissionSchema
      .catch({ actions: [], notActions: [] })
      .parse(item);
    return (
      actions.some((pattern) => fits(action, pattern)) &&
      !notActions.some((pattern) => fits(action, pattern))
    );
  });
  const problem = isGranted
    ? null
    : "No role grants it; decisions about recommendations can't be told to Advisor.";
  return { permission: `${action} on ${scope}`, problem };
}

/** Azure's patterns: `*` stands for anything, and case doesn't count. */
function fits(action: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
