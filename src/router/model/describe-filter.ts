import { dimensionLabel } from "#src/router/dimension-words";
import type { Filter } from "#src/router/filter";

/** A condition in words: "team payments", "without region us-east-1". */
export function describeFilter({ dimension, operator, values }: Filter): string {
  const label = dimensionLabel(dimension);
  const list = values.join(" or ");
  switch (operator) {
    case "in":
      return `${label} ${list}`;
    case "not_in":
      return `without ${label} ${list}`;
    case "contains":
      return `${label} with “${list}” in it`;
    case "not_contains":
      return `${label} without “${list}” in it`;
    case "is_null":
      return `no ${label}`;
    case "is_not_null":
      return `any ${label}`;
  }
}
