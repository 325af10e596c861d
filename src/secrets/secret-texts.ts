import type { Config } from "#src/config";

/** What must never be written anywhere; headers of the model's may hold a key. */
export function secretTexts({ secrets, model }: Pick<Config, "secrets" | "model">): string[] {
  return [...secrets.map(({ value }) => value), ...Object.values(model.headers)];
}
