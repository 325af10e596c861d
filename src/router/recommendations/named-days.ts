import { addDays, type Day } from "#src/focus/day";

const DAYS: Readonly<Record<string, (year: number) => Day>> = {
  "black friday": blackFriday,
  "cyber monday": (year) => addDays(blackFriday(year), 3),
  thanksgiving: (year) => addDays(blackFriday(year), -1),
  christmas: (year) => `${year}-12-25`,
  "the holidays": (year) => `${year + 1}-01-01`,
  "new year": (year) => `${year + 1}-01-01`,
};
const NAMED =
  /(?<after>after\s+)?(?:the\s+)?(?<name>black\s+friday|cyber\s+monday|thanksgiving|christmas|xmas|(?:the\s+)?holidays|new\s+year(?:['’]?s)?(?:\s+day)?)/i;

/** A question in which days that have a name are days of the calendar: the next ones, “after” them the day after. */
export function withDaysNamed(question: string, today: Day): string {
  return question.replace(NAMED, (whole, ...found) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const dayIn = DAYS[nameOf(groups["name"] ?? "")];
    if (dayIn === undefined) return whole;
    const after = groups["after"] === undefined ? 0 : 1;
    const year = Number(today.slice(0, 4));
    const days = [year - 1, year, year + 1].map((one) => addDays(dayIn(one), after));
    return days.find((day) => day > today) ?? whole;
  });
}

function nameOf(text: string): string {
  const name = text.toLowerCase().replace(/\s+/g, " ").replace("xmas", "christmas");
  if (name.startsWith("new year")) return "new year";
  return name.endsWith("holidays") ? "the holidays" : name;
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): Day {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const thursday = 1 + ((4 - first + 7) % 7) + 21;
  return `${year}-11-${String(thursday + 1).padStart(2, "0")}`;
}
