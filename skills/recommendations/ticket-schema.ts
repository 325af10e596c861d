import { z } from "zod";

/** A ticket about a recommendation. */
export const ticketAnswerSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  /** waiting: it will be opened; failed: given up. */
  status: z.enum(["waiting", "sent", "failed"]),
  problem: z.string().nullable(),
  /** What people call it by, where they see it, and how it stands there; null before it is opened. */
  ticket: z
    .object({ name: z.string(), url: z.string(), stands: z.string(), isClosed: z.boolean() })
    .nullable(),
  person: z.string(),
  askedAt: z.string(),
});

export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;
