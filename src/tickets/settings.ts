import { z } from "zod";

/** Secrets are sent there: never in the clear. */
const address = z.url({ protocol: /^https$/, error: "write an address with https://" });
const labels = z
  .array(
    z
      .string()
      .min(1)
      .max(50)
      .regex(/^[^\s,]+$/, "no spaces or commas"),
  )
  .default([]);

/** The key `tickets` of tally.yaml: where tickets about recommendations are opened. */
export const ticketsSchema = z.discriminatedUnion("system", [
  z.strictObject({
    system: z.literal("jira"),
    /** The site: https://example.atlassian.net */
    url: address,
    project: z.string().regex(/^[A-Z][A-Z0-9_]+$/, "write the project's key, such as FIN"),
    issueType: z.string().min(1).default("Task"),
    labels,
  }),
  z.strictObject({
    system: z.literal("github"),
    /** Of the API; GitHub Enterprise's ends with /api/v3. */
    url: address.default("https://api.github.com"),
    repository: z.string().regex(/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/, "write it as OWNER/NAME"),
    labels,
  }),
  z.strictObject({
    system: z.literal("gitlab"),
    url: address.default("https://gitlab.com"),
    /** Its number, or its path: group/name. */
    project: z.string().min(1),
    labels,
  }),
  z.strictObject({
    system: z.literal("servicenow"),
    /** The instance: https://example.service-now.com */
    url: address,
    /** One that extends task. */
    table: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/)
      .default("incident"),
    /** More fields of each record: assignment_group … */
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string()).default({}),
  }),
]);

export type TicketSettings = z.infer<typeof ticketsSchema>;
export type SettingsOf<System extends TicketSettings["system"]> = Extract<
  TicketSettings,
  { system: System }
>;

/** The environment variables by which the ticket system knows us; secrets stand nowhere else. */
export interface TicketEnvironment {
  /** Jira's e-mail address, or ServiceNow's user. */
  readonly TALLY_TICKETS_USER?: string | undefined;
  /** Jira's API token, GitHub's or GitLab's access token, or ServiceNow's password. */
  readonly TALLY_TICKETS_TOKEN?: string | undefined;
}

/** What people call each system. */
export const TICKET_SYSTEM_NAMES: Readonly<Record<TicketSettings["system"], string>> = {
  jira: "Jira",
  github: "GitHub",
  gitlab: "GitLab",
  servicenow: "ServiceNow",
};
