import { z } from "zod";
import { nullIfMissing } from "./null-if-missing.ts";
import { type SettingsOf, TICKET_SYSTEM_NAMES } from "./settings.ts";
import type { BackLink, Ticket, TicketStatus, TicketSystem, TicketToOpen } from "./ticket.ts";
import type { TicketApi } from "./ticket-api.ts";

const statusSchema = z.object({
  name: z.string(),
  statusCategory: z.object({ key: z.string() }),
});
const issueSchema = z.object({ key: z.string(), fields: z.object({ status: statusSchema }) });
const foundSchema = z.object({ issues: z.array(issueSchema) });
const openedSchema = z.object({ key: z.string() });

/** Jira Cloud by its REST API 3; our key is a label. */
export class Jira implements TicketSystem {
  readonly name = TICKET_SYSTEM_NAMES.jira;
  readonly #api: TicketApi;
  readonly #settings: SettingsOf<"jira">;

  constructor(api: TicketApi, settings: SettingsOf<"jira">) {
    this.#api = api;
    this.#settings = settings;
  }

  async find(key: string): Promise<Ticket | null> {
    const { issues } = await this.#api.read("Looking for the ticket in Jira", {
      path: "rest/api/3/search/jql",
      query: {
        jql: `project = "${this.#settings.project}" AND labels = "${key}" ORDER BY created ASC`,
        fields: "status",
        maxResults: "1",
      },
      answer: foundSchema,
    });
    const [issue] = issues;
    return issue === undefined ? null : this.#ticket(issue.key, statusOf(issue.fields.status));
  }

  async open({ key, title, body }: TicketToOpen): Promise<Ticket> {
    const { project, issueType, labels } = this.#settings;
    const opened = await this.#api.post("Opening a ticket in Jira", {
      path: "rest/api/3/issue",
      body: {
        fields: {
          project: { key: project },
          issuetype: { name: issueType },
          summary: title,
          description: documentOf(body),
          labels: [key, ...labels],
        },
      },
      answer: openedSchema,
    });
    return this.#ticket(opened.key, { name: "new", isClosed: false });
  }

  async status(id: string): Promise<TicketStatus | null> {
    const read = this.#api.read("Reading the ticket in Jira", {
      path: `rest/api/3/issue/${encodeURIComponent(id)}`,
      query: { fields: "status" },
      answer: issueSchema,
    });
    const issue = await read.catch(nullIfMissing);
    return issue === null ? null : statusOf(issue.fields.status);
  }

  /** The same link again replaces it: its global id is the address. */
  async link(id: string, { address, title }: BackLink): Promise<void> {
    await this.#api.post("Linking the ticket in Jira", {
      path: `rest/api/3/issue/${encodeURIComponent(id)}/remotelink`,
      body: { globalId: address, object: { url: address, title } },
      answer: z.unknown(),
    });
  }

  #ticket(key: string, status: TicketStatus): Ticket {
    const url = `${this.#settings.url.replace(/\/$/, "")}/browse/${encodeURIComponent(key)}`;
    return { id: key, name: key, url, status };
  }
}

function statusOf({ name, statusCategory }: z.infer<typeof statusSchema>): TicketStatus {
  return { name, isClosed: statusCategory.key === "done" };
}

/** Plain text in Atlassian's document format, a paragraph a line: nothing in it is read as markup. */
function documentOf(text: string): object {
  const content = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] }));
  return { type: "doc", version: 1, content };
}
