import { formatMoney } from "#src/cards/format";
import type { WriteBackStatus } from "#src/provider-items";
import type { SourceStatus } from "#src/sync/source-status";

/** Missing days that are named; more are counted. */
const DAYS_NAMED = 5;

/** What is to be said of a source besides its row: what failed, is held, missing, or wasn't told. */
export function sourceLines(status: SourceStatus): string[] {
  const { source, problems, feedProblems, held, gone, caveat, callCostToday } = status;
  return [
    ...problems.map((problem) => `${source} failed: ${problem}`),
    ...feedProblems.map((problem) => `${source}, beside its bills: ${problem}`),
    ...held.map((problem) => `${source} holds ${problem}. To take it: tally sync --apply-held.`),
    ...(gone.length === 0
      ? []
      : [`${source} has ${gone.join(", ")} no more; what was loaded stays.`]),
    ...missingDayLines(status),
    ...(caveat === null ? [] : [caveat]),
    ...untoldLines(status),
    ...(callCostToday === 0
      ? []
      : [`The calls of ${source} cost ${formatMoney(callCostToday, "USD")} today.`]),
  ];
}

function missingDayLines({ source, missingDays }: SourceStatus): string[] {
  if (missingDays.length === 0) return [];
  const named = missingDays.slice(0, DAYS_NAMED).join(", ");
  const more = missingDays.length - DAYS_NAMED;
  return [`${source} has no usage on ${named}${more > 0 ? ` and ${more} days more` : ""}.`];
}

const UNTOLD: Readonly<Record<Exclude<WriteBackStatus, "told">, string>> = {
  waiting: "is still to be told of",
  refused: "took nothing of",
  failed: "couldn't be told of",
};

/** A line for each state, with why the last of it is in it. */
function untoldLines({ source, untold }: SourceStatus): string[] {
  return Object.entries(UNTOLD).flatMap(([state, words]) => {
    const ofState = untold.filter(({ status }) => status === state);
    const last = ofState.at(-1);
    if (last === undefined) return [];
    const { kind, id } = last.writeBack;
    const count = ofState.length === 1 ? "one decision" : `${ofState.length} decisions`;
    const why = last.problem === null ? "" : ` ${last.problem}`;
    return [`${source} ${words} ${count}, last about the ${kind} ${id}.${why}`];
  });
}
