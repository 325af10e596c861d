import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { openTicketSystem } from "#src/tickets/open-ticket-system";
import { type TicketSettings, ticketsSchema } from "#src/tickets/settings";
import type { Ticket } from "#src/tickets/ticket";
import { TicketApi } from "#src/tickets/ticket-api";

const SECRET = "s3cret-token";
const KEY = "tally-0123456789ab";
const draft = {
  key: KEY,
  title: "Save $100.00 a month: Delete the volume vol-1",
  body: "Delete the volume vol-1\n/close\n@everyone ``` look",
};
const link = { address: "https://tally.example.com/", title: "Recommendation 12 in Tally" };
const basic = `Basic ${Buffer.from(`ann@example.com:${SECRET}`).toString("base64")}`;

/** A ticket system as its documentation shows it. */
interface Documented {
  readonly settings: TicketSettings;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly find: { readonly path: string; readonly query: object };
  readonly found: object;
  readonly nothing: object;
  readonly open: { readonly path: string; readonly body: object; readonly answer: object };
  readonly status: { readonly path: string; readonly closed: object };
  readonly link: {
    readonly method: "POST" | "PATCH";
    readonly path: string;
    readonly body: object;
  };
  readonly ticket: Omit<Ticket, "status">;
  readonly stands: { readonly found: Ticket["status"]; readonly closed: Ticket["status"] };
}

const jiraStatus = (name: string, key: string) => ({
  id: "10001",
  key: "FIN-7",
  self: "https://example.atlassian.net/rest/api/3/issue/10001",
  fields: { status: { name, id: "3", statusCategory: { id: 4, key, name } } },
});
const gitHubIssue = (state: string, reason: string | null) => ({
  id: 1,
  number: 34,
  html_url: "https://github.com/acme/finops/issues/34",
  state,
  state_reason: reason,
  title: draft.title,
  labels: [{ id: 208_045_946, name: KEY }],
});
const gitLabIssue = (state: string) => ({
  id: 84,
  iid: 14,
  project_id: 4,
  state,
  title: draft.title,
  labels: [KEY],
  web_url: "https://gitlab.example.com/acme/finops/-/issues/14",
});
const serviceNowRecord = (state: string, active: string, key = KEY) => ({
  sys_id: { display_value: "a9e30c7d", value: "a9e30c7d" },
  number: { display_value: "INC0010023", value: "INC0010023" },
  state: { display_value: state, value: "1" },
  active: { display_value: active, value: active },
  correlation_id: { display_value: key, value: key },
});
const fencedBody = `\`\`\`\`text\n${draft.body}\n\`\`\`\`\n`;
const SHOWN = {
  sysparm_display_value: "all",
  sysparm_fields: "sys_id,number,state,active,correlation_id",
};

