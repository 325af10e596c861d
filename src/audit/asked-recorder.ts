import type { Answer } from "#src/answer";
import {
  type AskedBy,
  actionEvent,
  type CalledBy,
  callEvent,
  questionEvent,
  refusalEvent,
} from "./asked-events.ts";
import type { AuditEvent, AuditLog } from "./entry.ts";

type Action = Parameters<typeof actionEvent>[0];
type Called = Parameters<typeof callEvent>[0];

/** Records what is asked and done; what can't be recorded is told, and stands in no answer's way. */
export class AskedRecorder {
  readonly #log: AuditLog | undefined;
  readonly #onProblem: (error: unknown, id: string) => void;

  /** @param log absent where nothing is recorded */
  constructor(log: AuditLog | undefined, onProblem: (error: unknown, id: string) => void) {
    this.#log = log;
    this.#onProblem = onProblem;
  }

  /** @param begun when it arrived, by `performance.now()` */
  question(question: AskedBy & { readonly text: string }, answer: Answer, begun: number): void {
    this.#note(answer.id, questionEvent(question, answer, performance.now() - begun));
  }

  /** @param begun as above */
  call(called: Called, by: CalledBy, answer: Answer, begun: number): void {
    this.#note(answer.id, callEvent(called, by, answer, performance.now() - begun));
  }

  action(action: Action, by: AskedBy, answer: Answer): void {
    this.#note(answer.id, actionEvent(action, by, answer));
  }

  refusal(answerId: string, by: AskedBy): void {
    this.#note(answerId, refusalEvent(answerId, by));
  }

  #note(id: string, event: AuditEvent | null): void {
    try {
      if (event !== null) this.#log?.note(event);
    } catch (error) {
      this.#onProblem(error, id);
    }
  }
}
