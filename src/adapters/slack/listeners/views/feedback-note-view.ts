import type { ModalView } from "@slack/types";

/** The callback_id of the modal behind a thumb down. */
export const FEEDBACK_NOTE = "feedback-note";
/** The block, and the input in it, that holds the note. */
export const NOTE = "note";

const LONGEST_NOTE = 2000;

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
