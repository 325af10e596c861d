import type { z } from "zod";
import type { SkillAnswer } from "#src/answer";
import type { Card } from "#src/cards/card";
import type { Day } from "#src/focus/day";
import type { Costs } from "#src/store/costs";

/** All that a skill may use: no clock, environment, network or platform of its own. */
export interface SkillContext {
  /** The bill as the asker may see it. */
  readonly costs: Costs;
  readonly today: Day;
  /** A day is complete when it began at least so many days before today. */
  readonly completenessLagDays: number;
}

/** One thing that the assistant can do. */
export interface Skill<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  /** Questions in people's words; read by help, by the model and by a test of the router. */
  readonly examples: readonly string[];
  readonly access: "read" | "write";
  readonly input: Input;
  readonly output: Output;
  /** @throws UserError for a question that can't be answered as it is put */
  run(context: SkillContext, question: z.infer<Input>): z.infer<Output>;
  /** The answer as a card; pure. */
  present(answer: z.infer<Output>, question: z.infer<Input>): Card;
}

/** A skill as the assistant holds it: input and output are parsed around it. */
export interface AnySkill extends Omit<Skill, "run" | "present"> {
  run(context: SkillContext, question: unknown): unknown;
  present(answer: unknown, question: unknown): Card;
}

/** Declares a skill: its schemas type its functions, which see only what was parsed by them. */
export function defineSkill<Input extends z.ZodType, Output extends z.ZodType<SkillAnswer>>(
  skill: Skill<Input, Output>,
): AnySkill {
  return {
    ...skill,
    run: (context, question) => skill.run(context, question as z.infer<Input>),
    present: (answer, question) =>
      skill.present(answer as z.infer<Output>, question as z.infer<Input>),
  };
}
