/** A decimal text of AWS' as a number; null where there is none. */
export function readNumber(text: string | undefined): number | null {
  const number = Number(text ?? "");
  return text === undefined || text.trim() === "" || !Number.isFinite(number) ? null : number;
}
