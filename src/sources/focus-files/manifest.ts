import { z } from "zod";
import { SourceError } from "#src/errors";
import { firstDayOf } from "#src/sources/month";
import type { RunManifest } from "#src/sources/runs";

const count = z.number().int().min(0).optional();

/** The manifest that may lie beside FOCUS files of any origin, written last; docs/sources/focus-files.md. */
const manifestSchema = z.object({
  billingPeriod: z.string(),
  createdAt: z.iso.datetime(),
  rows: count,
  files: z.array(
    z.object({
      name: z.string().regex(/^[^/\\]+$/),
      bytes: count,
      rows: count,
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/i)
        .optional(),
    }),
  ),
});

/** Understands the manifest of a month of FOCUS files. @throws SourceError */
export function readFocusManifest(json: unknown, name: string): RunManifest {
  const parsed = manifestSchema.safeParse(json);
  const month = parsed.success ? firstDayOf(parsed.data.billingPeriod) : null;
  if (!parsed.success || month === null) {
    const key = parsed.error?.issues[0]?.path.join(".") ?? "billingPeriod";
    const problem = `${key} is missing or wrong. A manifest has billingPeriod (2026-10), createdAt (an instant) and files (name, and bytes, rows, sha256 where known).`;
    throw new SourceError(problem, { file: name });
  }
  const { createdAt, files, rows } = parsed.data;
  const order = new Date(createdAt).toISOString();
  return { month, order, exportName: "", files, rows: rows ?? null, bytes: null };
}
