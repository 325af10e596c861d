import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { UsageMetadata } from "@langchain/core/messages";
import type { ChatOpenAI } from "@langchain/openai";

/** An endpoint that speaks OpenAI's chat completions: OpenAI, Azure, vLLM, Ollama … */
export interface ModelSettings {
  /** The model's or the deployment's name. */
  readonly name: string;
  /** OpenAI's own where absent. */
  readonly baseUrl?: string;
  /** Absent for a server that asks for none. */
  readonly apiKey?: string;
  /** 0 where absent; null leaves it out, for models that take none. */
  readonly temperature?: number | null;
  /** Added to each request: `api-key` for Azure, say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One message to a model. */
export interface ChatMessage {
  readonly role: "system" | "user";
  readonly text: string;
}

/** A function that a model may call, as the API takes it. */
export interface ToolDefinition {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: Record<string, unknown>;
  };
}

/** A call that a model asks for; `arguments` is the text itself where it isn't JSON. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: unknown;
}

/** What a model said. */
export interface ChatReply {
  readonly calls: readonly ToolCall[];
  readonly text: string;
  /** Prompt and reply tokens; null where the server doesn't count. */
  readonly tokens: number | null;
}

/** One request to a model. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** The reply must call one of them; none for a reply in words. */
  readonly tools: readonly ToolDefinition[];
  readonly replyTokens: number;
  readonly signal: AbortSignal;
}

/** Sends a request once. Throws where there is no usable reply, with `status` where HTTP gave one. */
export type Chat = (request: ChatRequest) => Promise<ChatReply>;

const OPENAI = "https://api.openai.com/v1";
/** The SDK wants a key where a server doesn't. */
const NO_KEY = "none";

/** A chat by LangChain over the OpenAI SDK, which are loaded with the first request. */
export function openAiChat(settings: ModelSettings): Chat {
  let connected: Promise<Connection> | null = null;
  return async ({ messages, tools, replyTokens, signal }) => {
    connected ??= connect(settings, replyTokens);
    const { model, untraced } = await connected;
    const reply = await model.invoke(
      messages.map(({ role, text }) => ({ role, content: text })),
      {
        signal,
        callbacks: [untraced],
        ...(tools.length === 0 ? {} : { tools: [...tools], tool_choice: "required" }),
      },
    );
    const usage = reply.usage_metadata as UsageMetadata | undefined;
    return {
      calls: [
        ...(reply.tool_calls ?? []).map(({ name, args }) => ({ name, arguments: args })),
        ...(reply.invalid_tool_calls ?? []).map(({ name, args }) => ({
          name: name ?? "",
          arguments: args,
        })),
      ],
      text: reply.text,
      tokens: usage?.total_tokens ?? null,
    };
  };
}

interface Connection {
  readonly model: ChatOpenAI;
  readonly untraced: BaseCallbackHandler;
}

/** Everything that the libraries would take from the environment is set here, so that they don't. */
async function connect(settings: ModelSettings, replyTokens: number): Promise<Connection> {
  const [{ ChatOpenAI }, { BaseCallbackHandler }] = await Promise.all([
    import("@langchain/openai"),
    import("@langchain/core/callbacks/base"),
  ]);
  const { name, baseUrl = OPENAI, apiKey = NO_KEY, temperature = 0, headers = {} } = settings;
  const model = new ChatOpenAI({
    model: name,
    apiKey,
    maxTokens: replyTokens,
    maxRetries: 0,
    ...(temperature === null ? {} : { temperature }),
    configuration: {
      baseURL: baseUrl,
      organization: null,
      project: null,
      defaultHeaders: { ...headers },
      logLevel: "off",
      fetchOptions: { redirect: "error" },
    },
  });
  /** LangChain adds its own tracer, which sends prompts to LangSmith, unless one of this name is there. */
  class Untraced extends BaseCallbackHandler {
    override name = "langchain_tracer";
  }
  return { model, untraced: new Untraced() };
}
