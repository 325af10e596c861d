import { CallError } from "#src/sources/calls/call-error";
import type { PermissionCheck } from "#src/sources/source";

/** Tries what an IAM action allows. */
export async function tryPermission(
  permission: string,
  attempt: () => Promise<unknown>,
): Promise<PermissionCheck> {
  try {
    await attempt();
    return { permission, problem: null };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { permission, problem: error.message };
  }
}
