import { expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { sha256OfFile } from "#src/sources/files/sha256";
import { TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();

// The digests are those of FIPS 180-2: of "abc", and of a million times "a".
test.each([
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
])("the SHA-256 of a file", async (content, digest) => {
  expect(await sha256OfFile(folder.write("content", content))).toBe(digest);
});

test("a file that isn't there is a SourceError", async () => {
  await expect(sha256OfFile(`${folder.path}/missing`)).rejects.toThrow(SourceError);
});
