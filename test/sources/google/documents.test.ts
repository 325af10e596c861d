import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { gcpBigQuerySchema } from "#src/sources/gcp-bigquery/settings";
import { recommendersOf } from "#src/sources/gcp-cost-management/recommenders";
import { gcpCostManagementSchema } from "#src/sources/gcp-cost-management/settings";

const read = (name: string) => readFileSync(`docs/sources/${name}`, "utf8");

test.each([
  ["gcp-bigquery.md", gcpBigQuerySchema],
  ["gcp-cost-management.md", gcpCostManagementSchema],
] as const)("the example of %s can be used as it stands", (name, schema) => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(read(name)) ?? [];
  const { sources } = parse(example) as { sources: Record<string, unknown> };
  for (const settings of Object.values(sources)) {
    expect(schema.safeParse(settings).error).toBeUndefined();
  }
});

test("the roles allow what the known recommenders take", () => {
  const settings = gcpCostManagementSchema.parse({
    kind: "gcp-cost-management",
    billingAccount: "012345-6789AB-CDEF01",
  });
  const files = {
    project: "gcp-recommender-role.yaml",
    "billing account": "gcp-billing-role.yaml",
  };
  for (const { of, permission } of recommendersOf(settings)) {
    const { includedPermissions } = parse(read(files[of])) as { includedPermissions: string[] };
    for (const verb of ["get", "list", "update"]) {
      expect(includedPermissions).toContain(`recommender.${permission}Recommendations.${verb}`);
    }
  }
});
