import type { ModalView } from "@slack/types";

/** The callback_id of the message shortcut and of its modal. */
export const EXPLAIN_COST = "explain-cost";
/** The block, and the input in it, that holds the question. */
export const QUESTION = "question";
/** The block, and the select in it, that holds the period. */
export const PERIOD = "period";

/** What the assistant takes. */
const LONGEST_QUESTION = 2000;

/** The periods to choose from, by the words that go into the question; none leaves it as it is written. */
const PERIODS: readonly { readonly words: string; readonly label: string }[] = [
  { words: "as-written", label: "As the question says" },
  { words: "this month", label: "This month so far" },
  { words: "last month", label: "Last month" },
  { words: "the last 7 days", label: "The last 7 days" },
  { words: "the last 30 days", label: "The last 30 days" },
  { words: "this year", label: "This year so far" },
];

/** The message that a cost is to be explained of. */
export interface ExplainedMessage {
  readonly channel: string;
  readonly threadTs: string;
}

/** A question to edit, and the days that it is about. */
export function explainCostView(text: string, explained: ExplainedMessage): ModalView {
  const options = PERIODS.map(({ words, label }) => ({
    text: { type: "plain_text" as const, text: label },
    value: words,
  }));
  const [asWritten] = options;
  const question = text.slice(0, LONGEST_QUESTION);
  return {
    type: "modal",
    callback_id: EXPLAIN_COST,
    private_metadata: JSON.stringify(explained),
    title: { type: "plain_text", text: "Explain this cost" },
    submit: { type: "plain_text", text: "Ask" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: QUESTION,
        label: { type: "plain_text", text: "Question" },
        hint: { type: "plain_text", text: "For example: why did EC2 cost more last month?" },
        element: {
          type: "plain_text_input",
          action_id: QUESTION,
          multiline: true,
          max_length: LONGEST_QUESTION,
          ...(question === "" ? {} : { initial_value: question }),
        },
      },
      {
        type: "input",
        block_id: PERIOD,
        label: { type: "plain_text", text: "Period" },
        element: {
          type: "static_select",
          action_id: PERIOD,
          options,
          ...(asWritten === undefined ? {} : { initial_option: asWritten }),
        },
      },
    ],
  };
}

/** The question with its period; or what is wrong with the fields, by block. */
export function readExplainCost(
  question: string,
  period: string,
): { readonly question: string } | { readonly errors: Readonly<Record<string, string>> } {
  const asked = question.trim();
  if (asked === "") return { errors: { [QUESTION]: "Please write what you want to know." } };
  if (!PERIODS.some(({ words }) => words === period)) {
    return { errors: { [PERIOD]: "Please choose one of these periods." } };
  }
  const whole = period === "as-written" ? asked : `${asked.replace(/[?.!\s]+$/, "")} ${period}`;
  const excess = whole.length - LONGEST_QUESTION;
  if (excess <= 0) return { question: whole };
  const shorten = `Please shorten the question by ${excess} characters.`;
  return { errors: { [QUESTION]: shorten } };
}
