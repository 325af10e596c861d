import type { AuditEvent } from "./entry.ts";

/** Somebody has given a token at the page or its API: the right one, or one that was turned away. */
export function signInEvent(isRight: boolean, at: Date): AuditEvent {
  const what = { status: isRight ? "signed in" : "refused", asked: "to sign in" };
  return { at, kind: "access", person: "", platform: "web", channel: null, what, text: null };
}
