import { askBack } from "#src/router/declining";
import type { Filter } from "#src/router/filter";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { type PlanWords, readPlanWords } from "./plan-words.ts";

/** Routes what is said or asked of planned changes; null for anything else. */
export function routePlans(message: string, context: RoutingContext, names: Names): Routing | null {
  const words = readPlanWords(message, context);
  if (words === null) return null;
  if (words.verb === "list") return listCall(words, names);
  if (words.verb === "forget") return forgetCall(words, names);
  return planCall(words, names);
}

function listCall({ charges }: PlanWords, names: Names): Routing {
  const reading = charges === null ? null : readQuestion(charges, names, false);
  const doubt = charges === null || reading === null ? null : askBack(charges, reading, names);
  if (doubt !== null) return doubt;
  const filters = reading === null ? [] : filtersOf(reading);
  const input = filters.length === 0 ? {} : { filters };
  return { kind: "skill", skill: "list-plans", input, assumptions: [] };
}

function forgetCall({ known, subject }: PlanWords, names: Names): Routing {
  const name = known ?? subject;
  if (name === "") return ask("Which plan? Say its name; “what's planned?” lists them.");
  const filters = known === null ? chargesIn(subject, names) : null;
  const meant = filters === null ? { name } : { filters };
  return {
    kind: "skill",
    skill: "plan-change",
    input: { change: "forget", ...meant },
    assumptions: [],
  };
}

function planCall(words: PlanWords, names: Names): Routing {
  const { verb, size, time, known, probability } = words;
  if (size?.kind === null && verb === "plan") {
    return ask("Is that amount a month, or once? Say “a month”, or “one-off”.");
  }
  const { name, filters, unknown } = meantBy(words, names);
  if (unknown !== null) {
    return ask(
      `I don't know “${unknown}”, so nothing is planned. Name a service, an account, a team or another part of the bill that will change by a percentage.`,
    );
  }
  const input = {
    change: verb,
    ...(name === null ? {} : { name: known ?? name }),
    ...(filters.length === 0 ? {} : { filters }),
    ...sizeOf(size),
    ...(time === null ? {} : { period: periodOf(words), stays: time.until === null }),
    ...(probability === null ? {} : { probability }),
  };
  return { kind: "skill", skill: "plan-change", input, assumptions: [] };
}

function sizeOf(size: PlanWords["size"]) {
  if (size === null) return {};
  const { kind, currency } = size;
  return {
    ...(kind === null ? {} : { kind }),
    size: size.size,
    ...(currency === null ? {} : { currency }),
  };
}

/** What happens once takes the time that was named; everything else begins, and perhaps ends. */
function periodOf({ size, time }: PlanWords) {
  if (time === null) return undefined;
  return size?.kind === "one-off" ? time.named : { start: time.from, end: time.named.end };
}

interface Meant {
  readonly name: string | null;
  readonly filters: readonly Filter[];
  /** Words that a percentage can't be of. */
  readonly unknown: string | null;
}

const EVERYTHING =
  /^(?:(?:our|the|my|total|overall|whole|entire|cloud|everything|all|of|it|we|company|prices?)\s*)*$/i;

/** Words that name charges are what a plan is for; others are what it is called. */
function meantBy({ size, subject, charges, known }: PlanWords, names: Names): Meant {
  const [ofSubject, ofCharges] = [subject, charges ?? ""].map((words) => chargesIn(words, names));
  const filters = ofCharges ?? ofSubject ?? [];
  const isFor = ofCharges !== undefined && ofCharges !== null;
  const unread = [
    ...(isFor || !ofSubject ? [subject] : []),
    ...(isFor ? [] : [charges ?? ""]),
  ].filter((words) => !EVERYTHING.test(words));
  const isShare = size?.kind === "percent" || size?.kind === "growth";
  const isOpen = isShare && filters.length === 0 && known === null;
  return {
    name: known ?? unread[0] ?? null,
    filters,
    unknown: isOpen ? (unread.at(-1) ?? null) : null,
  };
}

/** The charges that words name to the last word; null where they name none, or more than charges. */
function chargesIn(words: string, names: Names): readonly Filter[] | null {
  if (words === "") return null;
  const reading = readQuestion(words, names, false);
  const { names: unread, others } = readLeftovers(reading.lookup);
  const filters = filtersOf(reading);
  const isRead = unread.length + others.length + reading.doubts.length === 0;
  return isRead && filters.length > 0 ? filters : null;
}

function ask(text: string): Routing {
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}
