import { z } from "zod";
import type { Turn } from "#src/conversation";
import { filterSchema } from "#src/cost-question";
import { addDays, type Period } from "#src/focus/day";
import { askBack } from "#src/router/declining";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readAskedTime } from "#src/router/period";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { isReport, isSubscribable, subscriptionTo } from "#src/subscription";
import { asksForFeedback } from "./feedback-words.ts";
import { type ReportWords, readOtherTimes, readReportWords } from "./report-words.ts";
import { routeChannel } from "./route-channel.ts";
import type { SendTimes } from "./send-times.ts";

/** The first column of a list of schedules holds their names. */
const SCHEDULES = "schedule";
const OF_SCHEDULES: ReadonlySet<string> = new Set(["schedule-report", "list-schedules"]);
/** An alert is named by its key, as its button has it. */
const MUTES =
  /^\W*(?:please\W+)?(?<un>un)?mute (?:the )?alert ["“](?<key>[^"”]+)["”](?: for (?<count>\d{1,2}|an?) (?<unit>day|week)s?)?\W*$/i;
const QUOTED = /["“](?<name>[^"”]+)["”]/;

/** What is asked of reports, as far as it is read. */
interface Asked {
  readonly question: string;
  readonly words: ReportWords;
  readonly reading: QuestionReading;
  /** The period that a report to be shown is of. */
  readonly period: Period | null;
  /** The first words that nothing explains. */
  readonly unread: string | null;
}

/**
 * Routes what is asked of reports and their sending, by itself or in a thread; null for any other question.
 * @param routeAsked routes the question whose answer is to be sent
 */
export function routeReports(
  question: string,
  context: RoutingContext,
  names: Names,
  routeAsked: (question: string) => Routing,
): Routing | null {
  const { previous } = context;
  const told = routeWholeQuestion(question, previous, names);
  if (told !== null) return told;
  const words = readReportWords(question);
  if (words === null) return null;
  if (words.asked !== null) return sendingOf(words, routeAsked(words.asked));
  const asked = readAsked(question, words, context, names);
  if (words.verb === "schedule") {
    const doubt = askBack(question, asked.reading, names);
    return (
      doubt ?? (asked.unread === null ? scheduleCall(asked, previous) : askAbout(asked.unread))
    );
  }
  // In words that aren't all read another thing may be asked, and nothing is ended on a guess.
  return asked.unread !== null || asksForMore(asked.reading) ? null : callFor(asked, previous);
}

/** What is said in a form that leaves nothing else to be read. */
function routeWholeQuestion(question: string, previous: Turn | null, names: Names): Routing | null {
  const muted = MUTES.exec(question)?.groups;
  if (muted !== undefined) return muteCall(muted);
  const quoted = quotedName(question, previous);
  if (quoted !== null) return stopCall({ name: quoted });
  if (asksForFeedback(question)) {
    return { kind: "skill", skill: "list-feedback", input: {}, assumptions: [] };
  }
  const times = previous?.skill === "schedule-report" ? readOtherTimes(question) : null;
  return times === null ? routeChannel(question, names) : sentOtherwise(previous, times);
}

function readAsked(
  question: string,
  words: ReportWords,
  context: RoutingContext,
  names: Names,
): Asked {
  const { reading: time } = readAskedTime(words.rest, context);
  const isTimed = words.verb === "show" && time.period !== null;
  const reading = readQuestion(isTimed ? time.rest : words.rest, names, false);
  const period = isTimed ? time.period : null;
  return { question, words, reading, period, unread: leftover(reading) };
}

/** Tables, rankings and the like are no reports: “a monthly report of costs by team”. */
function asksForMore({ groupBy, metrics, ranking, thresholds, changes }: QuestionReading): boolean {
  const lists = [groupBy, metrics, thresholds];
  return ranking !== null || changes.isChange || lists.some((list) => list.length > 0);
}

function callFor({ question, words, reading, period }: Asked, previous: Turn | null) {
  const { verb, kind } = words;
  if (verb === "list") return listCall(words);
  if (kind === null) return stopBack(question, previous);
  return verb === "stop"
    ? stopCall({ kind, ...nonEmpty({ filters: filtersOf(reading) }) })
    : showCall(kind, reading, period);
}

function muteCall({ un, key, count, unit }: Readonly<Record<string, string | undefined>>): Routing {
  const number = count === undefined || /^a/i.test(count) ? 1 : Number(count);
  const days = unit?.toLowerCase() === "week" ? 7 * number : number;
  const input = { key, ...(unit === undefined ? {} : { days }), ...(un ? { mute: false } : {}) };
  return { kind: "skill", skill: "mute-alert", input, assumptions: [] };
}

/** “Stop “Weekly digest””: a name in quotes, as it was offered. */
function quotedName(question: string, previous: Turn | null): string | null {
  if (!/^\W*(?:please\W+)?(?:stop|end|cancel)\b/i.test(question)) return null;
  const isAbout = previous === null || previous.skill === "stop-report" || isOfReports(previous);
  return isAbout ? (QUOTED.exec(question)?.groups?.["name"] ?? null) : null;
}

function isOfReports({ skill }: Turn): boolean {
  return OF_SCHEDULES.has(skill) || isReport(skill);
}

function leftover({ lookup }: QuestionReading): string | null {
  const { names, others } = readLeftovers(lookup);
  const [left] = [...others, ...names];
  return left === undefined ? null : lookup.words.typed(left);
}

function listCall({ isHere, channel }: ReportWords): Routing {
  const input = { ...(isHere ? { here: true } : {}), ...(channel === null ? {} : { channel }) };
  return { kind: "skill", skill: "list-schedules", input, assumptions: [] };
}

function showCall(skill: string, reading: QuestionReading, period: Period | null): Routing {
  const input = {
    ...nonEmpty({ filters: filtersOf(reading) }),
    ...(period === null ? {} : { through: addDays(period.end, -1) }),
  };
  const { assumptions } = reading;
  return { kind: "skill", skill, input, assumptions };
}

const filteredSchema = z.object({ filters: z.array(filterSchema).default([]) });

function scheduleCall({ words, reading }: Asked, previous: Turn | null): Routing {
  const { kind } = words;
  const { assumptions } = reading;
  const what =
    kind === null ? whatBefore(previous) : { kind, ...nonEmpty({ filters: filtersOf(reading) }) };
  return what === null ? askForAnswer() : sendingCall(words, what, assumptions);
}

/** “Send EC2 costs of last month to #data every Monday”; null where the question is none that can be sent. */
function sendingOf(words: ReportWords, routed: Routing): Routing | null {
  const what = routed.kind === "skill" ? subscriptionTo(routed) : null;
  if (routed.kind === "clarify") return routed;
  return what === null || routed.kind !== "skill"
    ? null
    : sendingCall(words, what, routed.assumptions);
}

function sendingCall(
  { channel, times, files }: ReportWords,
  what: object,
  assumptions: readonly string[],
): Routing {
  const where = channel === null ? {} : { channel };
  const input = { ...what, ...where, ...nonNull(times), ...nonEmpty({ files }) };
  return { kind: "skill", skill: "schedule-report", input, assumptions };
}

/** What the thread has just had scheduled, at other times. */
function sentOtherwise(previous: Turn | null, times: SendTimes): Routing {
  const input = { ...(previous?.input as object), ...nonNull(times) };
  return { kind: "skill", skill: "schedule-report", input, assumptions: [] };
}

/** What the thread has; null where nothing can be sent. */
function whatBefore(previous: Turn | null): object | null {
  return previous === null ? null : subscriptionTo(previous);
}

const SENDING = /\b(?:send|post|subscri)/i;

/** “Stop it” ends what the thread is about; an answer's thread must say that it is about its sending. */
function stopBack(question: string, previous: Turn | null): Routing | null {
  if (previous === null) return null;
  const { skill, input, rows } = previous;
  if (isReport(skill)) {
    return stopCall({ kind: skill, ...filteredSchema.parse(input) });
  }
  if (OF_SCHEDULES.has(skill)) {
    const shown = rows?.dimension === SCHEDULES ? rows.values : [];
    const [only, ...others] = shown;
    return stopCall(only === undefined || only === null || others.length > 0 ? {} : { name: only });
  }
  const isSent = isSubscribable(skill) && SENDING.test(question);
  return isSent ? stopCall({ kind: "answer", call: { skill, input } }) : null;
}

function stopCall(input: object): Routing {
  return { kind: "skill", skill: "stop-report", input: nonNull(input), assumptions: [] };
}

function askForAnswer(): Routing {
  const text =
    "What is to be sent? Ask for it first and then say “send this here every Monday at 8”, or name a report: “weekly digest for payments here”.";
  const suggestions = ["Weekly digest here", "Daily brief here"];
  return { kind: "clarify", reason: "unclear", text, suggestions };
}

function askAbout(unread: string): Routing {
  const text = `I don't understand “${unread}”, so nothing is scheduled. Please say it in other words, such as “weekly digest for payments here every Monday at 8”.`;
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}

function nonNull(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

function nonEmpty(object: Readonly<Record<string, readonly unknown[]>>): object {
  return Object.fromEntries(Object.entries(object).filter(([, list]) => list.length > 0));
}
