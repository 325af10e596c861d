import { z } from "zod";
import { recommendationsAnswerSchema } from "./recommendation-answer.ts";
import { ticketAnswerSchema } from "./ticket-schema.ts";

/** An answer about tickets that were asked for. */
export const ticketsAnswerSchema = recommendationsAnswerSchema.extend({
  tickets: z.array(ticketAnswerSchema),
});

export type TicketsAnswer = z.infer<typeof ticketsAnswerSchema>;
