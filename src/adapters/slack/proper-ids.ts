const TEXTS = /(?:^|_)(?:id|ts)$|^(?:private_metadata|response_url)$/;

/** Whether ids, instants and what Tally has put into a view are texts, where they are at all, as Slack sends them. */
export function hasProperIds(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return true;
  return Object.entries(body).every(([name, value]) =>
    TEXTS.test(name) ? typeof value === "string" || value === null : hasProperIds(value),
  );
}
