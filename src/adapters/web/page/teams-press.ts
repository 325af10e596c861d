/** What an Action.Execute of ours says when it is pressed, its inputs merged in. */
interface PressData {
  readonly action?: unknown;
  readonly id?: unknown;
  readonly choice?: unknown;
  readonly date?: unknown;
}

/** The opaque id that an action stands for, with the chosen day; null as long as nothing was chosen. */
export function readPress(data: unknown): { readonly id: string; readonly date?: string } | null {
  if (typeof data !== "object" || data === null) return null;
  const values = new Map<unknown, unknown>(Object.entries(data));
  const { id, choice, date }: PressData = data;
  const chosen = choice === undefined ? id : values.get(choice);
  if (typeof chosen !== "string" || chosen === "") return null;
  if (date === undefined) return { id: chosen };
  const day = values.get(date);
  return typeof day === "string" && day !== "" ? { id: chosen, date: day } : null;
}
