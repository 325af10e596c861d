import { nameKey } from "#src/router/fold";
import type { QuestionWords } from "#src/router/question-words";
import type { NameIndex } from "./name-index.ts";
import { serviceReference } from "./reference.ts";
import { bestOf } from "./thing.ts";

const LONGEST_NAME = 3;
const PROVIDERS: ReadonlyMap<string, string> = new Map(
  serviceReference.services.flatMap(({ provider, names }) =>
    names.map((name) => [nameKey(name), provider] as const),
  ),
);

/** The providers that a question names, and those of its services: "dataflow" is Google's. */
export function providersOf({ list }: QuestionWords, index: NameIndex): ReadonlySet<string> {
  const squashed = list.map((word) => word.squashed);
  const things = squashed.flatMap((_, from) =>
    Array.from({ length: LONGEST_NAME }, (_unused, more) =>
      bestOf(index.named(squashed.slice(from, from + more + 1).join(""))),
    ).flat(),
  );
  return new Set(
    things.flatMap(({ thing: { dimension, label } }) => {
      if (dimension === "ServiceProviderName") return label;
      return dimension === "ServiceName" ? (PROVIDERS.get(nameKey(label)) ?? []) : [];
    }),
  );
}
