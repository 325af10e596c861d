import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { type AwsApi, COST_EXPLORER_PRICE } from "#src/sources/aws/aws-api";
import { CallError } from "#src/sources/calls/call-error";
import { NotYetError } from "#src/sources/source";
import { type CostPage, type CostQuery, pageOf, requestOf } from "./cost-query.ts";
import type { KeptPages } from "./kept-pages.ts";

/** What Cost Explorer says of a page's token that is too old, or of data that were renewed meanwhile. */
const OUTDATED = /InvalidNextToken|RequestChanged|BillExpiration/;

/** Asks Cost Explorer for what isn't kept yet of one month. */
export class CostReader {
  readonly #api: AwsApi<CostExplorerClient>;
  readonly #kept: KeptPages;
  readonly #action: string;

  /** @param action what is done, for messages */
  constructor(api: AwsApi<CostExplorerClient>, kept: KeptPages, action: string) {
    this.#api = api;
    this.#kept = kept;
    this.#action = action;
  }

  /** The pages of an answer. @throws CallError; NotYetError where it has to be read from the start again */
  async *pages(query: CostQuery): AsyncGenerator<CostPage, void> {
    let token: string | null = null;
    for (let number = 0; ; number++) {
      let page = await this.#kept.page(query, number);
      if (page === null) {
        page = await this.#ask(query, token);
        await this.#kept.keep(query, number, page);
      }
      yield page;
      token = page.next;
      if (token === null) return;
    }
  }

  async #ask(query: CostQuery, token: string | null): Promise<CostPage> {
    const { GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
    const command = new GetCostAndUsageCommand(requestOf(query, token));
    try {
      const answer = await this.#api.call(
        this.#action,
        (client, options) => client.send(command, options),
        COST_EXPLORER_PRICE,
      );
      return pageOf(answer);
    } catch (error) {
      if (!(error instanceof CallError && OUTDATED.test(error.reason))) throw error;
      await this.#kept.forget();
      throw new NotYetError(`${this.#action}: it was renewed while it was read`);
    }
  }
}
