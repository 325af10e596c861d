import { filterText } from "#src/budget-csv/filter-text";
import type { Limits } from "#src/store/scope";

/** What somebody may see, in words: `team = payments or ServiceName = Amazon S3, except environment = dev`. */
export function limitsWords({ allowed, denied }: Limits): string {
  if (allowed.length === 0) return "nothing";
  const isWhole = allowed.some((part) => part.length === 0);
  const seen = isWhole ? "everything" : allowed.map(filterText).join(" or ");
  return denied.length === 0 ? seen : `${seen}, except ${denied.map(filterText).join(" and ")}`;
}
