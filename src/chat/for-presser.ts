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

/**
 * In whose name a card is drawn anew: in that of whoever it was drawn for, since others see it, too. In the presser's
 * where nobody else does, where it was drawn for nobody in particular, and elsewhere than where it was drawn.
 */
export function redrawnFor(
  { person, thread }: IssuedAction,
  { channel, thread: pressedIn, isAlone: isUnseen = false }: Press,
  presser: string,
): string {
  const isPressers = isUnseen || channel === undefined || channel.audience === "direct";
  return isPressers || person === "" || pressedIn !== thread ? presser : person;
}
