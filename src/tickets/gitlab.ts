import { z } from "zod";
import { fenced } from "./fenced.ts";
import { nullIfMissing } from "./null-if-missing.ts";
import { type SettingsOf, TICKET_SYSTEM_NAMES } from "./settings.ts";
import type { BackLink, Ticket, TicketStatus, TicketSystem, TicketToOpen } from "./ticket.ts";
import type { TicketApi } from "./ticket-api.ts";

const issueSchema = z.object({ iid: z.number().int(), web_url: z.url(), state: z.string() });

type Issue = z.infer<typeof issueSchema>;

/** Issues of a project on GitLab; our key is a label. */
export class GitLab implements TicketSystem {
  readonly name = TICKET_SYSTEM_NAMES.gitlab;
  readonly #api: TicketApi;
  readonly #settings: SettingsOf<"gitlab">;

  constructor(api: TicketApi, settings: SettingsOf<"gitlab">) {
    this.#api = api;
    this.#settings = settings;
  }

  async find(key: string): Promise<Ticket | null> {
    const [issue] = await this.#api.read("Looking for the issue on GitLab", {
      path: this.#path(),
      query: { labels: key, state: "all", order_by: "created_at", sort: "asc", per_page: "1" },
      answer: z.array(issueSchema),
    });
    return issue === undefined ? null : ticketOf(issue);
  }

  async open({ key, title, body }: TicketToOpen): Promise<Ticket> {
    const labels = [key, ...this.#settings.labels].join(",");
    const issue = await this.#api.post("Opening an issue on GitLab", {
      path: this.#path(),
      body: { title, description: fenced(body), labels },
      answer: issueSchema,
    });
    return ticketOf(issue);
  }

  async status(id: string): Promise<TicketStatus | null> {
    const read = this.#api.read("Reading the issue on GitLab", {
      path: `${this.#path()}/${encodeURIComponent(id)}`,
      answer: issueSchema,
    });
    const issue = await read.catch(nullIfMissing);
    return issue === null ? null : statusOf(issue);
  }

  async link(id: string, { address, title }: BackLink): Promise<void> {
    await this.#api.post("Linking the issue on GitLab", {
      path: `${this.#path()}/${encodeURIComponent(id)}/notes`,
      body: { body: `[${title}](${address})` },
      answer: z.unknown(),
    });
  }

  #path(): string {
    return `api/v4/projects/${encodeURIComponent(this.#settings.project)}/issues`;
  }
}

function ticketOf(issue: Issue): Ticket {
  const { iid, web_url: url } = issue;
  return { id: String(iid), name: `#${iid}`, url, status: statusOf(issue) };
}

function statusOf({ state }: Issue): TicketStatus {
  return { name: state, isClosed: state === "closed" };
}
