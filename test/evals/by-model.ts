import { skills } from "#skills/index";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import type { Config } from "#src/config";
import { conversationsInMemory } from "#src/conversation";
import { connectModel } from "#src/router/model/guarded-chat";
import { modelRouter } from "#src/router/model/model-router";
import { readPrompts } from "#src/router/model/prompts";
import { ACCOUNT_NUMBERS, SECRETS } from "#src/router/model/redaction";
import { ruleRouter } from "#src/router/rule-router";
import type { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";

/** What a model was used for in a run. */
export interface ModelUse {
  requests: number;
  /** Prompt and reply tokens, as the server counts them. */
  tokens: number;
  /** Questions that a model read, or that it left to the rules, by what became of asking it. */
  readonly outcomes: Map<string, number>;
}

/** The model that the configuration names; null without a name, or with neither a key nor an address. */
export function modelOf({ model }: Config): Config["model"] | null {
  const isReachable = model.apiKey !== undefined || model.baseUrl !== undefined;
  return model.name === undefined || !isReachable || model.mode === "rules" ? null : model;
}

/** An assistant whose questions a model reads in the configured mode; `use` counts along. */
export function assistantByModel(
  store: Store,
  config: Config,
  model: Config["model"],
  use: ModelUse,
): Assistant {
  const { name = "", baseUrl, apiKey, headers, timeLimitMilliseconds, tokensPerQuestion } = model;
  const chat = connectModel({
    model: {
      name,
      headers,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(apiKey !== undefined && { apiKey }),
    },
    limits: {
      ...(timeLimitMilliseconds !== undefined && { timeLimitMilliseconds }),
      ...(tokensPerQuestion !== undefined && { tokensPerQuestion }),
    },
    now: () => new Date(),
    budget: {
      reserve: () => true,
      settle(_, used) {
        use.requests++;
        use.tokens += used;
      },
    },
  });
  const router = modelRouter({
    rules: ruleRouter(),
    skills,
    mode: model.mode,
    chat,
    prompts: readPrompts(),
    redaction: model.redactAccountNumbers ? [...SECRETS, ...ACCOUNT_NUMBERS] : SECRETS,
    log: ({ outcome }) => use.outcomes.set(outcome, (use.outcomes.get(outcome) ?? 0) + 1),
  });
  const { completenessLagDays, fiscalYearStartMonth } = config;
  return new Assistant({
    router,
    skills,
    access: new Access(store, knownPeople([])),
    conversations: conversationsInMemory(),
    completenessLagDays,
    fiscalYearStartMonth,
    reportBug: (error) => {
      throw error;
    },
  });
}
