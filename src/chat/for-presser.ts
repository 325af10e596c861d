import { isAlone } from "#src/conversation";
import type { Press } from "./message.ts";
import type { IssuedAction } from "./ports.ts";

/** Whether only the presser reads what comes of a button: it says so, or nobody else sees the card. */
export function isForPresser({ action, thread }: IssuedAction, press: Press): boolean {
  const saysSo = "isAlone" in action && action.isAlone === true;
  return saysSo || press.isAlone === true || isAlone(thread);
}
