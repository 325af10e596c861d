import { z } from "zod";
import { sourceSchema } from "#src/sources/settings";

const LONGEST_NAME = 100;

/** The key `sources` of tally.yaml: each source by its name. Credentials stand nowhere in it. */
export const sourcesSchema = z.record(z.string().min(1).max(LONGEST_NAME), sourceSchema);

export type SourcesConfig = z.infer<typeof sourcesSchema>;
