import { z } from "zod";
import { SourceError } from "#src/errors";
import type { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";
import type { Feed, FeedReading } from "#src/sources/source";
import { budgetOf, budgetSchema, type GoogleBudget } from "./budget-item.ts";

const PAGE_SIZE = "100";

const pageSchema = z.object({ budgets: z.array(budgetSchema).default([]) });
const accountSchema = z.object({ currencyCode: z.string().default("") });

/** Budgets of a billing account. Google doesn't tell what is spent of them. */
export class BudgetFeed implements Feed<"budget"> {
  readonly kind = "budget";
  readonly name = "Google Cloud Budgets";
  readonly everyHours = 0;
  readonly isHistory = false;
  readonly #api: GoogleApi;
  readonly #account: string;

  constructor(api: GoogleApi, billingAccount: string) {
    this.#api = api;
    this.#account = billingAccount;
  }

  async read(): Promise<FeedReading<"budget">> {
    const found: GoogleBudget[] = [];
    const place = `billingAccounts/${this.#account}`;
    const request = {
      api: "billingbudgets",
      path: `v1/${place}/budgets`,
      query: { pageSize: PAGE_SIZE },
    };
    for await (const page of this.#api.pages(`Listing budgets of ${place}`, request)) {
      found.push(...readAnswer(pageSchema, page, place).budgets);
    }
    const currency = found.length === 0 ? "" : await this.#currency(found);
    return { items: found.map((one) => budgetOf(one, this.#account, currency)), memory: null };
  }

  /** All budgets are in that of the billing account, which those without an amount don't say. */
  async #currency(budgets: readonly GoogleBudget[]): Promise<string> {
    const stated = budgets.find(({ amount }) => amount.specifiedAmount?.currencyCode);
    if (stated?.amount.specifiedAmount !== undefined) {
      return stated.amount.specifiedAmount.currencyCode;
    }
    const path = `v1/billingAccounts/${this.#account}`;
    const answer = await this.#api.call("Reading the currency of the billing account", {
      api: "cloudbilling",
      path,
    });
    const { currencyCode } = readAnswer(accountSchema, answer, this.#account);
    if (currencyCode !== "") return currencyCode;
    throw new SourceError("Google doesn't say in which currency its budgets are.", {
      file: `billingAccounts/${this.#account}`,
    });
  }
}
