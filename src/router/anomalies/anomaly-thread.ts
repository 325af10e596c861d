import { z } from "zod";
import type { ShownRows, Turn } from "#src/conversation";
import { filterSchema } from "#src/cost-question";

/** The first column of a list of anomalies holds their ids. */
const IDS = "anomaly";

const listSchema = z.looseObject({ filters: z.array(filterSchema).default([]) });
const pickSchema = z.looseObject({ list: listSchema.optional() });

/** What a thread about anomalies holds. */
export interface AnomalyThread {
  /** The list that was asked for last. */
  readonly list: z.infer<typeof listSchema> | null;
  /** Which anomaly was spoken of last, as the skills take it; absent after a list. */
  readonly pick?: Readonly<Record<string, unknown>>;
  /** The ids that were shown; null where none were. */
  readonly rows: ShownRows | null;
}

/** What a turn leaves to follow up on; null where it wasn't about anomalies. */
export function anomalyThread({ skill, input, rows }: Turn): AnomalyThread | null {
  const ids = rows?.dimension === IDS ? rows : null;
  if (skill === "list-anomalies") {
    const list = listSchema.safeParse(input);
    return list.success ? { list: list.data, rows: ids } : null;
  }
  if (skill !== "explain-anomaly" && skill !== "resolve-anomaly") return null;
  const pick = pickSchema.safeParse(input);
  if (!pick.success) return null;
  const { list = null, id, nth, filters, words, period } = pick.data;
  const own = { id, nth, filters, words, ...(period === undefined ? {} : { period }) };
  return { list, rows: ids, pick: { ...own, ...(list === null ? {} : { list }) } };
}
