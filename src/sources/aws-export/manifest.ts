import { z } from "zod";
import { SourceError } from "#src/errors";
import { parseManifest } from "#src/sources/buckets/fetch-objects";
import type { WrittenFile } from "./aws-export.ts";

const manifestSchema = z.object({
  executionId: z.string().optional(),
  dataFiles: z.array(
    z.union([
      z.string().transform((uri) => ({ uri, bytes: undefined })),
      z
        .object({ s3Uri: z.string(), size: z.number().optional() })
        .transform(({ s3Uri, size }) => ({ uri: s3Uri, bytes: size })),
    ]),
  ),
});

/** From `data/` on, a URI's path is the same wherever the export was copied to. */
const DATA_PATH = /\/(data\/billing_period=[^/]+\/.+)$/i;

/** The files that a manifest of AWS names, each once. @throws SourceError */
export function readAwsManifest(text: string, name: string): readonly WrittenFile[] {
  const manifest = manifestSchema.safeParse(parseManifest(text, name));
  if (!manifest.success) {
    const problem = "It isn't a manifest of a Data Export: it has no list dataFiles.";
    throw new SourceError(problem, { file: name });
  }
  const files = new Map<string, WrittenFile>();
  for (const { uri, bytes } of manifest.data.dataFiles) {
    const key = DATA_PATH.exec(uri)?.[1];
    if (key === undefined) {
      throw new SourceError(`It names ${uri}, which is no file below data/.`, { file: name });
    }
    files.set(key, { key, bytes });
  }
  return [...files.values()];
}
