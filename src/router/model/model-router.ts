import type { ClarifyReason, Router, Routing, RoutingContext } from "#src/router/router";
import type { AsyncRouter } from "./async-router.ts";
import { candidateFinder } from "./candidates.ts";
import type { GuardedChat } from "./guarded-chat.ts";
import { type ModelEvent, tryModel } from "./model-event.ts";
import { type QuestionReaderOptions, questionReader } from "./question-reader.ts";
import { reconciled } from "./reconcile.ts";

/** Who reads a question first; `rules` leaves the model out. */
export type RoutingMode = "rules" | "rules-then-model" | "model-then-rules";

/** What a model router is made of. */
export interface ModelRouterOptions extends QuestionReaderOptions {
  readonly rules: Router;
  readonly mode: RoutingMode;
  /** Null where no model is configured: nothing is sent then. */
  readonly chat: GuardedChat | null;
  readonly log: (event: ModelEvent) => void;
}

/** A router of rules and a model; whatever goes wrong with the model, the rules' reading is taken. */
export function modelRouter(options: ModelRouterOptions): AsyncRouter {
  const { rules, mode, chat, log } = options;
  if (chat === null || mode === "rules") {
    return { route: async (question, context) => rules.route(question, context) };
  }
  const findNames = candidateFinder();
  const read = questionReader(options, findNames);
  const byModel = (question: string, context: RoutingContext) =>
    tryModel(log, () => chat.converse((ask) => read(ask, question, context)));
  return {
    async route(question, context) {
      if (mode === "model-then-rules")
        return (await byModel(question, context)) ?? rules.route(question, context);
      const byRules = rules.route(question, context);
      if (!isDoubtful(byRules)) return byRules;
      const read = await byModel(question, context);
      const near = (words: string) => findNames(words, context.vocabulary);
      return (read === null ? null : reconciled(read, byRules, near)) ?? byRules;
    },
  };
}

/** Several things of one name, and days of no calendar, are for the asker to settle. */
const FOR_THE_ASKER: ReadonlySet<ClarifyReason> = new Set(["ambiguous-name", "impossible-date"]);

/**
 * The rules left words unexplained, asked back or understood nothing; a wish that they know of is clear, and so is
 * a greeting.
 */
function isDoubtful(routing: Routing): boolean {
  if (routing.kind === "clarify") return !FOR_THE_ASKER.has(routing.reason);
  if (routing.kind === "skill") return (routing.unexplained ?? []).length > 0;
  return routing.kind === "unsupported" && routing.wish === null;
}
