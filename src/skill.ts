import type { z } from "zod";
import type { AnomalyFeedback } from "#src/anomaly-feedback";
import type { AnomalyThresholds } from "#src/anomaly-thresholds";
import type { SkillAnswer } from "#src/answer";
import type { BudgetBook } from "#src/budget-book";
import type { Card } from "#src/cards/card";
import type { Channel } from "#src/channel";
import type { Day } from "#src/focus/day";
import type { KnownPerson } from "#src/people/people-called";
import type { Rights } from "#src/people/rights";
import type { PlannedChangeBook } from "#src/planned-change-book";
import type { ProviderItems } from "#src/provider-items";
import type { ApprovalRules } from "#src/recommendations/approvals";
import type { RecommendationBook } from "#src/recommendations/book";
import type { SuggestionBook } from "#src/recommendations/suggestions";
import type { SuppressionBook } from "#src/recommendations/suppressions";
import type { ScheduleBook } from "#src/schedule-book";
import type { Costs } from "#src/store/costs";
import type { TicketBook } from "#src/tickets/ticket-book";

/** All that a skill may use: no clock, environment, network or platform of its own. */
export interface SkillContext {
  /** The bill as the asker may see it. */
  readonly costs: Costs;
  readonly today: Day;
  /** A day is complete when it began at least so many days before today. */
  readonly completenessLagDays: number;
  /** What people said of anomalies. */
  readonly anomalyFeedback: AnomalyFeedback;
  /** From what on anomalies are told. */
  readonly anomalyThresholds: AnomalyThresholds;
  /** The budgets that the asker may see. */
  readonly budgets: BudgetBook;
  /** What is planned to change the cost, as far as the asker may see it. */
  readonly plans: PlannedChangeBook;
  /** What the providers say beside the charges. */
  readonly providers: ProviderItems;
  /** The recommendations that the asker may see. */
  readonly recommendations: RecommendationBook;
  /** What isn't to be recommended for a time. */
  readonly suppressions: SuppressionBook;
  /** What people recommend themselves, as far as the asker may see it. */
  readonly suggestions: SuggestionBook;
  /** From what on a second person approves what one accepts. */
  readonly approvals: ApprovalRules;
  /** The tickets about recommendations. */
  readonly tickets: TicketBook;
  /** What is sent by itself, as far as the asker may know of it. */
  readonly schedules: ScheduleBook;
  /** All who are known, for whom things are given to. */
  readonly people: readonly KnownPerson[];
  /** What the asker may do. */
  readonly rights: Rights;
  /** E-mail of the asker; empty for the local administrator. */
  readonly person: string;
  /** The instant of asking, on the day `today`. */
  readonly now: Date;
  /** Where it is asked; null where there is no speaking later on, as in a terminal. */
  readonly channel: Channel | null;
  /** Set when a skill that writes runs confirmed; null for reading, and for asking whether it is meant. */
  readonly act: Act | null;
}

/** Who does something, by what. */
export interface Act {
  /** The same again changes nothing. */
  readonly actionId: string;
  /** E-mail of the person; empty for the local administrator. */
  readonly person: string;
  readonly now: Date;
}

/** What will be done, in a sentence; with the input where more is settled than was asked. */
export type Proposal<Input> = string | { readonly text: string; readonly input: Input };

/** One thing that the assistant can do. */
export interface Skill<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  /** Questions in people's words; read by help, by the model and by a test of the router. */
  readonly examples: readonly string[];
  /** Whether it is among the few that are shown first to somebody who wants to know what can be asked. */
  readonly isShownFirst?: true;
  readonly access: "read" | "write";
  readonly input: Input;
  readonly output: Output;
  /** What a skill that writes will do; it runs once that is confirmed. */
  confirm?(context: SkillContext, question: z.infer<Input>): Proposal<z.infer<Input>>;
  /** @throws UserError for a question that can't be answered as it is put */
  run(context: SkillContext, question: z.infer<Input>): z.infer<Output>;
  /** The answer as a card; pure. */
  present(answer: z.infer<Output>, question: z.infer<Input>): Card;
}

/** A skill as the assistant holds it: input and output are parsed around it. */
export interface AnySkill extends Omit<Skill, "confirm" | "run" | "present"> {
  confirm?(context: SkillContext, question: unknown): Proposal<unknown>;
  run(context: SkillContext, question: unknown): unknown;
  present(answer: unknown, question: unknown): Card;
}

/** Declares a skill: its schemas type its functions, which see only what was parsed by them. */
export function defineSkill<Input extends z.ZodType, Output extends z.ZodType<SkillAnswer>>(
  skill: Skill<Input, Output>,
): AnySkill {
  const { confirm, ...rest } = skill;
  return {
    ...rest,
    ...(confirm === undefined
      ? {}
      : { confirm: (context, question) => confirm(context, question as z.infer<Input>) }),
    run: (context, question) => skill.run(context, question as z.infer<Input>),
    present: (answer, question) =>
      skill.present(answer as z.infer<Output>, question as z.infer<Input>),
  };
}