const SYSTEMS: Readonly<Record<string, Documented>> = {
  Jira: {
    settings: ticketsSchema.parse({
      system: "jira",
      url: "https://example.atlassian.net/",
      project: "FIN",
      labels: ["finops"],
    }),
    host: "https://example.atlassian.net",
    headers: { authorization: basic },
    find: {
      path: "/rest/api/3/search/jql",
      query: {
        jql: `project = "FIN" AND labels = "${KEY}" ORDER BY created ASC`,
        fields: "status",
        maxResults: "1",
      },
    },
    found: { isLast: true, issues: [jiraStatus("In Progress", "indeterminate")] },
    nothing: { isLast: true, issues: [] },
    open: {
      path: "/rest/api/3/issue",
      body: {
        fields: {
          project: { key: "FIN" },
          issuetype: { name: "Task" },
          summary: draft.title,
          description: {
            type: "doc",
            version: 1,
            content: draft.body
              .split("\n")
              .map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
          },
          labels: [KEY, "finops"],
        },
      },
      answer: {
        id: "10001",
        key: "FIN-7",
        self: "https://example.atlassian.net/rest/api/3/issue/10001",
      },
    },
    status: { path: "/rest/api/3/issue/FIN-7?fields=status", closed: jiraStatus("Done", "done") },
    link: {
      method: "POST",
      path: "/rest/api/3/issue/FIN-7/remotelink",
      body: { globalId: link.address, object: { url: link.address, title: link.title } },
    },
    ticket: { id: "FIN-7", name: "FIN-7", url: "https://example.atlassian.net/browse/FIN-7" },
    stands: {
      found: { name: "In Progress", isClosed: false },
      closed: { name: "Done", isClosed: true },
    },
  },
  GitHub: {
    settings: ticketsSchema.parse({ system: "github", repository: "acme/finops" }),
    host: "https://api.github.com",
    headers: { authorization: `Bearer ${SECRET}`, "x-github-api-version": "2022-11-28" },
    find: {
      path: "/repos/acme/finops/issues",
      query: { labels: KEY, state: "all", sort: "created", direction: "asc", per_page: "10" },
    },
    found: [
      { ...gitHubIssue("open", null), pull_request: {}, number: 33 },
      gitHubIssue("open", null),
    ],
    nothing: [],
    open: {
      path: "/repos/acme/finops/issues",
      body: { title: draft.title, body: fencedBody, labels: [KEY] },
      answer: gitHubIssue("open", null),
    },
    status: { path: "/repos/acme/finops/issues/34", closed: gitHubIssue("closed", "not_planned") },
    link: {
      method: "POST",
      path: "/repos/acme/finops/issues/34/comments",
      body: { body: `[${link.title}](${link.address})` },
    },
    ticket: { id: "34", name: "#34", url: "https://github.com/acme/finops/issues/34" },
    stands: {
      found: { name: "open", isClosed: false },
      closed: { name: "closed (not planned)", isClosed: true },
    },
  },
  GitLab: {
    settings: ticketsSchema.parse({
      system: "gitlab",
      url: "https://gitlab.example.com",
      project: "acme/finops",
      labels: ["cost"],
    }),
    host: "https://gitlab.example.com",
    headers: { "private-token": SECRET },
    find: {
      path: "/api/v4/projects/acme%2Ffinops/issues",
      query: { labels: KEY, state: "all", order_by: "created_at", sort: "asc", per_page: "1" },
    },
    found: [gitLabIssue("opened")],
    nothing: [],
    open: {
      path: "/api/v4/projects/acme%2Ffinops/issues",
      body: { title: draft.title, description: fencedBody, labels: `${KEY},cost` },
      answer: gitLabIssue("opened"),
    },
    status: { path: "/api/v4/projects/acme%2Ffinops/issues/14", closed: gitLabIssue("closed") },
    link: {
      method: "POST",
      path: "/api/v4/projects/acme%2Ffinops/issues/14/notes",
      body: { body: `[${link.title}](${link.address})` },
    },
    ticket: { id: "14", name: "#14", url: "https://gitlab.example.com/acme/finops/-/issues/14" },
    stands: {
      found: { name: "opened", isClosed: false },
      closed: { name: "closed", isClosed: true },
    },
  },
  ServiceNow: {
    settings: ticketsSchema.parse({
      system: "servicenow",
      url: "https://example.service-now.com",
      fields: { assignment_group: "FinOps" },
    }),
    host: "https://example.service-now.com",
    headers: { authorization: basic },
    find: {
      path: "/api/now/table/incident",
      query: {
        ...SHOWN,
        sysparm_query: `correlation_id=${KEY}^ORDERBYsys_created_on`,
        sysparm_limit: "10",
      },
    },
    found: { result: [serviceNowRecord("New", "true", ""), serviceNowRecord("New", "true")] },
    nothing: { result: [serviceNowRecord("New", "true", "somebody else's")] },
    open: {
      path: `/api/now/table/incident?${new URLSearchParams(SHOWN)}`,
      body: {
        assignment_group: "FinOps",
        short_description: draft.title,
        description: draft.body,
        correlation_id: KEY,
        correlation_display: "Tally",
      },
      answer: { result: serviceNowRecord("New", "true") },
    },
    status: {
      path: `/api/now/table/incident/a9e30c7d?${new URLSearchParams(SHOWN)}`,
      closed: { result: serviceNowRecord("Closed", "false") },
    },
    link: {
      method: "PATCH",
      path: `/api/now/table/incident/a9e30c7d?${new URLSearchParams(SHOWN)}`,
      body: { work_notes: `${link.title}: ${link.address}` },
    },
    ticket: {
      id: "a9e30c7d",
      name: "INC0010023",
      url: "https://example.service-now.com/nav_to.do?uri=incident.do%3Fsys_id%3Da9e30c7d",
    },
    stands: {
      found: { name: "New", isClosed: false },
      closed: { name: "Closed", isClosed: true },
    },
  },
};

let waits: number[] = [];
let time = 0;
const clock = {
  now: () => {
    time += 60_000;
    return time;
  },
  wait: async (milliseconds: number) => {
    waits.push(milliseconds);
  },
  random: () => 0,
};
const environment = { TALLY_TICKETS_USER: "ann@example.com", TALLY_TICKETS_TOKEN: SECRET };
const opened = (settings: TicketSettings) =>
  openTicketSystem(settings, environment, { clock, limits: { callsPerSecond: 1e9, silence: 500 } });

beforeEach(() => {
  waits = [];
});
afterEach(() => {
  nock.cleanAll();
});

