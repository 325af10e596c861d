import type { Chat, ChatMessage, ChatReply, ToolDefinition } from "./chat.ts";
import { type ModelSettings, openAiChat } from "./chat.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import { DEFAULT_MODEL_LIMITS, type ModelLimits } from "./limits.ts";
import { statusOf, withRetries } from "./retries.ts";
import { dailyTokenBudget, type TokenBudget } from "./token-budget.ts";

/** No reply, for a reason that may be logged: it holds nothing of the question, the reply or the key. */
export class NoReply extends Error {
  override name = "NoReply";
}

/** Asks within one question's limits. @throws NoReply */
export type Ask = (
  messages: readonly ChatMessage[],
  tools: readonly ToolDefinition[],
) => Promise<ChatReply>;

/** A model behind its limits. All that is asked of one model goes through one of these. */
export interface GuardedChat {
  /** Works on one question. @throws NoReply where the model can't be asked or doesn't answer */
  converse<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
}

/** What a guarded chat is made of. */
export interface GuardedChatOptions {
  readonly model: ModelSettings;
  readonly limits?: Partial<ModelLimits>;
  readonly now: () => Date;
  /** By UTC day in memory where absent. */
  readonly budget?: TokenBudget;
  /** 0 up to 1, for the waits between attempts. */
  readonly random?: () => number;
}

/** Connects a model; nothing is sent before the first question. */
export function connectModel(options: GuardedChatOptions): GuardedChat {
  const limits = { ...DEFAULT_MODEL_LIMITS, ...options.limits };
  const { now, random = Math.random, budget = dailyTokenBudget(limits.tokensPerDay) } = options;
  const breaker = new CircuitBreaker(limits.failuresToOpen, limits.openMilliseconds);
  const parts = { chat: openAiChat(options.model), limits, now, random, budget, breaker };
  return {
    async converse(work) {
      if (!breaker.allows(now().getTime())) throw new NoReply("left alone after failures");
      const conversation = new Conversation(parts);
      return await work((messages, tools) => conversation.ask(messages, tools));
    },
  };
}

interface Parts {
  readonly chat: Chat;
  readonly limits: ModelLimits;
  readonly now: () => Date;
  readonly random: () => number;
  readonly budget: TokenBudget;
  readonly breaker: CircuitBreaker;
}

/** The requests of one question, which share its time and tokens. */
class Conversation {
  readonly #parts: Parts;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  #tokens = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#signal = AbortSignal.timeout(parts.limits.timeLimitMilliseconds);
    this.#deadline = parts.now().getTime() + parts.limits.timeLimitMilliseconds;
  }

  async ask(
    messages: readonly ChatMessage[],
    tools: readonly ToolDefinition[],
  ): Promise<ChatReply> {
    const { limits, budget, breaker, now } = this.#parts;
    const reserved = promptTokens(messages, tools) + limits.replyTokens;
    if (this.#tokens + reserved > limits.tokensPerQuestion) throw new NoReply("question too long");
    if (!budget.reserve(reserved, now())) throw new NoReply("day's tokens used up");
    try {
      const reply = await this.#send(messages, tools);
      const used = reply.tokens ?? reserved;
      this.#tokens += used;
      budget.settle(reserved, used, now());
      breaker.succeeded();
      return reply;
    } catch (error) {
      // A model that is no longer waited for goes on and is paid for.
      if (!this.#signal.aborted) budget.settle(reserved, 0, now());
      breaker.failed(now().getTime());
      throw new NoReply(this.#reason(error));
    }
  }

  #send(messages: readonly ChatMessage[], tools: readonly ToolDefinition[]): Promise<ChatReply> {
    const { chat, limits, now, random } = this.#parts;
    const signal = this.#signal;
    const request = { messages, tools, replyTokens: limits.replyTokens, signal };
    const rules = {
      retries: limits.retries,
      baseMilliseconds: limits.retryBaseMilliseconds,
      signal,
      deadline: this.#deadline,
      now,
      random,
    };
    return withRetries(() => chat(request), rules);
  }

  /** Messages of errors are left out: they repeat parts of keys and prompts. */
  #reason(error: unknown): string {
    if (this.#signal.aborted) return "time limit";
    const status = statusOf(error);
    if (status !== null) return `HTTP ${status}`;
    return error instanceof Error ? `no usable reply (${error.name})` : "no usable reply";
  }
}

const CHARACTERS_PER_TOKEN = 3;

/** On the safe side: English has about four characters a token. */
function promptTokens(messages: readonly ChatMessage[], tools: readonly ToolDefinition[]): number {
  const characters = messages.reduce((sum, { text }) => sum + text.length, 0);
  const ofTools = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  return Math.ceil((characters + ofTools) / CHARACTERS_PER_TOKEN);
}
