import fc from "fast-check";
import { type DirectoryEntry, entrySchema } from "#src/people/directory-entry";
import {
  type DirectorySettings,
  directorySchema,
  directorySettingsOf,
} from "#src/people/directory-settings";
import { ROLES } from "#src/people/person";
import { scopesSchema } from "#src/people/person-config";

/** What lists mean in tests of them. */
export const settings: DirectorySettings = directorySettingsOf(
  directorySchema.parse({
    slackGroups: {
      "payments-team": { team: "payments" },
      "finops-team": { role: "finops", scopes: ["*"] },
    },
    scimGroups: { Storage: { team: "data", role: "owner", scopes: ["storage"] } },
    departments: { Search: { team: "search" } },
  }),
  scopesSchema.parse({
    storage: [{ dimension: "ServiceName", operator: "in", values: ["Amazon S3"] }],
    prod: [{ dimension: "environment", operator: "in", values: ["production"] }],
  }),
);

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });

const EMAILS = ["ann", "bob", "eve", "kim", "lou"].map((name) => `${name}@example.com`);
const groups = [
  ...Object.keys(settings.slackGroups).map((name) => ({ list: "slackGroups" as const, name })),
  ...Object.keys(settings.scimGroups).map((name) => ({ list: "scimGroups" as const, name })),
  { list: "departments" as const, name: "Search" },
  { list: "scimGroups" as const, name: "constructor" },
];

/** One entry among few people, so that lists speak of the same ones. */
const entryArbitrary: fc.Arbitrary<DirectoryEntry> = fc
  .record({
    email: fc.constantFrom(...EMAILS),
    slack: fc.option(fc.constantFrom("T1/U1", "T1/U2", "T1/U3")),
    teamsId: fc.option(fc.constantFrom("tenant/one", "tenant/two")),
    teams: some(["payments", "search", "data"]),
    role: fc.option(fc.constantFrom(...ROLES)),
    scopes: some(["storage", "prod", "*", "gone"]),
    groups: some(groups),
  })
  .map((entry) => entrySchema.parse(entry));

/** A list: nobody twice in it. */
export const listArbitrary = fc.uniqueArray(entryArbitrary, {
  selector: ({ email }) => email,
  maxLength: 5,
});
