const SENT = "(?:digests?|briefs?|briefings?|reports?|summar(?:y|ies)|alerts?)";
const WHICH = "(?:(?:the|our|my|your|weekly|daily|morning|monthly|executive) )*";
/** “The weekly digests and alerts”. */
const THEM = `${WHICH}${SENT}(?: and ${WHICH}${SENT})*`;
const WHO = "(?:people|they|teams|the teams|we|users|colleagues|anybody|anyone|everybody|everyone)";
const SHOW =
  "(?:(?:please|show|list|give|tell|me|us|the|all|any|what(?:['’]s| is| was)?|how is|is there|do we have) )*";

const FORMS = [
  `${SHOW}(?:feedback|opinions?|reactions?)(?: (?:on|about|of|to|for|under) ${THEM})?`,
  `${SHOW}${THEM} (?:feedback|opinions?)`,
  `what (?:do|does|did) ${WHO} (?:think|say) (?:of|about) ${THEM}`,
  `how (?:useful|good|popular|well received) are ${THEM}`,
  `(?:do|does) ${WHO} (?:like|read|find) ${THEM}(?: useful)?`,
];
const FEEDBACK = new RegExp(`^\\W*(?:${FORMS.join("|")})\\W*$`, "i");

/** Whether it is asked what people think of what is sent by itself. */
export function asksForFeedback(question: string): boolean {
  return FEEDBACK.test(question);
}
