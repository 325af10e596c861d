import { basename } from "node:path/posix";
import { z } from "zod";
import { SourceError } from "#src/errors";
import { addMonths } from "#src/focus/day";
import type { RunManifest } from "#src/sources/runs";

const count = z.number().int().min(0);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT/);

const manifestSchema = z.object({
  blobCount: count.optional(),
  byteCount: count.optional(),
  dataRowCount: count.optional(),
  exportConfig: z.object({
    exportName: z.string(),
    type: z.string().default("FocusCost"),
    resourceId: z.string().default(""),
  }),
  runInfo: z.object({ submittedTime: instant, startDate: instant, endDate: instant }),
  blobs: z.array(
    z.object({
      blobName: z.string(),
      byteCount: count.optional(),
      dataRowCount: count.optional(),
    }),
  ),
});

/** Digits of a second in `submittedTime`. */
const FRACTION_DIGITS = 7;

/** Understands the manifest of a run of Cost Management; null for an export of another type. @throws SourceError */
export function readAzureManifest(json: unknown, name: string): RunManifest | null {
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    const problem = `It isn't a manifest of Cost Management: ${parsed.error.issues[0]?.path.join(".")} is missing or wrong.`;
    throw new SourceError(problem, { file: name });
  }
  const { exportConfig, runInfo, blobs, ...counts } = parsed.data;
  if (exportConfig.type.toLowerCase() !== "focuscost") return null;
  if (counts.blobCount !== undefined && counts.blobCount !== blobs.length) {
    const problem = `It says ${counts.blobCount} files and names ${blobs.length}.`;
    throw new SourceError(problem, { file: name });
  }
  return {
    month: monthOfRun(runInfo, name),
    order: sortable(runInfo.submittedTime),
    exportName: (exportConfig.resourceId || exportConfig.exportName).toLowerCase(),
    rows: counts.dataRowCount ?? null,
    bytes: counts.byteCount ?? null,
    files: blobs.map(({ blobName, byteCount, dataRowCount }) => ({
      // Names may begin with a blank, and hold the folder as seen from the container.
      name: basename(blobName.trim()),
      bytes: byteCount,
      rows: dataRowCount,
    })),
  };
}

/** A run must begin with its month, or it would replace the whole month by a part of it. */
function monthOfRun(
  { startDate, endDate }: z.infer<typeof manifestSchema>["runInfo"],
  name: string,
): string {
  const month = startDate.slice(0, 10);
  const isOneMonth = month.endsWith("-01") && endDate.slice(0, 10) <= addMonths(month, 1);
  if (isOneMonth) return month;
  const problem = `The run covers ${month} to ${endDate.slice(0, 10)} instead of one month from its first day on. Set the export to “daily export of month-to-date costs”, or rerun it month by month.`;
  throw new SourceError(problem, { file: name });
}

/** Instants of the same zone that sort as text, whatever digits they leave out. */
function sortable(instantText: string): string {
  const [seconds = "", fraction = ""] = instantText.replace(/Z$/, "").split(".");
  return `${seconds}.${fraction.padEnd(FRACTION_DIGITS, "0")}`;
}
