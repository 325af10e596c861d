import { AsyncLocalStorage } from "node:async_hooks";
import { REQUEST_MS } from "./clock.ts";
import type { Libraries } from "./teams-ai-adapter.ts";
import { type OutgoingActivity, TeamsSendError } from "./teams-host.ts";

type ConnectorOptions = NonNullable<ConstructorParameters<Libraries["teamsAi"]["TeamsAdapter"]>[3]>;
type Requests = NonNullable<ConnectorOptions["httpClient"]>;
type LibraryRequest = Parameters<Requests["sendRequest"]>[0];

const outgoing = new AsyncLocalStorage<OutgoingActivity>();

/** Sends an activity with all of its entities. */
export function sendingWhole<T>(activity: OutgoingActivity, send: () => Promise<T>): Promise<T> {
  return outgoing.run(activity, send);
}

/**
 * How the library's requests go out: once each, since trying again is the outbox's matter, which keeps the order
 * and counts the requests.
 */
export const teamsAiRequests: Requests = {
  async sendRequest(request) {
    const response = await send(request);
    const headers = request.headers.clone();
    headers.set("content-type", "application/json");
    return { request, status: response.status, headers, bodyAsText: await response.text() };
  },
};

async function send(request: LibraryRequest): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson(),
      body: wholeBody(request.body),
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_MS),
    });
  } catch (error) {
    throw new TeamsSendError(null, null, error);
  }
  if (response.ok) return response;
  throw new TeamsSendError(response.status, response.headers.get("retry-after"));
}

/** The library's serialiser drops what it doesn't know of an entity: the AI label, the state of a stream. */
function wholeBody(body: unknown): string | null {
  if (typeof body !== "string") return null;
  const entities = outgoing.getStore()?.["entities"];
  return entities === undefined ? body : JSON.stringify({ ...JSON.parse(body), entities });
}
