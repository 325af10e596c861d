import type { AllMiddlewareArgs } from "@slack/bolt";
import type { SealedInstallations } from "#src/chat/ports";
import type { Log } from "#src/log";
import { homeOf } from "./listening.ts";

type Context = AllMiddlewareArgs["context"];

/** Notices when a workspace has removed the app or revoked its token, tells it once and forgets the installation. */
export class TokenWatch {
  readonly #installations: SealedInstallations;
  readonly #log: Log;
  /** The installation behind each workspace that was heard of: its own, or its organisation's. */
  readonly #ids = new Map<string, string>();
  readonly #ended = new Map<string, string>();

  constructor(installations: SealedInstallations, log: Log) {
    this.#installations = installations;
    this.#log = log;
  }

  /** Something came in from a workspace, so it has the app. */
  heard(context: Context): void {
    this.#ids.set(homeOf(context), installationId(context));
  }

  /** The installation that serves a workspace, as far as it was heard of: its own otherwise. */
  installationOf(team: string): string {
    return this.#ids.get(team) ?? team;
  }

  ended(team: string, code: string): void {
    const id = this.installationOf(team);
    const isInstalled = this.#installations.find(id) !== null;
    if (this.#ended.has(team) && !isInstalled) return;
    this.#ended.set(team, code);
    this.#log.error("Slack's token has ended", { team, code });
    this.#installations.delete(id);
  }

  /** The installation is gone; a new one may come. */
  uninstalled(context: Context): void {
    const id = installationId(context);
    this.#log.info("Slack's app was removed", { installation: id });
    this.#installations.delete(id);
  }

  /** How the token of the one workspace ended; null when it didn't. */
  end(): string | null {
    return [...this.#ended.values()][0] ?? null;
  }
}

function installationId(context: Context): string {
  return (context.isEnterpriseInstall ? context.enterpriseId : context.teamId) ?? homeOf(context);
}
