import type { ExpressReceiver, webApi } from "@slack/bolt";
import type { RequestHandler, Router } from "express";
import { ConfigError } from "#src/errors";
import { boltLog } from "./bolt-log.ts";
import { installationStore } from "./installation-store.ts";
import type { SlackParts } from "./parts.ts";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "./scopes.ts";
import { Seal } from "./sealing.ts";
import { oauthSettings } from "./settings.ts";
import { WebReceiver } from "./web-receiver.ts";

/** Where Slack sends events, commands and presses in HTTP mode. */
const EVENTS_PATH = "/slack/events";
const INSTALL_PATH = "/slack/install";
const REDIRECT_PATH = "/slack/oauth_redirect";
const TIME_LIMIT_MILLISECONDS = 30_000;
/** Faults of the network; Slack's wish to wait is the outbox's business. */
const RETRIES = { retries: 4, factor: 2, minTimeout: 500, randomize: true };

/** How the Web API is called: the outbox waits when Slack asks to, so that one channel doesn't hold up another. */
export function clientOptions({
  settings,
  log,
}: Pick<SlackParts, "settings" | "log">): webApi.WebClientOptions {
  return {
    timeout: TIME_LIMIT_MILLISECONDS,
    retryConfig: RETRIES,
    ...settings.clientOptions,
    rejectRateLimitedCalls: true,
    logger: boltLog(log),
  };
}

/**
 * Signed requests over HTTP, in HTTP mode, and the pages of OAuth, where several workspaces install the app.
 * @throws ConfigError when OAuth has no key to seal tokens with
 */
export function webReceiver(parts: SlackParts, router: Router): ExpressReceiver {
  const { settings, log, counts } = parts;
  const isHttp = settings.mode === "http";
  if (isHttp) router.use(EVENTS_PATH, timed(counts.acknowledged.bind(counts)));
  const options = {
    router,
    endpoints: isHttp ? { events: EVENTS_PATH } : {},
    signingSecret: settings.signingSecret ?? (async () => ""),
    logger: boltLog(log),
    ...oauthOptions(parts),
  };
  return new WebReceiver(options, EVENTS_PATH, log);
}

function oauthOptions(parts: SlackParts) {
  const { settings, encryptionKey, installations, clock } = parts;
  const oauth = oauthSettings(settings);
  if (oauth === null) return {};
  if (encryptionKey === undefined || settings.publicUrl === undefined) {
    throw new ConfigError(
      "Slack's OAuth needs TALLY_ENCRYPTION_KEY to seal tokens with, and server.publicUrl in tally.yaml to come back to.",
    );
  }
  const { teams } = settings;
  return {
    ...oauth,
    scopes: [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES],
    redirectUri: new URL(REDIRECT_PATH, settings.publicUrl).href,
    installationStore: installationStore({
      installations,
      seal: new Seal(encryptionKey),
      teams,
      clock,
    }),
    installerOptions: {
      installPath: INSTALL_PATH,
      directInstall: true,
      redirectUriPath: REDIRECT_PATH,
      clientOptions: clientOptions(parts),
    },
  };
}

function timed(acknowledged: (platform: string, milliseconds: number) => void): RequestHandler {
  return (_request, response, next) => {
    const start = performance.now();
    response.once("finish", () => acknowledged("slack", performance.now() - start));
    next();
  };
}
