/** `2026-11-20 09:00` of an instant, in UTC. */
export function minuteOf(instant: string): string {
  return instant.slice(0, 16).replace("T", " ");
}
