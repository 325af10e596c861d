import { z } from "zod";
import { dayOfInstant } from "#src/focus/day";
import type { ProviderRecommendation, RecommendationWriteBack } from "#src/provider-items";
import type { ManagementApi } from "#src/sources/azure/management-api";
import { CallError } from "#src/sources/calls/call-error";

export const ADVISOR_VERSION = "2025-01-01";
/** Ours, so that telling twice changes the one there is. */
const OUR_NAME = "tally";
const RECOMMENDATION =
  /^\/subscriptions\/[^/]+\/(.+\/)?providers\/microsoft\.advisor\/recommendations\/[^/]+$/i;
/** What ends later than that was meant for good. */
const FOR_GOOD = 10 * 365 * 86_400_000;

const suppressionSchema = z.object({
  id: z.string(),
  properties: z.object({
    /** `7.00:00:00`; -1 or none for good. */
    ttl: z.string().nullish(),
    expirationTimeStamp: z.string().nullish(),
  }),
});

/** What Advisor was told of a recommendation. */
export interface Suppression {
  /** Its path, and that of its recommendation, in lower case. */
  readonly path: string;
  readonly recommendation: string;
  readonly state: Extract<ProviderRecommendation["state"], "dismissed" | "snoozed">;
}

/** The suppressions of a subscription that are in force. @throws CallError, SourceError */
export async function readSuppressions(
  api: ManagementApi,
  subscription: string,
  now: number,
): Promise<Suppression[]> {
  const path = `${subscription}/providers/Microsoft.Advisor/suppressions?api-version=${ADVISOR_VERSION}`;
  const listed = await api.list(`Listing what is suppressed in ${subscription}`, path);
  return listed.flatMap((item) => {
    const parsed = suppressionSchema.safeParse(item);
    if (!parsed.success) return [];
    const { id, properties } = parsed.data;
    const [recommendation = ""] = id.toLowerCase().split("/suppressions/");
    const end = properties.expirationTimeStamp ? Date.parse(properties.expirationTimeStamp) : null;
    if (end !== null && end <= now) return [];
    const isForGood = end === null ? !hasTime(properties.ttl) : end - now > FOR_GOOD;
    const state = isForGood ? "dismissed" : "snoozed";
    return [{ path: id.toLowerCase(), recommendation, state } as const];
  });
}

/**
 * Tells Advisor what was decided about a recommendation.
 * @returns why it takes no such thing, or null
 * @throws CallError, SourceError
 */
export async function tellAdvisor(
  api: ManagementApi,
  { id, state, until }: RecommendationWriteBack,
  now: number,
): Promise<string | null> {
  if (!RECOMMENDATION.test(id)) return "It isn't a recommendation of Azure Advisor's.";
  const isOver = state === "snoozed" && until !== null && until <= dayOfInstant(new Date(now));
  if (state === "open" || isOver) return reopen(api, id, now);
  if (state === "dismissed") return suppress(api, id, null);
  if (state === "snoozed" && until !== null) return suppress(api, id, timeUntil(until, now));
  return "Azure Advisor can be told that a recommendation is dismissed, snoozed until a day, or open again, and nothing else; here it is kept.";
}

async function suppress(api: ManagementApi, id: string, ttl: string | null) {
  try {
    await api.request(`Telling Advisor about ${id}`, {
      method: "PUT",
      path: `${encoded(id)}/suppressions/${OUR_NAME}?api-version=${ADVISOR_VERSION}`,
      body: { properties: ttl === null ? {} : { ttl } },
    });
    return null;
  } catch (error) {
    if (isMissing(error)) return "Azure Advisor doesn't have this recommendation any more.";
    throw error;
  }
}

/** Ends every suppression of it, whoever made it. */
async function reopen(api: ManagementApi, id: string, now: number): Promise<null> {
  const [subscription = ""] = /^\/subscriptions\/[^/]+/i.exec(id) ?? [];
  const suppressions = await readSuppressions(api, subscription, now);
  for (const { path, recommendation } of suppressions) {
    if (recommendation === id.toLowerCase()) await remove(api, path);
  }
  return null;
}

async function remove(api: ManagementApi, path: string): Promise<void> {
  try {
    await api.request(`Telling Advisor about ${path}`, {
      method: "DELETE",
      path: `${encoded(path)}?api-version=${ADVISOR_VERSION}`,
    });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Names of resources may hold blanks and more. */
function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function isMissing(error: unknown): boolean {
  return error instanceof CallError && error.failure === "missing";
}

function hasTime(ttl: string | null | undefined): boolean {
  return typeof ttl === "string" && ttl !== "" && !ttl.startsWith("-");
}

/** Days, hours, minutes and seconds until a day begins: `6.15:00:00`. */
function timeUntil(day: string, now: number): string {
  const seconds = Math.ceil((Date.parse(`${day}T00:00:00Z`) - now) / 1000);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const time = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return `${Math.floor(seconds / 86_400)}.${time}`;
}
