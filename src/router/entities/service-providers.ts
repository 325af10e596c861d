import { nameKey } from "#src/router/fold";
import type { QuestionWords } from "#src/router/question-words";
import type { NameIndex } from "./name-index.ts";
import { serviceReference } from "./reference.ts";

const LONGEST_NAME = 3;
const PROVIDERS: ReadonlyMap<string, string> = new Map(
  serviceReference.services.flatMap(({ provider, names }) =>
    names.map((name) => [nameKey(name), provider] as const),
  ),
);

/** The providers of the services that a question names: "dataflow" is Google's. */
export function providersOf({ list }: QuestionWords, index: NameIndex): ReadonlySet<string> {
  const squashed = list.map((word) => word.squashed);
  const things = squashed.flatMap((_, from) =>
    Array.from({ length: LONGEST_NAME }, (_unused, more) =>
      index.named(squashed.slice(from, from + more + 1).join("")),
    ).flat(),
  );
  const named = things.filter(({ thing }) => thing.dimension === "ServiceName");
  return new Set(named.flatMap(({ thing }) => PROVIDERS.get(nameKey(thing.label)) ?? []));
}
