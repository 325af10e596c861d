import { isAlone } from "#src/conversation";
import type { Press } from "./message.ts";
import type { IssuedAction } from "./ports.ts";

/**
 * Whether only the presser may read what comes of a button: it says so, or nobody else sees the card. In their own
 * conversation nobody else would.
 */
export function isForPresser({ action, thread }: IssuedAction, press: Press): boolean {
  if (press.channel?.audience === "direct") return false;
  const saysSo = "isAlone" in action && action.isAlone === true;
  return saysSo || press.isAlone === true || isAlone(thread);
}
