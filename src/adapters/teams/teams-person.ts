import type { Sender, SenderKind } from "#src/chat/message";
import type { IncomingActivity, TeamsAccount } from "./activity.ts";
import type { TeamsPerson } from "./teams-event.ts";

/** What the ids of bots begin with. */
const BOT_ID = "28:";
/** Stands in the names by which a guest signs in. */
const GUEST_NAME = "#EXT#";

/** Who did something, as far as Teams says it; names are no part of it. */
export function personOf({ from, conversation, channelData }: IncomingActivity): TeamsPerson {
  const here = conversation.tenantId ?? "";
  const tenantId = from?.tenantId ?? channelData?.tenant?.id ?? here;
  const isAnonymous = from?.userRole === "anonymous";
  return {
    tenantId,
    objectId: isAnonymous ? null : from?.aadObjectId || null,
    memberId: from?.id ?? "",
    kind: kindOf(from, tenantId.toLowerCase() !== here.toLowerCase()),
  };
}

/** Null for whoever has no account in Entra. */
export function senderOf({ tenantId, objectId, kind }: TeamsPerson): Sender | null {
  if (objectId === null) return null;
  const sender = { platform: "teams", tenant: tenantId, id: objectId } as const;
  return kind === undefined ? sender : { ...sender, kind };
}

/** A member of a conversation of a tenant; whoever has no account in Entra is of elsewhere. */
export function memberOf(account: TeamsAccount, here: string): Sender {
  const { id, aadObjectId = "", tenantId = here, userRole } = account;
  const sender = { platform: "teams", tenant: tenantId } as const;
  const kind = kindOf(account, tenantId.toLowerCase() !== here.toLowerCase());
  if (kind !== "bot" && (aadObjectId === "" || userRole === "anonymous")) {
    return { ...sender, id, kind: "external" };
  }
  return { ...sender, id: aadObjectId, ...(kind === undefined ? {} : { kind }) };
}

function kindOf(from: IncomingActivity["from"], isOfElsewhere: boolean): SenderKind | undefined {
  const { id = "", role, userRole, userPrincipalName = "" } = from ?? {};
  if (role === "bot" || id.startsWith(BOT_ID)) return "bot";
  if (isOfElsewhere) return "external";
  const isGuest = userRole === "guest" || userPrincipalName.toUpperCase().includes(GUEST_NAME);
  return isGuest ? "guest" : undefined;
}
