const IDS = /(?:^|_)(?:id|ts)$/;
const OWN = /^(?:private_metadata|response_url)$/;

/**
 * Whether ids and instants are texts or null, and what Tally has put into a view is a text, wherever they stand: as
 * Slack sends them.
 */
export function hasProperIds(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return true;
  return Object.entries(body).every(([name, value]) => {
    if (OWN.test(name)) return typeof value === "string";
    return IDS.test(name) ? typeof value === "string" || value === null : hasProperIds(value);
  });
}
