import { z } from "zod";

/** How many of a kind are taken a minute: of one person, and of their workspace or tenant together. */
function rates(person: number, workspace: number) {
  const rate = z.number().int().min(1).max(1_000_000);
  return z
    .strictObject({ person: rate.default(person), workspace: rate.default(workspace) })
    .prefault({});
}

/** The key `limits` of tally.yaml. A workspace may ask as much as the soak test shows that Tally answers in time. */
export const limitsSchema = z.strictObject({
  /** Messages, however many questions each has. */
  questions: rates(30, 3_000),
  presses: rates(60, 6_000),
  /** Tables and charts as files. */
  files: rates(10, 600),
  /** Wrong tokens from one address. */
  signIns: z.number().int().min(1).max(1_000_000).default(10),
});

export type LimitSettings = z.infer<typeof limitsSchema>;
