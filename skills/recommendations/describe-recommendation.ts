import { type Step, UNDO_TIME, undoable } from "#src/recommendations/life";
import type { SkillContext } from "#src/skill";
import type { Owner, RecommendationAnswer, StepAnswer, Told } from "./recommendation-answer.ts";
import { ownersOf } from "./recommendation-owner.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";
import { ticketAnswer } from "./ticket-words.ts";

/** So many people are offered to give a recommendation to. */
const MOST_CANDIDATES = 6;
const NOBODY: Owner = { name: null, by: null, reason: "" };

/** Recommendations as answers hold them, in the same order. */
export function describeRecommendations(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
): RecommendationAnswer[] {
  const owners = ownersOf(context, seen);
  const tickets = ticketsOf(context, seen);
  return seen.map((one) => ({
    ...one.recommendation,
    number: one.number,
    status: one.standing.status,
    owner: owners.get(one.number) ?? NOBODY,
    step: one.standing.step === null ? null : stepAnswer(one.standing.step),
    undo: undoOf(one.steps, context.now),
    suppressedBy: one.suppression?.number ?? null,
    history: one.steps.map(stepAnswer),
    told: toldOf(context, one),
    ticketSystem: context.tickets.system,
    tickets: tickets.get(one.number) ?? [],
    candidates: candidatesFor(context, one),
    firstSeen: one.firstSeen,
    lastSeen: one.lastSeen,
  }));
}

/** A step as answers hold it. */
export function stepAnswer({ at, by, what, note }: Step): StepAnswer {
  const isPerson = by.kind === "person";
  const place = isPerson && by.from !== "here" ? by.from : null;
  return {
    kind: what.kind,
    at,
    by: by.kind,
    person: isPerson ? by.person : null,
    from: place,
    note: what.kind === "reopen" ? (note ?? what.cause) : note,
    until: untilOf(what),
    above: what.kind === "snooze" ? what.above : null,
    reason: what.kind === "dismiss" ? what.reason : null,
    owner: what.kind === "assign" ? what.owner : null,
    isVerified: what.kind === "verify" ? what.isVerified : null,
  };
}

function untilOf(what: Step["what"]): string | null {
  if (what.kind === "snooze") return what.until;
  return what.kind === "request-approval" ? what.expires : null;
}

function undoOf(steps: readonly Step[], now: Date): RecommendationAnswer["undo"] {
  const step = undoable(steps, now);
  if (step === null || step.by.kind !== "person") return null;
  const until = new Date(Date.parse(step.at) + UNDO_TIME).toISOString();
  return { person: step.by.person, until };
}

/** What the providers were told of it, and what came of that. */
function toldOf({ providers }: SkillContext, { recommendation }: SeenRecommendation): Told[] {
  return recommendation.findings.flatMap(({ from, isProvider, itemId }) =>
    !isProvider || itemId === null
      ? []
      : providers
          .told(from, "recommendation", itemId)
          .flatMap(({ writeBack, status, problem, person, askedAt }) =>
            writeBack.kind === "recommendation"
              ? [{ source: from, state: writeBack.state, status, problem, person, at: askedAt }]
              : [],
          ),
  );
}

function ticketsOf({ tickets }: SkillContext, seen: readonly SeenRecommendation[]) {
  const kept = tickets.of(seen.map(({ number }) => number)).map(ticketAnswer);
  const shown = kept.map(({ title: _title, body: _body, ...ticket }) => ticket);
  return Map.groupBy(shown, ({ number }) => number);
}

/** The people of its team, its account's, then all others. */
function candidatesFor({ people }: SkillContext, { recommendation }: SeenRecommendation): string[] {
  const { team, subAccountId } = recommendation;
  const isNear = (one: SkillContext["people"][number]) =>
    (team !== null && one.teams.includes(team)) || one.accounts.includes(subAccountId ?? "");
  const near = people.filter(isNear);
  const others = people.filter((one) => !isNear(one));
  return [...near, ...others].map(({ email }) => email).slice(0, MOST_CANDIDATES);
}
