import { randomUUID } from "node:crypto";
import { type Access, AccessError, type View } from "#src/access";
import type { Answer, AnswerStatus, SkillAnswer } from "#src/answer";
import { cardText } from "#src/cards/fallback-text";
import { UserError } from "#src/errors";
import { dayOfInstant } from "#src/focus/day";
import type { Router, Routing } from "#src/router/router";
import type { AnySkill } from "#src/skill";

const MAX_QUESTION_LENGTH = 2_000;

/** One question on its way in, from whichever platform. */
export interface Question {
  /** Repeated in the answer; made up when absent. */
  readonly id?: string;
  readonly text: string;
  /** E-mail of the asker; absent for the local administrator. */
  readonly user?: string;
  readonly now: Date;
}

/** What the assistant is made of. */
export interface AssistantParts {
  readonly router: Router;
  readonly skills: readonly AnySkill[];
  readonly access: Access;
  readonly completenessLagDays: number;
  readonly fiscalYearStartMonth: number;
  /** Told of errors that are bugs, with the id that the asker was given. */
  readonly reportBug: (error: unknown, id: string) => void;
}

/** A question in, an answer out: access → route → parse → run → present. */
export class Assistant {
  readonly #parts: AssistantParts;
  readonly #skills: ReadonlyMap<string, AnySkill>;

  constructor(parts: AssistantParts) {
    this.#parts = parts;
    this.#skills = new Map(parts.skills.map((skill) => [skill.name, skill]));
  }

  /** Answers a question; whatever goes wrong becomes an answer that says so. */
  ask(question: Question): Answer {
    const id = question.id ?? randomUUID();
    try {
      return this.#answer(question, id);
    } catch (error) {
      if (error instanceof AccessError) return plainAnswer(id, "refused", error.message);
      if (error instanceof UserError) return plainAnswer(id, "failed", error.message);
      this.#parts.reportBug(error, id);
      const text = `Something went wrong inside Tally; no number is given rather than a wrong one. The log has the details under ${id}.`;
      return plainAnswer(id, "failed", text);
    }
  }

  #answer(question: Question, id: string): Answer {
    if (question.text.length > MAX_QUESTION_LENGTH) {
      throw new UserError(
        `A question may have ${MAX_QUESTION_LENGTH} characters; please ask a shorter one.`,
      );
    }
    const view = this.#parts.access.viewOf(question.user ?? null);
    const routing = this.#parts.router.route(question.text, {
      today: dayOfInstant(question.now),
      fiscalYearStartMonth: this.#parts.fiscalYearStartMonth,
      vocabulary: view.vocabulary,
    });
    switch (routing.kind) {
      case "skill":
        return this.#run(routing, view, question, id);
      case "clarify":
        return plainAnswer(id, "clarify", routing.text, routing.suggestions);
      case "unsupported":
        return this.#unsupported(routing.wish, id);
    }
  }

  #run(routing: Routing & { kind: "skill" }, view: View, question: Question, id: string): Answer {
    const skill = this.#skills.get(routing.skill);
    if (skill === undefined)
      throw new Error(`the router chose ${routing.skill}, which isn't there`);
    const input = skill.input.parse(routing.input);
    const context = {
      costs: view.costs,
      today: dayOfInstant(question.now),
      completenessLagDays: this.#parts.completenessLagDays,
    };
    const output = skill.output.parse(skill.run(context, input)) as SkillAnswer;
    const answer = { ...output, assumptions: [...output.assumptions, ...routing.assumptions] };
    const card = skill.present(answer, input);
    return { ...answer, id, skill: skill.name, input, text: cardText(card), card };
  }

  #unsupported(wish: string | null, id: string): Answer {
    const examples = this.#parts.skills.flatMap((skill) => skill.examples.slice(0, 2));
    const opening =
      wish === null ? "I answer questions about what the cloud costs." : `I can't ${wish}.`;
    const text = `${opening} You can ask, for example:\n${examples.map((example) => `• ${example}`).join("\n")}`;
    return plainAnswer(id, "unsupported", text, examples);
  }
}

/** An answer without numbers. */
function plainAnswer(
  id: string,
  status: AnswerStatus,
  text: string,
  suggestions: readonly string[] = [],
): Answer {
  return {
    id,
    status,
    skill: null,
    input: null,
    metric: null,
    period: null,
    periodBasis: "charge",
    filters: [],
    groupBy: [],
    granularity: null,
    totals: [],
    comparison: null,
    table: null,
    gross: null,
    dataThrough: null,
    assumptions: [],
    notes: [],
    suggestions: [...suggestions],
    text,
    basis: { query: "", rows: 0 },
  };
}

/** An answer as ANSWER's JSON: fields in a fixed order, without the card. */
export function answerJson({ card: _card, ...answer }: Answer): string {
  const { id, status, skill, input, ...rest } = answer;
  return JSON.stringify({ id, status, skill, input, ...rest });
}
