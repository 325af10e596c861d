import { skills } from "#skills/index";
import type { AssistantParts } from "#src/assistant";
import type { ModelConfig } from "#src/config";
import { connectModel, type GuardedChat } from "#src/router/model/guarded-chat";
import type { ModelEvent } from "#src/router/model/model-event";
import { modelRouter } from "#src/router/model/model-router";
import { narrator } from "#src/router/model/narrator";
import { readPrompts } from "#src/router/model/prompts";
import { ACCOUNT_NUMBERS, SECRETS } from "#src/router/model/redaction";
import { ruleRouter } from "#src/router/rule-router";

/**
 * What reads questions and words answers: the rule router, with a language model behind it where one is
 * configured. One connection serves both, so that they share its limits.
 */
export function readersOf(config: ModelConfig): Pick<AssistantParts, "router" | "narrate"> {
  const rules = ruleRouter();
  const chat = connect(config);
  if (chat === null) return { router: rules };
  const shared = {
    chat,
    prompts: readPrompts(),
    redaction: config.redactAccountNumbers ? [...SECRETS, ...ACCOUNT_NUMBERS] : SECRETS,
    log: reportMistakes,
  };
  const router = modelRouter({ ...shared, rules, skills, mode: config.mode });
  return config.narrate ? { router, narrate: narrator(shared) } : { router };
}

/** Null without a model's name, and without a key or an address: then nothing is ever sent. */
function connect(config: ModelConfig): GuardedChat | null {
  const { name, baseUrl, apiKey, headers } = config;
  if (name === undefined || (baseUrl === undefined && apiKey === undefined)) return null;
  const model = {
    name,
    headers,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(apiKey !== undefined && { apiKey }),
  };
  const { timeLimitMilliseconds, tokensPerQuestion, tokensPerDay } = config;
  const limits = {
    ...(timeLimitMilliseconds !== undefined && { timeLimitMilliseconds }),
    ...(tokensPerQuestion !== undefined && { tokensPerQuestion }),
    ...(tokensPerDay !== undefined && { tokensPerDay }),
  };
  return connectModel({ model, limits, now: () => new Date() });
}

/** A model that is slow or wrong is no news; a mistake of our own is. */
function reportMistakes({ outcome, error }: ModelEvent): void {
  if (error !== undefined) process.emitWarning(`${outcome}: ${String(error)}`, "ModelWarning");
}
