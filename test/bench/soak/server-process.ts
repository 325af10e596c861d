import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CLIENT_ID } from "../../adapters/teams/fake-issuer.ts";
import { TENANT } from "../../adapters/teams/teams-bench.ts";
import { PAGE_TOKEN, type SoakFolder } from "./soak-files.ts";
import type { SoakServerSays, SoakServerSettings } from "./soak-server.ts";

const SERVER = join(import.meta.dirname, "soak-server.ts");
/** As `npm start` has them. */
const FLAGS = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=16"];

/** What Slack's requests are signed with. */
export const SIGNING_SECRET = "soak-signing-secret-0123456789";

/** Memory in bytes. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
}

/** The real server in a process of its own. */
export class ServerProcess {
  readonly url: string;
  /** What it complained of. */
  readonly complaints: string[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string, complaints: string[]) {
    this.#child = child;
    this.url = url;
    this.complaints = complaints;
  }

  /** Starts it, and waits until it listens. */
  static async start(folder: SoakFolder, settings: SoakServerSettings): Promise<ServerProcess> {
    const child = fork(SERVER, [JSON.stringify(settings)], {
      cwd: folder.path,
      execArgv: FLAGS,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: environmentOf(folder),
    });
    const complaints: string[] = [];
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on("line", (line) => {
        if (isComplaint(line)) complaints.push(line);
      });
    }
    const [said] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => [{}]),
    ])) as [Partial<{ readonly url: string }>];
    if (said.url === undefined) throw new Error(`it doesn't start: ${complaints.join("\n")}`);
    return new ServerProcess(child, said.url, complaints);
  }

  async memory(): Promise<Memory> {
    this.#child.send("memory");
    const [said] = (await once(this.#child, "message")) as [SoakServerSays];
    return "memory" in said ? said.memory : { resident: Number.NaN, heap: Number.NaN };
  }

  /** Ends it as the system does where memory or power runs out. */
  async kill(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  /** Asks it to end, and gives its exit status. */
  async stop(): Promise<number | null> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const [status] = (await ended) as [number | null];
    return status;
  }
}

/** All of the environment that the server and its syncs have. */
export function environmentOf(folder: SoakFolder): Record<string, string> {
  return {
    NODE_ENV: "development",
    LOG_LEVEL: "warn",
    TALLY_CONFIG: folder.config,
    TALLY_DB: folder.database,
    TALLY_WEB_TOKEN: PAGE_TOKEN,
    SLACK_BOT_TOKEN: "xoxb-soak",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    TEAMS_CLIENT_ID: CLIENT_ID,
    TEAMS_TENANT_ID: TENANT,
  };
}

/** Errors of the log, and whatever isn't of the log. */
function isComplaint(line: string): boolean {
  if (!line.startsWith("{")) return line.trim() !== "";
  return (JSON.parse(line) as { readonly level?: unknown }).level === "error";
}
