import type { ModalView } from "@slack/types";

/** The callback_id of the modal behind a thumb down. */
export const FEEDBACK_NOTE = "feedback-note";
/** The block, and the input in it, that holds the note. */
export const NOTE = "note";

/** The block, and the choice in it, that holds the reason. */
export const REASON = "reason";
const LONGEST_NOTE = 2000;

/** What is wrong with answers, by the words that a note begins with. */
const REASONS: readonly { readonly words: string; readonly label: string }[] = [
  { words: "wrong", label: "It is wrong: a number, or its cause" },
  { words: "too long", label: "It is too long" },
  { words: "of no use", label: "It is of no use to us" },
];

/** Asks what was wrong with an answer; it may stay empty. */
export function feedbackNoteView(answerId: string): ModalView {
  return {
    type: "modal",
    callback_id: FEEDBACK_NOTE,
    private_metadata: answerId,
    title: { type: "plain_text", text: "What was wrong?" },
    submit: { type: "plain_text", text: "Send" },
    close: { type: "plain_text", text: "Skip" },
    blocks: [
      {
        type: "input",
        block_id: REASON,
        optional: true,
        label: { type: "plain_text", text: "Which is it?" },
        element: {
          type: "radio_buttons",
          action_id: REASON,
          options: REASONS.map(({ words, label }) => ({
            text: { type: "plain_text", text: label },
            value: words,
          })),
        },
      },
      {
        type: "input",
        block_id: NOTE,
        optional: true,
        label: { type: "plain_text", text: "A word for those who look after Tally" },
        hint: {
          type: "plain_text",
          text: "For example the number that you expected, and from where.",
        },
        element: {
          type: "plain_text_input",
          action_id: NOTE,
          multiline: true,
          max_length: LONGEST_NOTE,
        },
      },
    ],
  };
}

/** What is kept of the fields: “too long: half would do”; undefined where nothing was said. */
export function readFeedbackNote(
  reason: string | undefined,
  note: string | undefined,
): string | undefined {
  const chosen = REASONS.some(({ words }) => words === reason) ? reason : undefined;
  const said = [chosen, note?.trim()].filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? undefined : said.join(": ");
}
