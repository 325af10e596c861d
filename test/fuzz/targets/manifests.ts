import fc from "fast-check";
import { SourceError } from "#src/errors";
import { readAwsManifest } from "#src/sources/aws-export/manifest";
import { readAzureManifest } from "#src/sources/azure-export/manifest";
import { parseManifest } from "#src/sources/buckets/fetch-objects";
import { readFocusManifest } from "#src/sources/focus-files/manifest";
import { monthInName } from "#src/sources/focus-files/month-in-name";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { hostileText } from "../hostile-text.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";

const AWS: Json = {
  executionId: "1",
  dataFiles: [
    "s3://bucket/export/data/BILLING_PERIOD=2026-10/part-1.csv.gz",
    { s3Uri: "s3://bucket/export/data/billing_period=2026-10/part-2.parquet", size: 10 },
  ],
};

const AZURE: Json = {
  blobCount: 1,
  byteCount: 10,
  dataRowCount: 2,
  exportConfig: { exportName: "focus", type: "FocusCost", resourceId: "/subscriptions/1" },
  runInfo: {
    submittedTime: "2026-10-05T01:02:03.0000001Z",
    startDate: "2026-10-01T00:00:00",
    endDate: "2026-10-31T00:00:00",
  },
  blobs: [{ blobName: " container/folder/part_0.csv", byteCount: 10, dataRowCount: 2 }],
};

const FOCUS: Json = {
  billingPeriod: "2026-10",
  createdAt: "2026-10-05T01:02:03Z",
  rows: 2,
  files: [{ name: "part-1.csv", bytes: 10, rows: 2, sha256: "0".repeat(64) }],
};

/** What says which files belong to a delivery. */
interface Input {
  readonly kind: "aws" | "azure" | "focus";
  readonly text: string;
  readonly name: string;
}

const json = mutatedJson([AWS, AZURE, FOCUS]).map((manifest) => JSON.stringify(manifest));

/** Manifests, and months told by names of objects. */
export const manifests: FuzzTarget = {
  name: "manifests",
  weight: 50,
  async open() {
    const inputs: fc.Arbitrary<Input> = fc.record({
      kind: fc.constantFrom("aws", "azure", "focus"),
      text: fc.oneof({ weight: 9, arbitrary: json }, { weight: 1, arbitrary: hostileText }),
      name: fc.oneof(fc.constant("billing_period=2026-10/manifest.json"), hostileText),
    });
    return {
      inputs,
      fuzz(input: Input) {
        holds(/^\d{4}-\d\d-01$/.test(monthInName(input.name) ?? "2026-10-01"), "no month");
        for (const name of namesIn(input)) {
          holds(!name.includes("/") || input.kind === "aws", `${name} is in another folder`);
          holds(!name.includes("\\") || input.kind !== "focus", `${name} is elsewhere on Windows`);
          holds(input.kind !== "aws" || name.startsWith("data/"), `${name} isn't below data/`);
        }
      },
      close: () => undefined,
    };
  },
};

/** The files that a manifest names; none where it is refused. */
function namesIn({ kind, text, name }: Input): readonly string[] {
  try {
    if (kind === "aws") return readAwsManifest(text, name).map(({ key }) => key);
    const read = kind === "azure" ? readAzureManifest : readFocusManifest;
    return (read(parseManifest(text, name), name)?.files ?? []).map((file) => file.name);
  } catch (error) {
    holds(
      error instanceof SourceError,
      `it throws ${error instanceof Error ? error.stack : error}`,
    );
    return [];
  }
}
