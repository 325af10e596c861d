import { z } from "zod";
import { SourceError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import { Caller, type CallOptions } from "#src/sources/calls/caller";
import { callJson, type JsonAnswer, type JsonRequest } from "#src/sources/calls/json-api";
import type { SourceContext } from "#src/sources/context";
import { NotYetError, type PermissionCheck } from "#src/sources/source";
import { AZURE_MANAGEMENT, AzureCredential } from "./credential.ts";

/** A call of Resource Manager. */
export interface ManagementRequest {
  readonly method: JsonRequest["method"];
  /** From the first / on, with the query. */
  readonly path: string;
  readonly body?: unknown;
}

const pageSchema = z.object({
  value: z.array(z.unknown()),
  nextLink: z.string().nullish(),
});

/** Azure's Resource Manager, asked with the pace, the retries and the credentials of one source. */
export class ManagementApi {
  readonly caller: Caller;
  readonly #credential: AzureCredential;
  readonly #address: string;

  /** @param endpoint Resource Manager of another cloud than the public one */
  constructor({ environment, clock, limits }: SourceContext, endpoint = AZURE_MANAGEMENT) {
    this.#address = endpoint.replace(/\/$/, "");
    this.caller = new Caller(clock, limits);
    this.#credential = new AzureCredential(environment, () => clock.now(), this.#address);
  }

  /**
   * @param action what is done, for messages
   * @throws CallError
   */
  request(
    action: string,
    { method, path, body }: ManagementRequest,
    before?: CallOptions["before"],
  ): Promise<JsonAnswer> {
    return this.caller.call(
      action,
      async (time) => {
        const { token } = await this.#credential.getToken();
        const address = this.#address + path;
        return callJson({ method, address, token, ...(body === undefined ? {} : { body }) }, time);
      },
      {
        onUnauthenticated: () => this.#credential.renew(),
        ...(before === undefined ? {} : { before }),
      },
    );
  }

  /** All items of a list, page by page. @throws CallError; SourceError for what is no list */
  async list(action: string, path: string): Promise<unknown[]> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    for (let next: string | null = path; next !== null; ) {
      refuseCircle(seen, next, action);
      const { body } = await this.request(action, { method: "GET", path: next });
      // 204: there is nothing.
      if (body === null) return items;
      const page = pageSchema.safeParse(body);
      if (!page.success) {
        throw new SourceError("The answer isn't the list that Azure documents.", { file: action });
      }
      items.push(...page.data.value);
      next = nextPath(page.data.nextLink);
    }
    return items;
  }
}

/** Where the next page is; only its path, so that no token goes to another address. */
export function nextPath(link: string | null | undefined): string | null {
  if (link === null || link === undefined || link === "") return null;
  const { pathname, search } = new URL(link, AZURE_MANAGEMENT);
  return pathname + search;
}

/** @throws SourceError for a page that was read already */
export function refuseCircle(seen: Set<string>, path: string, action: string): void {
  if (seen.has(path)) {
    throw new SourceError("Its pages lead back to one that was read.", { file: action });
  }
  seen.add(path);
}

const FAILURES = [CallError, SourceError, NotYetError];

/** Whether Azure failed, rather than we. */
export function isFailure(error: unknown): error is Error {
  return FAILURES.some((kind) => error instanceof kind);
}

/** The problem of a call in a sentence; null where it works. @throws what is no failure of Azure's */
export async function problemOf(call: () => Promise<unknown>): Promise<string | null> {
  try {
    await call();
    return null;
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}

/** Tries what a permission of Azure's allows; `permission` names it and where. */
export async function tryPermission(
  permission: string,
  call: () => Promise<unknown>,
): Promise<PermissionCheck> {
  return { permission, problem: await problemOf(call) };
}
