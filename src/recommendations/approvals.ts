import { z } from "zod";
import type { Recommendation } from "./recommendation.ts";

const RISKS = ["low", "medium", "high"] as const;

/** `approvals` in tally.yaml: from what on a second person approves. */
export const approvalsSchema = z.strictObject({
  /** By BillingCurrency: what a recommendation would save a month. */
  minimumMonthlySaving: z.record(z.string().min(1), z.number().nonnegative()).default({}),
  /** From this risk on, whatever it saves. */
  risk: z.enum(RISKS).optional(),
  /** After so many days nobody has approved it, and it is open again. */
  days: z.number().int().min(1).max(90).default(7),
});

/** From what on a second person approves; nothing set: never. */
export type ApprovalRules = z.infer<typeof approvalsSchema>;

/** Nothing configured: whoever may decide decides alone. */
export const NO_APPROVALS: ApprovalRules = approvalsSchema.parse({});

/** Whether what one person accepts waits for another one. */
export function needsApproval(
  { currency, monthlySaving, risk }: Recommendation,
  { minimumMonthlySaving, risk: from }: ApprovalRules,
): boolean {
  const minimum = minimumMonthlySaving[currency];
  if (minimum !== undefined && monthlySaving >= minimum) return true;
  return from !== undefined && RISKS.indexOf(risk) >= RISKS.indexOf(from);
}
