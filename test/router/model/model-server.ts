import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { isRecord } from "#src/router/model/tools";

/** Answers one request. */
export type Reply = (response: ServerResponse) => void;

/** A request as the server got it. */
export interface SeenRequest {
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage["headers"];
  /** The texts of its messages. */
  readonly messages: readonly string[];
}

/** An OpenAI-compatible server on this machine that answers by a script, the last reply over and over. */
export async function modelServer(...script: readonly Reply[]): Promise<{
  readonly baseUrl: string;
  readonly requests: readonly SeenRequest[];
}> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const reply = script[Math.min(requests.length, script.length - 1)];
    requests.push(seen(request, await textOf(request)));
    reply?.(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, requests };
}

function seen({ headers }: IncomingMessage, text: string): SeenRequest {
  const body = bodyOf(text);
  const list = Array.isArray(body["messages"]) ? body["messages"] : [];
  return { body, headers, messages: list.map(({ content }: { content: string }) => content) };
}

/** Requests of something else than a chat have no fields. */
function bodyOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : {};
  } catch {
    return {};
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A reply of status 200 with tool calls; arguments that are text are sent as they are. */
export function calls(...list: readonly (readonly [name: string, given: unknown])[]): Reply {
  const toolCalls = list.map(([name, given], at) => ({
    id: `call_${at}`,
    type: "function",
    function: { name, arguments: typeof given === "string" ? given : JSON.stringify(given) },
  }));
  return json(200, completion({ role: "assistant", content: null, tool_calls: toolCalls }));
}

/** A reply of status 200 in words. */
export function words(content: string): Reply {
  return json(200, completion({ role: "assistant", content }));
}

/** A refusal as OpenAI gives it. */
export const refusal: Reply = json(
  200,
  completion({ role: "assistant", content: null, refusal: "I can't help with that." }),
);

/** An error as the API gives it. */
export function failure(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  code = "x",
): Reply {
  return json(status, { error: { message: "key sk-123 is wrong", type: "error", code } }, headers);
}

/** Any JSON. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A body that ends in the middle, with the connection. */
export const cutOff: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write(
    '{"id":"1","object":"chat.completion","choices":[{"index":0,"message":{"role":"as',
  );
  setTimeout(() => response.destroy(), 20);
};

/** A body that begins and never goes on. */
export const stalled: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"id":"1",');
};

/** No answer at all. */
export const silence: Reply = () => undefined;

/** The connection is reset. */
export const reset: Reply = (response) => {
  response.socket?.resetAndDestroy();
};

function completion(message: object) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_795_000_000,
    model: "test-model",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1000 },
  };
}
