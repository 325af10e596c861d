import { z } from "zod";
import type { ProviderRecommendation } from "#src/provider-items";
import { CallError } from "#src/sources/calls/call-error";
import type { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";
import type { Feed, FeedReading } from "#src/sources/source";
import { recommendationOf, recommendationSchema } from "./recommendation-item.ts";
import { placeOf, type Recommender, recommendersOf } from "./recommenders.ts";
import type { GcpCostManagementSettings } from "./settings.ts";

const API = "recommender";
/** How long it is believed that nothing is recommended where nothing was, in milliseconds. */
const PROBE_INTERVAL = 7 * 86_400_000;

const pageSchema = z.object({ recommendations: z.array(recommendationSchema).default([]) });
const locationsSchema = z.object({
  locations: z.array(z.object({ locationId: z.string() })).default([]),
});

/** By project or billing account: when all of it was asked last, and the lists that had something. */
const memorySchema = z.object({
  /** What is asked; another memory is forgotten. */
  asked: z.string(),
  owners: z.record(z.string(), z.object({ probedAt: z.number(), lists: z.array(z.string()) })),
});

type Owners = z.infer<typeof memorySchema>["owners"];

/**
 * Recommendations of Google's Recommender. They are listed by project, location and recommender: most of these
 * lists are empty, so all are asked once a week only, and those that have something each time.
 */
export class RecommendationFeed implements Feed<"recommendation"> {
  readonly kind = "recommendation";
  readonly name = "Google Cloud Recommender";
  readonly everyHours = 0;
  readonly isHistory = false;
  readonly #api: GoogleApi;
  readonly #settings: GcpCostManagementSettings;
  readonly #now: () => number;

  /** @param now milliseconds since 1970-01-01 */
  constructor(api: GoogleApi, settings: GcpCostManagementSettings, now: () => number) {
    this.#api = api;
    this.#settings = settings;
    this.#now = now;
  }

  async read(memory: string | null): Promise<FeedReading<"recommendation">> {
    const known = this.#known(memory);
    const owners: Owners = {};
    const items: ProviderRecommendation[] = [];
    const problems: string[] = [];
    for (const owner of ownersOf(this.#settings)) {
      try {
        const before = known[owner];
        const isFresh = before !== undefined && this.#now() - before.probedAt < PROBE_INTERVAL;
        const lists = isFresh ? before.lists : await this.lists(owner);
        const readings = await this.#readLists(lists);
        owners[owner] = {
          probedAt: isFresh ? before.probedAt : this.#now(),
          lists: readings.filter(isWorthwhile).map(({ list }) => list),
        };
        items.push(...readings.flatMap((reading) => reading.items));
        problems.push(...problemsOf(readings));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        problems.push(error.message);
      }
    }
    const asked = askedOf(this.#settings);
    return { items, memory: JSON.stringify({ asked, owners }), problems };
  }

  /** All lists of a project or billing account: `projects/P/locations/L/recommenders/R`. @throws CallError, SourceError */
  async lists(owner: string): Promise<readonly string[]> {
    const locations = await this.locations(owner);
    return recommendersFor(owner, this.#settings).flatMap(({ id, places }) =>
      locations
        .filter((location) => places.includes(placeOf(location)))
        .map((location) => `${owner}/locations/${location}/recommenders/${id}`),
    );
  }

  /** Those that are set, else those where Google has something to recommend. @throws CallError, SourceError */
  async locations(owner: string): Promise<readonly string[]> {
    if (this.#settings.locations !== undefined) return this.#settings.locations;
    const request = { api: API, path: `v1beta1/${owner}/locations` };
    const found = new Set<string>();
    for await (const page of this.#api.pages(`Listing locations of ${owner}`, request)) {
      for (const { locationId } of readAnswer(locationsSchema, page, owner).locations) {
        found.add(locationId);
      }
    }
    return [...found].sort();
  }

  /** @throws CallError where none of the lists may be read */
  async #readLists(lists: readonly string[]): Promise<readonly ListReading[]> {
    const readings: ListReading[] = [];
    for (const list of lists) {
      try {
        readings.push({ list, items: await this.#readList(list), refusal: null });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        readings.push({ list, items: [], refusal: error });
      }
    }
    const denied = readings.flatMap(({ refusal }) =>
      refusal === null || isUnknown(refusal) ? [] : refusal,
    );
    const [first] = denied;
    if (first !== undefined && denied.length === readings.length) throw first;
    return readings;
  }

  async #readList(list: string): Promise<readonly ProviderRecommendation[]> {
    const items: ProviderRecommendation[] = [];
    const [owner = ""] = list.split("/locations/");
    const request = { api: API, path: `v1/${list}/recommendations` };
    for await (const page of this.#api.pages(`Listing recommendations of ${list}`, request)) {
      const { recommendations } = readAnswer(pageSchema, page, list);
      items.push(...recommendations.flatMap((found) => recommendationOf(found, owner) ?? []));
    }
    return items;
  }

  #known(memory: string | null): Owners {
    const parsed = memorySchema.safeParse(memory === null ? null : JSON.parse(memory));
    return parsed.success && parsed.data.asked === askedOf(this.#settings)
      ? parsed.data.owners
      : {};
  }
}

interface ListReading {
  readonly list: string;
  readonly items: readonly ProviderRecommendation[];
  readonly refusal: CallError | null;
}

/** The projects, and the billing account, that recommendations are about. */
export function ownersOf({ projects, billingAccount }: GcpCostManagementSettings): string[] {
  return [...projects.map((id) => `projects/${id}`), `billingAccounts/${billingAccount}`];
}

/** The recommenders that are asked about a project or a billing account. */
export function recommendersFor(
  owner: string,
  settings: GcpCostManagementSettings,
): readonly Recommender[] {
  const of = owner.startsWith("projects/") ? "project" : "billing account";
  return recommendersOf(settings).filter((recommender) => recommender.of === of);
}

function askedOf({ locations, recommenders }: GcpCostManagementSettings): string {
  return JSON.stringify([locations ?? null, recommenders ?? null]);
}

/** Whether a list is asked again before a week has passed. */
function isWorthwhile({ items, refusal }: ListReading): boolean {
  return items.length > 0 || (refusal !== null && !isUnknown(refusal));
}

/** One sentence for each recommender that can't be read. */
function problemsOf(readings: readonly ListReading[]): string[] {
  const refused = readings.filter(({ refusal }) => refusal !== null && !isUnknown(refusal));
  const byRecommender = Map.groupBy(refused, ({ list }) => list.split("/").at(-1));
  return [...byRecommender.values()].flatMap(([reading]) => reading?.refusal?.message ?? []);
}

/** Asking again doesn't help, but other lists may be read. */
function isRefusal(error: unknown): error is CallError {
  return error instanceof CallError && ["denied", "missing", "refused"].includes(error.failure);
}

/** Google has no such location, or not this recommender there: nothing is recommended. */
export function isUnknown({ failure, reason }: CallError): boolean {
  return failure === "missing" || (failure === "refused" && reason.startsWith("400"));
}