describe.each(Object.entries(SYSTEMS))("%s", (name, documented) => {
  const { settings, host, headers, find, found, nothing, open, status, ticket, stands } =
    documented;
  const system = opened(settings);
  const api = () => nock(host, { reqheaders: { ...headers, "user-agent": "tally" } });

  test("is called as people call it", () => {
    expect(system.name).toBe(name);
  });

  test("finds the ticket of a key, or none", async () => {
    api()
      .get(find.path)
      .query({ ...find.query })
      .reply(200, found);
    expect(await system.find(KEY)).toEqual({ ...ticket, status: stands.found });
    api()
      .get(find.path)
      .query({ ...find.query })
      .reply(200, nothing);
    expect(await system.find(KEY)).toBeNull();
  });

  test("opens a ticket as it was confirmed, which pings nobody", async () => {
    const call = api()
      .post(open.path, { ...open.body })
      .reply(201, open.answer);
    expect(await system.open(draft)).toMatchObject({ ...ticket, status: { isClosed: false } });
    expect(call.isDone()).toBe(true);
  });

  test("opens none twice: a failure isn't tried again", async () => {
    api().post(open.path).reply(503, "busy");
    await expect(system.open(draft)).rejects.toMatchObject({ failure: "unavailable" });
    expect(waits).toEqual([]);
  });

  test("reads how a ticket stands, again where it has to wait", async () => {
    api().get(status.path).reply(429, "", { "retry-after": "7" });
    api().get(status.path).reply(200, status.closed);
    expect(await system.status(ticket.id)).toEqual(stands.closed);
    expect(waits).toEqual([7000]);
    api().get(status.path).reply(404, {});
    expect(await system.status(ticket.id)).toBeNull();
  });

  test("links it back", async () => {
    const { method, path, body } = documented.link;
    const scope = api();
    const call = method === "POST" ? scope.post(path, { ...body }) : scope.patch(path, { ...body });
    call.reply(201, {});
    await system.link(ticket.id, link);
    expect(scope.isDone()).toBe(true);
  });

  test.each([
    [401, "unauthenticated"],
    [403, "denied"],
    [404, "missing"],
    [422, "refused"],
    [302, "refused"],
  ])("tells %i as %s, without the secret or the answer's words", async (code, failure) => {
    api()
      .post(open.path)
      .reply(code, { message: `no ${SECRET}` }, { location: "https://evil.example.com/" });
    const error = await system.open(draft).catch((one: unknown) => one);
    expect(error).toMatchObject({ failure });
    expect(String(error)).not.toContain(SECRET);
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });

  test("takes no answer of another shape", async () => {
    api().post(open.path).reply(200, { hello: "world" });
    await expect(system.open(draft)).rejects.toMatchObject({ failure: "corrupt" });
    api().post(open.path).reply(200, "<html>");
    await expect(system.open(draft)).rejects.toMatchObject({ failure: "corrupt" });
  });
});

test("what doesn't answer in time is given up", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const limits = { silence: 50, attempts: 2 };
  const api = new TicketApi({ url: `http://127.0.0.1:${port}`, headers: {}, clock, limits });
  const read = api.read("Reading", { path: "x", answer: z.unknown() });
  await expect(read).rejects.toMatchObject({ failure: "unavailable" });
  expect(waits).toHaveLength(1);
  server.closeAllConnections();
  server.close();
});

test("GitHub's 403 for whoever is too fast is waited out", async () => {
  const { settings, host, find } = SYSTEMS["GitHub"] as Documented;
  nock(host)
    .get(find.path)
    .query(true)
    .reply(403, "", { "retry-after": "60", "x-ratelimit-remaining": "12" })
    .get(find.path)
    .query(true)
    .reply(200, []);
  expect(await opened(settings).find(KEY)).toBeNull();
  expect(waits).toEqual([60_000]);
});

test("settings are checked: no secret goes out in the clear, and none is missing", () => {
  const jira = { system: "jira", url: "https://example.atlassian.net", project: "FIN" };
  expect(ticketsSchema.safeParse(jira).success).toBe(true);
  expect(ticketsSchema.safeParse({ ...jira, url: "http://example.atlassian.net" }).success).toBe(
    false,
  );
  expect(ticketsSchema.safeParse({ ...jira, project: 'FIN" OR 1=1' }).success).toBe(false);
  expect(ticketsSchema.safeParse({ system: "github", repository: "acme/.." }).success).toBe(false);
  expect(ticketsSchema.safeParse({ ...jira, token: "x" }).success).toBe(false);
  const settings = ticketsSchema.parse(jira);
  expect(() => openTicketSystem(settings, {}, { clock })).toThrow(/TALLY_TICKETS_TOKEN isn't set/);
  expect(() => openTicketSystem(settings, { TALLY_TICKETS_TOKEN: "x" }, { clock })).toThrow(
    /TALLY_TICKETS_USER isn't set/,
  );
});
