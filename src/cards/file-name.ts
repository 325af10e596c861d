import { addDays, type Period } from "#src/focus/day";
import { formatPeriod } from "./format.ts";

const LONGEST_TITLE = 60;
const NAMELESS = "cost";

/** A file name without its ending for what a title and a period say: letters a–z, digits and hyphens. */
export function fileName(title: string, period: Period | null = null): string {
  const words = period === null ? title : title.replace(`, ${formatPeriod(period)}`, "");
  const slug = slugOf(words) || NAMELESS;
  if (period === null || period.end <= period.start) return slug;
  const last = addDays(period.end, -1);
  return last === period.start ? `${slug}-${last}` : `${slug}-${period.start}-to-${last}`;
}

function slugOf(text: string): string {
  const slug = text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  const isCut = slug.length > LONGEST_TITLE && slug.charAt(LONGEST_TITLE) !== "-";
  const head = slug.slice(0, LONGEST_TITLE);
  return (isCut ? head.replace(/(.)-[^-]*$/, "$1") : head).replace(/-$/, "");
}
