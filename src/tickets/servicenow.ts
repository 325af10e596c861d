import { z } from "zod";
import { nullIfMissing } from "./null-if-missing.ts";
import { type SettingsOf, TICKET_SYSTEM_NAMES } from "./settings.ts";
import type { BackLink, Ticket, TicketStatus, TicketSystem, TicketToOpen } from "./ticket.ts";
import type { TicketApi } from "./ticket-api.ts";

/** With sysparm_display_value=all. */
const valueSchema = z.object({ value: z.string(), display_value: z.string().nullable() });
const recordSchema = z.object({
  sys_id: valueSchema,
  number: valueSchema,
  state: valueSchema,
  active: valueSchema,
  correlation_id: valueSchema,
});
const oneSchema = z.object({ result: recordSchema });
const someSchema = z.object({ result: z.array(recordSchema) });

type TicketRecord = z.infer<typeof recordSchema>;

const SHOWN = {
  sysparm_display_value: "all",
  sysparm_fields: "sys_id,number,state,active,correlation_id",
} as const;

/** Records of a ServiceNow table that extends task, by its Table API; our key is the correlation id. */
export class ServiceNow implements TicketSystem {
  readonly name = TICKET_SYSTEM_NAMES.servicenow;
  readonly #api: TicketApi;
  readonly #settings: SettingsOf<"servicenow">;

  constructor(api: TicketApi, settings: SettingsOf<"servicenow">) {
    this.#api = api;
    this.#settings = settings;
  }

  async find(key: string): Promise<Ticket | null> {
    const { result } = await this.#api.read("Looking for the record in ServiceNow", {
      path: this.#path(),
      query: {
        ...SHOWN,
        sysparm_query: `correlation_id=${key}^ORDERBYsys_created_on`,
        sysparm_limit: "10",
      },
      answer: someSchema,
    });
    // A condition that ServiceNow doesn't take is left out, and all records are answered.
    const record = result.find(({ correlation_id: id }) => id.value === key);
    return record === undefined ? null : this.#ticket(record);
  }

  async open({ key, title, body }: TicketToOpen): Promise<Ticket> {
    const { result } = await this.#api.post("Opening a record in ServiceNow", {
      path: this.#path(),
      query: SHOWN,
      body: {
        ...this.#settings.fields,
        short_description: title,
        description: body,
        correlation_id: key,
        correlation_display: "Tally",
      },
      answer: oneSchema,
    });
    return this.#ticket(result);
  }

  async status(id: string): Promise<TicketStatus | null> {
    const read = this.#api.read("Reading the record in ServiceNow", {
      path: `${this.#path()}/${encodeURIComponent(id)}`,
      query: SHOWN,
      answer: oneSchema,
    });
    const found = await read.catch(nullIfMissing);
    return found === null ? null : statusOf(found.result);
  }

  async link(id: string, { address, title }: BackLink): Promise<void> {
    await this.#api.patch("Linking the record in ServiceNow", {
      path: `${this.#path()}/${encodeURIComponent(id)}`,
      query: SHOWN,
      body: { work_notes: `${title}: ${address}` },
      answer: z.unknown(),
    });
  }

  #path(): string {
    return `api/now/table/${this.#settings.table}`;
  }

  #ticket(record: TicketRecord): Ticket {
    const { table, url } = this.#settings;
    const id = record.sys_id.value;
    const place = `nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${id}`)}`;
    const address = `${url.replace(/\/$/, "")}/${place}`;
    return { id, name: record.number.value, url: address, status: statusOf(record) };
  }
}

function statusOf({ state, active }: TicketRecord): TicketStatus {
  return { name: state.display_value ?? state.value, isClosed: active.value === "false" };
}
