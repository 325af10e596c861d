import { z } from "zod";
import { addDays, type Day, dayOfInstant } from "#src/focus/day";
import type { ProviderAnomaly } from "#src/provider-items";
import type { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";
import type { Feed, FeedReading } from "#src/sources/source";
import { anomalyOf, anomalySchema } from "./anomaly-item.ts";

const PAGE_SIZE = "1000";
/** How far back is looked at first, and afterwards, in days. */
const FIRST_DAYS = 90;
const DAYS = 30;
/** Another memory than none: the days before are known. */
const READ_BEFORE = "read";

const pageSchema = z.object({ anomalies: z.array(anomalySchema).default([]) });

/** Anomalies of a billing account; Google takes nothing back of them. */
export class AnomalyFeed implements Feed<"anomaly"> {
  readonly kind = "anomaly";
  readonly name = "Google Cloud anomalies";
  readonly everyHours = 0;
  readonly isHistory = true;
  readonly #api: GoogleApi;
  readonly #account: string;
  readonly #now: () => number;

  /** @param now milliseconds since 1970-01-01 */
  constructor(api: GoogleApi, billingAccount: string, now: () => number) {
    this.#api = api;
    this.#account = billingAccount;
    this.#now = now;
  }

  async read(memory: string | null): Promise<FeedReading<"anomaly">> {
    const today = dayOfInstant(new Date(this.#now()));
    const start = addDays(today, memory === null ? -FIRST_DAYS : -DAYS);
    const filter = `start_time = "${compact(start)}" AND end_time = "${compact(addDays(today, 1))}"`;
    const place = `billingAccounts/${this.#account}`;
    const request = {
      api: "cloudbilling",
      path: `v1beta/${place}/anomalies`,
      query: { pageSize: PAGE_SIZE, filter },
    };
    const items: ProviderAnomaly[] = [];
    for await (const page of this.#api.pages(`Listing anomalies of ${place}`, request)) {
      const { anomalies } = readAnswer(pageSchema, page, place);
      items.push(...anomalies.flatMap((found) => anomalyOf(found, this.#account) ?? []));
    }
    return { items, memory: READ_BEFORE };
  }
}

/** 20261001 */
function compact(day: Day): string {
  return day.replaceAll("-", "");
}
