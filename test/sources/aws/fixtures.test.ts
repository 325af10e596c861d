import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

/** What no fixture may hold: keys, tokens, and accounts that may be somebody's. */
const SECRETS = [
  /\bA(KI|SI|RO|ID)A[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{10,}/g,
  /(?<![\w/+])[A-Za-z0-9/+]{40}(?![\w/+=])/g,
  /[\w.+-]+@[\w-]+\.\w+/g,
];
/** Each digit at least four times in a row, as in AWS' own documentation. */
const ACCOUNT = /\b\d{12}\b/g;
const EXAMPLE = /^(?:(\d)\1{3}){3}$/;

function filesBelow(folder: string): string[] {
  const path = join(ROOT, folder);
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /aws/.test(join(folder, name)) && /\.(ts|json|md)$/.test(name))
    .map((name) => join(path, name));
}

const FILES = [
  ...["test/sources/aws", "test/sources/aws-cost-explorer", "test/sources/aws-cost-management"],
  "docs/sources",
].flatMap(filesBelow);

test("fixtures and examples hold nothing that looks real", () => {
  expect(FILES.length).toBeGreaterThan(8);
  const found = FILES.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const accounts = (text.match(ACCOUNT) ?? []).filter((account) => !EXAMPLE.test(account));
    const secrets = SECRETS.flatMap((secret) => text.match(secret) ?? []);
    return [...accounts, ...secrets].map((match) => `${file}: ${match}`);
  });
  expect(found).toEqual([]);
});

test("the scrubber sees what it is for", () => {
  const text = `${"AKIA"}IOSFODNN7EXAMPLE ${"1234"}56789012`;
  expect(SECRETS.some((secret) => text.match(secret) !== null)).toBe(true);
  expect((text.match(ACCOUNT) ?? []).some((account) => EXAMPLE.test(account))).toBe(false);
});
