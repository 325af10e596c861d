import { z } from "zod";
import { formatDay } from "#src/cards/format";
import { filterSchema } from "#src/cost-question";
import { AccessError, ClarifyError, UserError } from "#src/errors";
import { addDays } from "#src/focus/day";
import { RECOMMENDATION_KINDS } from "#src/provider-items";
import { states } from "#src/recommendations/charges";
import type { HeldSuppression, Suppression } from "#src/recommendations/suppressions";
import { defineSkill, type SkillContext } from "#src/skill";
import {
  seenSuppressions,
  suppressionsAnswer,
  suppressionsAnswerSchema,
} from "./suppression-answer.ts";
import { suppressionCard } from "./suppression-card.ts";
import { suppressedWords } from "./suppression-words.ts";

/** A rule holds for so long unless a day is said, and never longer than a year: then it is asked about again. */
const DAYS_SUPPRESSED = 180;
const MOST_DAYS = 366;

/** What isn't to be flagged any more, or is again. */
export const suppressSchema = z.object({
  change: z.enum(["add", "take-back"]).default("add"),
  number: z
    .number()
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe("to take back: the rule's number, as list-suppressions gives it"),
  filters: z.array(filterSchema).default([]).describe("the charges that aren't to be flagged"),
  kinds: z.array(z.enum(RECOMMENDATION_KINDS)).default([]).describe("only these kinds; [] for all"),
  until: z.iso
    .date()
    .nullable()
    .default(null)
    .describe("the first UTC day on which it holds no more; null for 180 days"),
  note: z.string().trim().max(500).nullable().default(null).describe("why, in the asker's words"),
});

export type Suppress = z.infer<typeof suppressSchema>;

/** “Never flag the dr environment” */
export const suppressRecommendations = defineSkill({
  name: "suppress-recommendations",
  description:
    "Keeps recommendations about some charges, or of some kinds, quiet for a time, for everybody; or takes that back.",
  examples: [
    "never flag the dev environment",
    "stop flagging idle resources in staging for 3 months",
    "flag the dev environment again",
  ],
  access: "write",
  input: suppressSchema,
  output: suppressionsAnswerSchema,
  confirm(context, input) {
    if (input.change === "take-back") {
      const held = takenBack(context, input);
      const text = `${suppressedWords(held)} will be flagged again.`;
      return { text: `Rule ${held.number}: ${text}`, input: { ...input, number: held.number } };
    }
    const added = addedOf(context, input);
    return `Recommendations about ${suppressedWords(added)} won't be shown to anybody until ${formatDay(added.until)}, unless they are asked for by number. Those that were accepted stay.`;
  },
  run(context, input) {
    const { number, isBack } = kept(context, input);
    const held = context.suppressions.held(context.today);
    const own = isBack ? [] : held.filter((one) => one.number === number);
    return {
      ...suppressionsAnswer(context, own),
      notes: [isBack ? `Rule ${number} is taken back.` : "Understood."],
    };
  },
  present: suppressionCard,
});

function kept(
  context: SkillContext,
  input: Suppress,
): { readonly number: number; readonly isBack: boolean } {
  const { act, suppressions } = context;
  if (act === null) throw new Error("suppress-recommendations was run without being confirmed");
  const isBack = input.change === "take-back";
  const before = suppressions.keptBy(act.actionId);
  if (before !== null) return { number: before.number, isBack };
  if (isBack) {
    const { number } = takenBack(context, input);
    suppressions.takeBack(act.actionId, number, act);
    return { number, isBack };
  }
  suppressions.keep(act.actionId, addedOf(context, input), act);
  const added = suppressions.keptBy(act.actionId);
  if (added === null) throw new Error("a suppression was kept and isn't there");
  return { number: added.number, isBack };
}

/** @throws UserError for what isn't limited, or too long; AccessError for what isn't the asker's */
function addedOf({ suppressions, rights, today }: SkillContext, input: Suppress): Suppression {
  const { filters, kinds, note } = input;
  const until = input.until ?? addDays(today, DAYS_SUPPRESSED);
  if (filters.length + kinds.length === 0) {
    throw new ClarifyError(
      "What isn't to be flagged? Say it, such as “never flag the dr environment”.",
    );
  }
  if (!filters.every(({ dimension }) => states(dimension))) {
    throw new ClarifyError(
      "Rules go by provider, account, service, region, resource, team or environment; say one of these.",
    );
  }
  if (until <= today)
    throw new UserError(`${formatDay(until)} isn't after today; name a later day.`);
  if (until > addDays(today, MOST_DAYS)) {
    throw new UserError("A rule holds for a year at most; say it again then. Nothing was changed.");
  }
  checkOwn(suppressions.mayKeep({ filters }));
  rights.require("govern", { filters });
  return { filters, kinds, until, note };
}

function takenBack(context: SkillContext, input: Suppress): HeldSuppression {
  const { suppressions, rights } = context;
  const held = seenSuppressions(context);
  const fitting = held.filter(({ number, filters, kinds }) =>
    input.number === null ? isSame({ filters, kinds }, input) : number === input.number,
  );
  const [only, ...others] =
    fitting.length > 0 || held.length !== 1 || input.number !== null ? fitting : held;
  if (only === undefined) {
    throw new ClarifyError("There is no such rule. Ask what isn't flagged to see them all.", [
      "What do you not flag?",
    ]);
  }
  if (others.length > 0) {
    throw new ClarifyError("Several rules fit. Say the number of the one that you mean.", [
      "What do you not flag?",
    ]);
  }
  checkOwn(suppressions.mayKeep(only));
  rights.require("govern", { filters: only.filters });
  return only;
}

/** Whether a rule is about what is said: all of its filters' values are. */
function isSame(
  { filters, kinds }: Pick<Suppression, "filters" | "kinds">,
  input: Suppress,
): boolean {
  const isSaid = (filter: Suppression["filters"][number]) =>
    filters.some(
      ({ dimension, values }) =>
        dimension === filter.dimension && filter.values.every((value) => values.includes(value)),
    );
  return input.filters.every(isSaid) && input.kinds.every((kind) => kinds.includes(kind));
}

function checkOwn(isOwn: boolean): void {
  if (isOwn) return;
  throw new AccessError(
    "A rule holds for everybody, and you don't see all charges that this one is about; somebody who does has to say it.",
  );
}
