import type { Routing, RoutingContext } from "#src/router/router";
import type { AnySkill } from "#src/skill";
import type { CandidateValue, candidateFinder } from "./candidates.ts";
import type { ChatMessage, ChatReply, ToolCall } from "./chat.ts";
import { describeDimensions } from "./dimensions.ts";
import { type EarlierCall, earlierCall, earlierValues, sourcesOf } from "./earlier-call.ts";
import type { Ask } from "./guarded-chat.ts";
import type { Attempt } from "./model-event.ts";
import { fillPrompt, type Prompts } from "./prompts.ts";
import { type RedactionRule, Redactor } from "./redaction.ts";
import { type CallGrounds, type CheckedCall, checkCall } from "./tool-call.ts";
import { isRecord, NO_FITTING_TOOL, skillTools } from "./tools.ts";

/** Reads a question with a model. @throws NoReply */
export type ReadWithModel = (
  ask: Ask,
  question: string,
  context: RoutingContext,
) => Promise<Attempt<Routing>>;

/** What a model is told, and what it may choose from. */
export interface QuestionReaderOptions {
  readonly skills: readonly AnySkill[];
  readonly prompts: Prompts;
  /** What is never sent. */
  readonly redaction: readonly RedactionRule[];
}

/** A reader that shows a model the question, the last call and names near the question's words. */
export function questionReader(
  { skills, prompts, redaction }: QuestionReaderOptions,
  findCandidates: ReturnType<typeof candidateFinder>,
): ReadWithModel {
  const tools = skillTools(skills);
  const definitions = [...tools.map(({ definition }) => definition), NO_FITTING_TOOL];
  const byName = new Map(tools.map((tool) => [tool.skill.name, tool]));
  return async (ask, question, context) => {
    const redactor = new Redactor(redaction);
    const earlier = earlierCall(context);
    const names = findCandidates(question, context.vocabulary);
    const candidates = [...earlierValues(earlier), ...names];
    const sources = sourcesOf(question, earlier);
    const grounds = { tools: byName, question, sources, candidates, context };
    const dimensions = describeDimensions(context.vocabulary);
    const messages: ChatMessage[] = [
      { role: "system", text: fillPrompt(prompts.routeQuestion, { dimensions }) },
      { role: "user", text: messageOf(question, earlier, names, redactor) },
    ];
    const first = readReply(await ask(messages, definitions), grounds, redactor);
    if (first.problems === null) return first;
    const repair = repairOf(prompts, first.calls, first.problems, redactor);
    const reply = await ask([...messages, { role: "user", text: repair }], definitions);
    const second = readReply(reply, grounds, redactor);
    return second.result === null ? second : { ...second, outcome: "read after repair" };
  };
}

/** All that is said of a question, as JSON: in JSON a name can't pass for anything but a name. */
function messageOf(
  question: string,
  earlier: EarlierCall | null,
  candidates: readonly CandidateValue[],
  redactor: Redactor,
): string {
  const names = candidates.map(({ name, ...rest }) => (name === null ? rest : { ...rest, name }));
  const message = earlier === null ? { question, names } : { earlier, question, names };
  return JSON.stringify(withTexts(message, (text) => redactor.redact(text)));
}

function repairOf(
  prompts: Prompts,
  calls: readonly ToolCall[],
  problems: readonly string[],
  redactor: Redactor,
): string {
  return fillPrompt(prompts.repairCall, {
    calls: JSON.stringify(withTexts(calls, (text) => redactor.redact(text))),
    problems: problems.map((problem) => `- ${redactor.redact(problem)}`).join("\n"),
  });
}

interface ReplyReading extends Attempt<Routing> {
  readonly calls: readonly ToolCall[];
  /** What is to be mended; null where nothing is, or nothing can be. */
  readonly problems: readonly string[] | null;
}

/** Of several calls the first that can be made; that others are left out is said. */
function readReply(reply: ChatReply, grounds: CallGrounds, redactor: Redactor): ReplyReading {
  const calls = reply.calls.map(({ name, arguments: given }) => ({
    name,
    arguments: withTexts(given, (text) => redactor.restore(text)),
  }));
  const none = { result: null, calls, problems: null };
  if (calls.length === 0) return { ...none, outcome: "no call" };
  const fitting = calls.filter(({ name }) => name !== NO_FITTING_TOOL.function.name);
  if (fitting.length === 0) return { ...none, outcome: "no fitting skill" };
  const checked = fitting.map((call) => checkCall(call, grounds));
  const usable = checked.find((call) => call.isUsable);
  if (usable !== undefined)
    return { ...none, result: routingOf(usable, fitting.length), outcome: "read" };
  const problems = checked.flatMap((call) => (call.isUsable ? [] : call.problems));
  return { ...none, outcome: "wrong calls", problems };
}

function routingOf(call: CheckedCall & { isUsable: true }, calls: number): Routing {
  const { skill, input, assumptions } = call;
  const left = `this answers one of ${calls} requests in the question; ask the others apart`;
  const all = calls === 1 ? assumptions : [...assumptions, left];
  return { kind: "skill", skill, input, assumptions: all };
}

/** A value with each text in it changed. */
function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((part) => withTexts(part, change));
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).map(([name, part]) => [name, withTexts(part, change)]);
  return Object.fromEntries(fields);
}
