import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import type { Log } from "#src/log";
import { jsonBody } from "#src/server/json-body";
import type { Trust } from "./settings.ts";

const MOST_BODY = "1mb";

/**
 * Stands before either library: refuses who isn't the expected issuer, a foreign tenant, and a place to answer at
 * that isn't Teams'. The library then verifies signature, audience and the service-URL claim.
 */
export function guard(trust: Trust, log: Log): (RequestHandler | ErrorRequestHandler)[] {
  const refuse = (reason: string): void => log.warn("a request was refused", { reason });
  const checkToken: RequestHandler = (request, response, next) => {
    if (!trust.isAuthenticated || issuerOf(request) === trust.issuer) return next();
    refuse("issuer");
    response.status(401).end();
  };
  const checkBody: RequestHandler = (request, response, next) => {
    const problem = problemOf(request.body, trust);
    if (problem === null) return next();
    refuse(problem);
    response.status(problem === "body" ? 400 : 401).end();
  };
  const unreadable: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    refuse("unreadable");
    response.status(statusOf(error)).end();
  };
  return [checkToken, jsonBody(MOST_BODY), checkBody, unreadable];
}

function problemOf(body: unknown, trust: Trust): "body" | "service URL" | "tenant" | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return "body";
  const { serviceUrl, type } = body as Record<string, unknown>;
  if (typeof type !== "string") return "body";
  if (typeof serviceUrl !== "string" || !trust.isServiceUrl(serviceUrl)) return "service URL";
  return tenantsIn(body).every((id) => trust.isTenant(id)) ? null : "tenant";
}

/** The tenants that a request speaks of: of its conversation, and of who asks, where Teams says it. */
function tenantsIn(body: object): readonly (string | undefined)[] {
  const conversation = textAt(body, ["conversation", "tenantId"]);
  const asker = textAt(body, ["channelData", "tenant", "id"]);
  return asker === undefined ? [conversation] : [conversation, asker];
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  let at = value;
  for (const name of path) {
    at = typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  }
  return typeof at === "string" ? at : undefined;
}

/** Who the bearer token says that it is from; nothing is verified here. */
function issuerOf({ headers }: Request): string | undefined {
  const [, payload] = /^Bearer [^.]+\.([^.]+)\.[^.]+$/.exec(headers.authorization ?? "") ?? [];
  if (payload === undefined) return undefined;
  try {
    return textAt(JSON.parse(Buffer.from(payload, "base64url").toString()), ["iss"]);
  } catch {
    return undefined;
  }
}

function statusOf(error: unknown): number {
  const status: unknown = typeof error === "object" && error ? Reflect.get(error, "status") : 0;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 400;
}
