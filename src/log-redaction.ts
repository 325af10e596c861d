/** What a line of the log says besides its event. */
export type Fields = Readonly<Record<string, unknown>>;

const SECRET = "[secret]";
const WORDS = "[words]";
const LONGEST_TEXT = 4_000;
const DEEPEST = 6;
const MOST_ENTRIES = 50;
/** A configured value shorter than this would blot out ordinary text. */
const SHORTEST_SECRET = 8;

/** Names of fields that hold credentials. */
const SECRET_NAME =
  /token|secret|passw|credential|authorization|cookie|signature|api_?-?key|private_?-?key|encryption_?-?key|response_?url/i;
/** Names of fields that hold what people wrote, or a message as it comes and goes. */
const WORDS_NAME =
  /^(text|message|question|query|note|words|body|raw_?body|blocks?|card|payload|content|attachments?|markdown(_text)?|value|values|headers|view|input|answer|event_?data)$/i;

const SECRET_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bxox[a-z](?:\.xox[a-z])?-[\w.-]+/gi,
  /\bxapp-[\w-]+/gi,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\bsk-[\w-]{16,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bgh[opsur]_\w{20,}/g,
  /https:\/\/hooks\.slack\.com\/\S+/g,
  /\b[0-9a-f]{32,}\b/gi,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=\b(?:token|secret|password|client_secret|api_?key|code|sig|AccountKey)=)[^&\s"']+/gi,
];

/** An event with its fields, without credentials and without what people wrote. */
export function harmless(
  event: string,
  fields: Fields,
  secrets: readonly string[],
): readonly [string, Fields] {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [...new Set([secret, encodeURIComponent(secret)])]);
  return [withoutSecrets(event, known), entriesOf(fields, known, 0)];
}

function harmlessValue(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === "string") return withoutSecrets(value, secrets);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth > DEEPEST) return "[deep]";
  if (value instanceof Error) return errorOf(value, secrets, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((entry) => harmlessValue(entry, secrets, depth + 1));
  }
  return entriesOf(value as Fields, secrets, depth + 1);
}

function entriesOf(fields: Fields, secrets: readonly string[], depth: number): Fields {
  const entries = Object.entries(fields).slice(0, MOST_ENTRIES);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      withoutSecrets(name, secrets),
      namedValue(name, value, secrets, depth),
    ]),
  );
}

function namedValue(
  name: string,
  value: unknown,
  secrets: readonly string[],
  depth: number,
): unknown {
  const isPlain = value === null || value === undefined || typeof value === "boolean";
  if (isPlain || typeof value === "number") return value;
  if (SECRET_NAME.test(name)) return SECRET;
  if (WORDS_NAME.test(name)) return WORDS;
  return harmlessValue(value, secrets, depth);
}

/** Of an error only what says which one it was; libraries hang whole requests on theirs. */
function errorOf(error: Error, secrets: readonly string[], depth: number): Fields {
  const code = "code" in error ? { code: harmlessValue(error.code, secrets, depth + 1) } : {};
  const cause =
    error.cause === undefined ? {} : { cause: harmlessValue(error.cause, secrets, depth + 1) };
  return {
    name: withoutSecrets(error.name, secrets),
    reason: withoutSecrets(error.message, secrets),
    stack: withoutSecrets(error.stack ?? "", secrets),
    ...code,
    ...cause,
  };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) safe = safe.replaceAll(secret, SECRET);
  for (const shape of SECRET_SHAPES) safe = safe.replace(shape, SECRET);
  return safe.length > LONGEST_TEXT ? `${safe.slice(0, LONGEST_TEXT)}…` : safe;
}
