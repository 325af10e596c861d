import { holds } from "./fuzz-target.ts";

/** Secrets that stand in settings and environments of what is fuzzed. */
export const SECRETS = {
  webToken: "planted-web-token-4f1c9a7e2b",
  model: "planted-model-key-8d03b5",
  encryption: "planted-encryption-key-5a7719cc",
  storage: "planted-storage-key-91ee4d",
  ticket: "planted-ticket-token-77b0a2",
} as const;

/** Names of charges that nobody who is fuzzed with may see. */
export const HIDDEN = {
  service: "Hidden Falconry Service",
  account: "hidden-falcon-account",
  team: "hidden-falconers",
  resource: "hidden-falcon-resource",
} as const;

const PLANTED: readonly string[] = [...Object.values(SECRETS), ...Object.values(HIDDEN)];
const STACK = /\n\s+at .+:\d+:\d+|node_modules|[\w-]+\.[cm]?[jt]s:\d+|SQLITE_|file:\/\//;

/**
 * What was said to somebody holds no planted secret and nothing of the program's insides.
 * @param input what it was said in answer to: an echo tells nothing new
 */
export function tellsNothing(said: string, input = ""): void {
  tellsNoSecret(said, input);
  tellsNoInsides(said, input);
}

/** What was said holds no planted secret. */
export function tellsNoSecret(said: string, input = ""): void {
  for (const secret of PLANTED) {
    holds(!said.includes(secret) || input.includes(secret), `it tells ${secret}`);
  }
}

/** What was said holds nothing of the program's insides. */
export function tellsNoInsides(said: string, input: string): void {
  const inside = STACK.exec(said)?.[0] ?? "";
  holds(inside === "" || input.includes(inside), `it tells of its insides: ${said.slice(0, 300)}`);
}
