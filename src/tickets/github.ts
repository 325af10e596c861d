import { z } from "zod";
import { fenced } from "./fenced.ts";
import { nullIfMissing } from "./null-if-missing.ts";
import { type SettingsOf, TICKET_SYSTEM_NAMES } from "./settings.ts";
import type { BackLink, Ticket, TicketStatus, TicketSystem, TicketToOpen } from "./ticket.ts";
import type { TicketApi } from "./ticket-api.ts";

const issueSchema = z.object({
  number: z.number().int(),
  html_url: z.url(),
  state: z.string(),
  state_reason: z.string().nullish(),
  pull_request: z.unknown().optional(),
});

type Issue = z.infer<typeof issueSchema>;

/** Issues of a repository on GitHub; our key is a label, for which the token needs the right to write issues. */
export class GitHub implements TicketSystem {
  readonly name = TICKET_SYSTEM_NAMES.github;
  readonly #api: TicketApi;
  readonly #settings: SettingsOf<"github">;

  constructor(api: TicketApi, settings: SettingsOf<"github">) {
    this.#api = api;
    this.#settings = settings;
  }

  async find(key: string): Promise<Ticket | null> {
    const issues = await this.#api.read("Looking for the issue on GitHub", {
      path: this.#path(),
      query: { labels: key, state: "all", sort: "created", direction: "asc", per_page: "10" },
      answer: z.array(issueSchema),
    });
    const issue = issues.find((one) => one.pull_request === undefined);
    return issue === undefined ? null : ticketOf(issue);
  }

  async open({ key, title, body }: TicketToOpen): Promise<Ticket> {
    const labels = [key, ...this.#settings.labels];
    const issue = await this.#api.post("Opening an issue on GitHub", {
      path: this.#path(),
      body: { title, body: fenced(body), labels },
      answer: issueSchema,
    });
    return ticketOf(issue);
  }

  async status(id: string): Promise<TicketStatus | null> {
    const read = this.#api.read("Reading the issue on GitHub", {
      path: `${this.#path()}/${encodeURIComponent(id)}`,
      answer: issueSchema,
    });
    const issue = await read.catch(nullIfMissing);
    return issue === null ? null : statusOf(issue);
  }

  async link(id: string, { address, title }: BackLink): Promise<void> {
    await this.#api.post("Linking the issue on GitHub", {
      path: `${this.#path()}/${encodeURIComponent(id)}/comments`,
      body: { body: `[${title}](${address})` },
      answer: z.unknown(),
    });
  }

  #path(): string {
    return `repos/${this.#settings.repository}/issues`;
  }
}

function ticketOf(issue: Issue): Ticket {
  const { number, html_url: url } = issue;
  return { id: String(number), name: `#${number}`, url, status: statusOf(issue) };
}

/** `closed (not planned)` says more than `closed`. */
function statusOf({ state, state_reason: reason }: Issue): TicketStatus {
  const isClosed = state === "closed";
  const how = typeof reason === "string" && isClosed ? ` (${reason.replaceAll("_", " ")})` : "";
  return { name: `${state}${how}`, isClosed };
}
