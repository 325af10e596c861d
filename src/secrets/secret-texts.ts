import type { Config } from "#src/config";

/** Variables of which a part is a secret by itself. */
const PARTS: ReadonlyMap<string, RegExp> = new Map([
  ["TALLY_AUDIT_KEY", /[^,\s]+/g],
  ["AZURE_STORAGE_CONNECTION_STRING", /(?<=\b(?:AccountKey|SharedAccessSignature)=)[^;]+/gi],
  ["AZURE_STORAGE_SAS_TOKEN", /(?<=\bsig=)[^&]+/g],
]);

/** What must never be written anywhere, whole and in part; headers of the model's may hold a key, with or without a word before it. */
export function secretTexts({ secrets, model }: Pick<Config, "secrets" | "model">): string[] {
  const texts = [
    ...secrets.flatMap(({ name, value }) => [value, ...partsOf(name, value)]),
    ...Object.values(model.headers).flatMap((value) => [value, ...value.split(/\s+/)]),
  ];
  return [...new Set(texts)];
}

function partsOf(name: string, value: string): readonly string[] {
  const parts = value.match(PARTS.get(name) ?? /(?!)/) ?? [];
  return parts.flatMap((part) => [part, unescaped(part)]);
}

/** As a library hands it on that has read it out of an address. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
