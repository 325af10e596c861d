import { skills } from "#skills/index";
import { connectModel, type GuardedChatOptions } from "#src/router/model/guarded-chat";
import type { ModelEvent } from "#src/router/model/model-event";
import { modelRouter, type RoutingMode } from "#src/router/model/model-router";
import { readPrompts } from "#src/router/model/prompts";
import { type RedactionRule, SECRETS } from "#src/router/model/redaction";
import type { Routing, RoutingContext } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";

/** A question that the rules understand nothing of. */
export const doubtful = "how much did the folks in growth cough up on lambda last month?";

/** 20 November 2026 over the fixture company. */
export const context: RoutingContext = {
  today: "2026-11-20",
  fiscalYearStartMonth: 1,
  vocabulary: company,
  previous: null,
};

/** Settings that tests change. */
export interface Settings extends Partial<Omit<GuardedChatOptions, "model">> {
  readonly mode?: RoutingMode;
  readonly redaction?: readonly RedactionRule[];
  readonly context?: Partial<RoutingContext>;
  readonly model?: Partial<GuardedChatOptions["model"]>;
}

/** A router over a model at an address, with what it logged. */
export function routerTo(baseUrl: string | undefined, settings: Settings = {}) {
  const events: ModelEvent[] = [];
  const chat = connectModel({
    ...settings,
    model: {
      name: "test-model",
      apiKey: "sk-test",
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...settings.model,
    },
    limits: { retryBaseMilliseconds: 5, timeLimitMilliseconds: 2_000, ...settings.limits },
    now: settings.now ?? (() => new Date("2026-11-20T09:00:00Z")),
  });
  const router = modelRouter({
    rules: ruleRouter(),
    skills,
    mode: settings.mode ?? "rules-then-model",
    chat,
    prompts: readPrompts(),
    redaction: settings.redaction ?? SECRETS,
    log: (event) => events.push(event),
  });
  const route = (question: string): Promise<Routing> =>
    router.route(question, { ...context, ...settings.context });
  return { route, events, chat };
}

/** What the rules alone make of a question. */
export function byRules(question: string): Routing {
  return ruleRouter().route(question, context);
}
