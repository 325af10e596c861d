import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

/** Abbreviations by the zone in which they are meant; its clock changes with the seasons. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utc: "UTC",
    gmt: "UTC",
    cet: "Europe/Berlin",
    cest: "Europe/Berlin",
    bst: "Europe/London",
    et: "America/New_York",
    est: "America/New_York",
    edt: "America/New_York",
    ct: "America/Chicago",
    mt: "America/Denver",
    pt: "America/Los_Angeles",
    pst: "America/Los_Angeles",
    pdt: "America/Los_Angeles",
    ist: "Asia/Kolkata",
    jst: "Asia/Tokyo",
    sgt: "Asia/Singapore",
    aest: "Australia/Sydney",
  }),
);

/** Places that zones of IANA aren't called by. */
const PLACES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    munich: "Europe/Berlin",
    hamburg: "Europe/Berlin",
    frankfurt: "Europe/Berlin",
    german: "Europe/Berlin",
    eastern: "America/New_York",
    central: "America/Chicago",
    mountain: "America/Denver",
    pacific: "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    seattle: "America/Los_Angeles",
    boston: "America/New_York",
    bangalore: "Asia/Kolkata",
    india: "Asia/Kolkata",
    mumbai: "Asia/Kolkata",
  }),
);

const ZONE =
  /\b(?<zone>(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)\/[A-Za-z_/]+)\b/gi;
const PLACE_TIME =
  /\b(?:in |on )?(?<place>[\p{L}.]+(?: [\p{L}.]+)?)(?:['’]s)? (?:local )?time(?: ?zone)?\b/giu;
const SHORT = said([...ABBREVIATIONS.keys()].join("|"));

let byCity: ReadonlyMap<string, string> | null = null;

/** Takes the words for a time zone of IANA: “Berlin time”, “Europe/Berlin”, “CET”; null where none are said. */
export function takeTimeZone(phrases: PhraseTaker): string | null {
  const zone = phrases.take(ZONE, ({ groups }) => zoneNamed(groups?.["zone"] ?? "") !== null);
  if (zone !== null) return zoneNamed(zone.groups?.["zone"] ?? "");
  const place = phrases.take(PLACE_TIME, ({ groups }) => zoneOf(groups?.["place"] ?? "") !== null);
  if (place !== null) return zoneOf(place.groups?.["place"] ?? "");
  const short = phrases.take(SHORT)?.[0].toLowerCase();
  return short === undefined ? null : (ABBREVIATIONS.get(short) ?? null);
}

function zoneNamed(name: string): string | null {
  return zones().get(name.toLowerCase()) ?? null;
}

/** The zone of a place; of two words the last one alone may name it: “at Berlin”. */
function zoneOf(place: string): string | null {
  const words = place.toLowerCase();
  const last = words.split(" ").at(-1) ?? "";
  for (const name of [words, last]) {
    const found = PLACES.get(name) ?? ABBREVIATIONS.get(name) ?? zones().get(name);
    if (found !== undefined) return found;
  }
  return null;
}

/** Zones by their names, and by their cities. */
function zones(): ReadonlyMap<string, string> {
  byCity ??= new Map(
    Intl.supportedValuesOf("timeZone").flatMap((zone) => {
      const city = (zone.split("/").at(-1) ?? "").replaceAll("_", " ").toLowerCase();
      return [
        [zone.toLowerCase(), zone],
        [city, zone],
      ] as const;
    }),
  );
  return byCity;
}
