import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import type { KeptFiles } from "#src/chat/ports";
import { ConfigError } from "#src/errors";
import { limitsSchema } from "#src/limits/settings";
import type { Log } from "#src/log";
import { keptFiles } from "./files.ts";
import { hostGate, sameOriginGate, tokenGate } from "./gate.ts";
import { safeHeaders } from "./headers.ts";
import type { Metrics } from "./metrics.ts";
import { checkSettings, type ServerSettings } from "./settings.ts";
import { SIGN_IN_PATH, signIn } from "./sign-in.ts";
import { WrongTokens } from "./wrong-tokens.ts";

const REQUEST_MILLISECONDS = 30_000;
/** How often it is looked for requests that take too long: the time that they have at most is longer by a fifth. */
const LOOKS = 5;
/** So many times as long nothing may happen on a connection, as where nobody reads the answer. */
const SILENCES = 4;
const DRAIN_SECONDS = 10;
const SWEEP_MILLISECONDS = 50;
const ANY_ADDRESS = new Set(["0.0.0.0", "::", "[::]"]);

/** Something that has to be well before requests are sent here; `problem` gives null when it is. */
export interface ReadinessCheck {
  readonly name: string;
  problem(): string | null;
}

/** What the server carries. */
export interface ServerParts {
  readonly settings: ServerSettings;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly checks: readonly ReadinessCheck[];
  readonly files: KeptFiles;
  /** Style, scripts and pictures of the page: open to all. */
  readonly assets: Router;
  /** The page and its API. */
  readonly page: Router;
  /** Endpoints with an authentication of their own: Slack's, Teams'. */
  readonly mounts: readonly ((app: Express) => void)[];
  readonly clock: () => Date;
  /** Wrong tokens that are taken a minute from one address; absent: as tally.yaml has it where nothing is said. */
  readonly signInsPerMinute?: number;
  /** Told when somebody signs in by the form, and of each wrong token that is counted. */
  readonly onSignIn?: (isRight: boolean) => void;
  /** How long a request may take to arrive; 30 s where absent. */
  readonly requestMilliseconds?: number;
}

/** The one HTTP server of the process. */
export interface Server {
  readonly app: Express;
  /**
   * Begins to listen and gives the address for a browser on this machine.
   * @throws ConfigError when the address can't be listened on
   */
  start(): Promise<string>;
  /** Takes no more requests, lets the running ones end (10 s at most) and closes. */
  stop(): Promise<void>;
}

/**
 * Puts the server together; it listens once it is started.
 * @throws ConfigError when others could reach it and it has no token to ask for
 */
export function createServer(parts: ServerParts): Server {
  const { settings, log } = parts;
  checkSettings(settings);
  let isStopping = false;
  const app = createApp(parts, () => isStopping);
  const { requestMilliseconds: requestTimeout = REQUEST_MILLISECONDS } = parts;
  const connectionsCheckingInterval = requestTimeout / LOOKS;
  const timing = { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval };
  const http = createHttpServer(timing, app);
  http.setTimeout(requestTimeout * SILENCES);
  return {
    app,
    async start() {
      const url = await listen(http, settings);
      log.info("server started", { url });
      return url;
    },
    async stop() {
      isStopping = true;
      await drain(http);
      log.info("server stopped");
    },
  };
}

function createApp(parts: ServerParts, isStopping: () => boolean): Express {
  const { settings, metrics, files, clock, log } = parts;
  const { token, publicUrl } = settings;
  const app = express();
  app.disable("x-powered-by");
  app.use(safeHeaders);
  for (const mount of parts.mounts) mount(app);
  app.use(keptFiles(files, clock));
  app.use(healthRoutes(parts.checks, isStopping));
  app.use(hostGate(settings), sameOriginGate, parts.assets);
  const { onSignIn = () => undefined, signInsPerMinute = limitsSchema.parse({}).signIns } = parts;
  const wrongTokens = new WrongTokens(signInsPerMinute, () => onSignIn(false));
  const isSecure = publicUrl?.startsWith("https:") === true;
  const onSignedIn = () => onSignIn(true);
  if (token !== undefined) app.use(signIn({ token, isSecure, wrongTokens, onSignedIn }));
  app.use(tokenGate(token, SIGN_IN_PATH, wrongTokens));
  app.get("/metrics", async (_request, response) => {
    response.set("Content-Type", metrics.contentType).send(await metrics.text());
  });
  app.use(parts.page);
  app.use((_request, response) => {
    response.status(404).type("text/plain").send("There is nothing here.\n");
  });
  app.use(errorHandler(log));
  return app;
}

function healthRoutes(checks: readonly ReadinessCheck[], isStopping: () => boolean): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "alive" });
  });
  router.get("/readyz", (_request, response) => {
    const found = checks.flatMap((check) => {
      const problem = problemOf(check);
      return problem === null ? [] : [{ name: check.name, problem }];
    });
    const reasons = isStopping() ? [{ name: "server", problem: "is stopping" }, ...found] : found;
    if (reasons.length === 0) response.json({ status: "ready" });
    else response.status(503).json({ status: "not ready", reasons });
  });
  return router;
}

function problemOf(check: ReadinessCheck): string | null {
  try {
    return check.problem();
  } catch (error) {
    return error instanceof Error ? error.message : "can't be checked";
  }
}

/** What a request got wrong is its own status; anything else is a bug, which the log has and nobody sees. */
function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) log.error("request failed", { method: request.method, error });
    if (response.headersSent) return next(error);
    const text = status >= 500 ? "Something went wrong; the log has it." : "Bad request.";
    response.status(status).json({ error: text });
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && "status" in error ? error.status : 500;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

function listen(http: HttpServer, { host, port }: ServerSettings): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once("error", (error) => {
      reject(new ConfigError(`${host}:${port} can't be listened on (${error.message}).`));
    });
    http.listen(port, host, () => {
      const address = http.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      const name = ANY_ADDRESS.has(host) ? "127.0.0.1" : host;
      resolve(`http://${name.includes(":") ? `[${name}]` : name}:${taken}/`);
    });
  });
}

/** Node ends idle connections once; those that fall idle while the last requests run are ended here. */
async function drain(http: HttpServer): Promise<void> {
  if (!http.listening) return;
  const closed = new Promise<void>((resolve) => {
    http.close(() => resolve());
  });
  const sweep = setInterval(() => http.closeIdleConnections(), SWEEP_MILLISECONDS);
  const limit = setTimeout(() => http.closeAllConnections(), DRAIN_SECONDS * 1000);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}
