/** The verb of every action, and the name in its data: one library goes by the former, one by the latter. */
export const PRESS = "press";

/** What an action carries: the opaque id of what it does, or the input in which that was chosen. */
export interface PressData {
  readonly action: typeof PRESS;
  readonly id?: string;
  /** Id of the input whose value is the opaque id. */
  readonly choice?: string;
  /** Id of the input whose value is the chosen UTC day. */
  readonly date?: string;
}

/** What was pressed; without an id nothing was chosen yet. */
export interface PressRead {
  readonly actionId: string | null;
  readonly date?: string;
}

/** Reads the data of an action with its inputs; null where it is none of ours, or no day where one is asked. */
export function readPress(data: unknown): PressRead | null {
  if (typeof data !== "object" || data === null) return null;
  const values = new Map<string, unknown>(Object.entries(data));
  const text = (key: unknown): string | null => {
    const value = typeof key === "string" ? values.get(key) : undefined;
    return typeof value === "string" && value !== "" ? value : null;
  };
  if (values.get("action") !== PRESS) return null;
  const choice = text("choice");
  if (choice !== null) return { actionId: text(choice) };
  const input = text("date");
  if (input === null) return { actionId: text("id") };
  const day = text(input);
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return { actionId: null };
  return { actionId: text("id"), date: day };
}
