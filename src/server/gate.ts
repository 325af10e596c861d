import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { isLoopback, type ServerSettings } from "./settings.ts";
import type { WrongTokens } from "./wrong-tokens.ts";

/** Name of the cookie that stands for the token in a browser. */
export const COOKIE = "tally";

const FORWARDED_HEADERS = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Lets only requests through that name this server by a name of its own: a foreign page whose name was made to
 * point at this machine gets nothing (DNS rebinding). Without a token, what a proxy passes on is foreign too.
 */
export function hostGate({ host, token, publicUrl }: ServerSettings): RequestHandler {
  const publicName = publicUrl === undefined ? null : new URL(publicUrl).hostname.toLowerCase();
  return (request, response, next) => {
    const name = hostName(request);
    const isOwn = !isLoopback(host) || isLoopback(name) || name === publicName;
    const isPassedOn = FORWARDED_HEADERS.some((header) => request.headers[header] !== undefined);
    if (isOwn && (token !== undefined || !isPassedOn)) return next();
    response.status(403).type("text/plain").send("This address isn't served here.\n");
  };
}

/** Lets a changing request through only when it comes from this server's own pages, or from no browser. */
export const sameOriginGate: RequestHandler = (request, response, next) => {
  if (request.method === "GET" || request.method === "HEAD" || isSameOrigin(request)) return next();
  response.status(403).type("text/plain").send("Requests from other sites aren't taken.\n");
};

/**
 * Demands the token, as `Authorization: Bearer …` or as the cookie that signing in sets; a person is sent to
 * `signInPath` instead. Without a token everybody passes.
 */
export function tokenGate(
  token: string | undefined,
  signInPath: string,
  wrongTokens: WrongTokens,
): RequestHandler {
  if (token === undefined) return (_request, _response, next) => next();
  return (request, response, next) => {
    if (hasCookie(request, token)) return next();
    const bearer = bearerOf(request);
    const wait = bearer === undefined ? 0 : wrongTokens.waitFor(request);
    if (wait > 0) {
      response.set("Retry-After", String(wait));
      return response.status(429).json({ error: tooManyText(wait) });
    }
    if (bearer !== undefined && isSameText(bearer, token)) return next();
    if (bearer !== undefined) wrongTokens.count(request);
    askForToken(request, response, signInPath);
  };
}

function askForToken(request: Request, response: Response, signInPath: string): void {
  const isPage = request.method === "GET" && request.accepts(["json", "html"]) === "html";
  if (isPage) {
    response.redirect(303, signInPath);
    return;
  }
  response.set("WWW-Authenticate", 'Bearer realm="Tally"');
  response.status(401).json({ error: "Send the token as “Authorization: Bearer …”." });
}

/** Told to whoever has given too many wrong tokens. */
export function tooManyText(seconds: number): string {
  return `There were too many wrong tokens. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`;
}

/** What the cookie holds: it stands for the token without giving it away. */
export function cookieValue(token: string): string {
  return createHmac("sha256", token).update("tally page").digest("base64url");
}

/** Compares in a time that doesn't tell how much of it is right. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "length").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer +(.+)$/i.exec(headers.authorization ?? "")?.[1];
}

function hasCookie(request: Request, token: string): boolean {
  const cookie = cookiesOf(request).get(COOKIE);
  return cookie !== undefined && isSameText(cookie, cookieValue(token));
}

function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => {
    const [name = "", ...value] = pair.trim().split("=");
    return [name, value.join("=")] as const;
  });
  return new Map(pairs);
}

function isSameOrigin(request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function hostName(request: Request): string {
  const url = `http://${request.headers.host ?? ""}`;
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : "";
}
