import { createHash } from "node:crypto";
import { formatMoney } from "#src/cards/format";
import type { KeptTicket, NumberedDraft } from "#src/tickets/ticket-book";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import { ownerWords } from "./recommendation-table.ts";
import { savingWords } from "./recommendation-words.ts";

/** The shortest limit of a title is ServiceNow's. */
const LONGEST_TITLE = 160;
const LONGEST_BODY = 4000;
const KEY_LENGTH = 12;

/** What a ticket about a recommendation says. */
export function ticketDraft(
  one: RecommendationAnswer,
  before: readonly KeptTicket[],
): NumberedDraft {
  const saving = formatMoney(one.monthlySaving, one.currency);
  return {
    number: one.number,
    key: keyOf(one, before),
    title: shortened(`Save ${saving} a month: ${oneLine(one.action)}`, LONGEST_TITLE),
    body: shortened(linesOf(one).join("\n"), LONGEST_BODY),
  };
}

/** The same for the same recommendation, wherever it is asked from; another one once its ticket is closed. */
function keyOf({ key }: RecommendationAnswer, before: readonly KeptTicket[]): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, KEY_LENGTH);
  const closed = before.filter(({ ticket }) => ticket?.status.isClosed === true).length;
  return closed === 0 ? `tally-${hash}` : `tally-${hash}-${closed + 1}`;
}

function linesOf(one: RecommendationAnswer): string[] {
  const { effort, risk, restart, rollback, findings } = one;
  const stated = [
    ["Why", one.reason],
    ["Resource", one.resourceName ?? one.resourceId],
    ["Resource id", one.resourceName === null ? null : one.resourceId],
    ["Account", one.subAccountName ?? one.subAccountId],
    ["Service", one.serviceName],
    ["Region", one.regionId],
    ["Team", one.team],
    ["Environment", one.environment],
    ["Owner", one.owner.name === null ? null : ownerWords(one)],
    ["Found by", findings.map(({ from }) => from).join(", ")],
  ] as const;
  const known = stated.flatMap(([label, value]) =>
    value === null || value === "" ? [] : [`${label}: ${oneLine(value)}`],
  );
  const answers = [
    ...(restart === null ? [] : [restart ? "something restarts" : "nothing restarts"]),
    ...(rollback === null ? [] : [rollback ? "it can be taken back" : "it can't be taken back"]),
  ];
  return [
    oneLine(one.action),
    `It ${savingWords(one)}, on the prices that are paid.`,
    ...known,
    `Effort: ${effort}. Risk: ${risk}.${answers.length === 0 ? "" : ` By it ${answers.join(", ")}.`}`,
    `Recommendation ${one.number} in Tally, where it is decided and its saving measured.`,
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
