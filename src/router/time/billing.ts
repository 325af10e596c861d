import type { Stretch } from "./rest.ts";
import type { Words } from "./words.ts";

/** Who sends an invoice is a dimension, not a way to place charges. */
const INVOICE =
  /(?:^| )(?:invoice(?! (?:issuer|id|number|from))|(?:invoiced|invoicing)(?! (?:by|from)))(?= |$)/;
const BILLED_BEFORE = /(?:^| )billed(?: (?:in|for|during|on))?(?: the)? $/;

/** Whether charges are placed by billing period: "on the October invoice", "billed in October". */
export function readsBilling({ text, list }: Words, period: Stretch | null): boolean {
  if (INVOICE.test(text)) return true;
  return period !== null && BILLED_BEFORE.test(text.slice(0, list[period.from]?.offset));
}
