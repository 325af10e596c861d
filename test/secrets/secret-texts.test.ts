import { expect, test } from "vitest";
import { readConfig } from "#src/config";
import { errorText } from "#src/error-text";
import { secretTexts } from "#src/secrets/secret-texts";

const ACCOUNT_KEY = "q1w2e3r4/t5z6u7i8+o9p0==";

test("a secret is known by its parts, too", () => {
  const config = readConfig({
    TALLY_AUDIT_KEY: `${"n".repeat(32)}, ${"o".repeat(32)}`,
    AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=https;AccountName=bills;AccountKey=${ACCOUNT_KEY};EndpointSuffix=core.windows.net`,
    AZURE_STORAGE_SAS_TOKEN: "?sv=2024-11-04&sp=rl&sig=a%2Fsealed%2Btext%3D&se=2026-12-01",
  });
  const model = { ...config.model, headers: { Authorization: "Bearer key-of-the-model" } };
  const texts = secretTexts({ ...config, model });
  const told = (text: string) => errorText(new Error(`refused ${text} again`), texts);
  for (const secret of [
    ...["n".repeat(32), "o".repeat(32), ACCOUNT_KEY, encodeURIComponent(ACCOUNT_KEY)],
    ...["a%2Fsealed%2Btext%3D", "a/sealed+text=", "key-of-the-model"],
  ]) {
    expect(told(secret)).toContain("refused [secret] again");
    expect(told(secret)).not.toContain(secret);
  }
  expect(told("core.windows.net")).toContain("core.windows.net");
});
