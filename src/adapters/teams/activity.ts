import { z } from "zod";

/** Somebody, as an activity or the list of a conversation's members names them. */
export const accountSchema = z.object({
  id: z.string().default(""),
  aadObjectId: z.string().optional(),
  role: z.string().optional(),
  tenantId: z.string().optional(),
  userRole: z.string().optional(),
  userPrincipalName: z.string().optional(),
});

const entitySchema = z.object({
  type: z.string().optional(),
  text: z.string().optional(),
  mentioned: z.object({ id: z.string().optional(), aadObjectId: z.string().optional() }).optional(),
});

/** As much of a Bot Framework activity as the bot looks at. */
export const activitySchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  text: z.string().nullish(),
  locale: z.string().optional(),
  replyToId: z.string().optional(),
  serviceUrl: z.string(),
  from: accountSchema.optional(),
  recipient: accountSchema.optional(),
  conversation: z.object({
    id: z.string(),
    tenantId: z.string().optional(),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  entities: z.array(entitySchema).nullish(),
  channelData: z
    .object({ tenant: z.object({ id: z.string().optional() }).nullish().catch(null) })
    .nullish()
    .catch(null),
  membersAdded: z.array(accountSchema).optional(),
  membersRemoved: z.array(accountSchema).optional(),
  value: z.unknown().optional(),
});

/** Somebody as Teams names them. */
export type TeamsAccount = z.infer<typeof accountSchema>;

export type IncomingActivity = z.infer<typeof activitySchema>;

/** What `Action.Execute` brings: the card's data with what was entered. */
export const executeSchema = z.object({
  action: z.object({ data: z.unknown().optional() }),
});

/** What a dialog's button brings, or what is sent with it. */
export const dialogSchema = z.object({ data: z.unknown() });

/** Thumbs; the note comes as JSON text in a field of its own. */
export const feedbackSchema = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.object({
    reaction: z.enum(["like", "dislike"]),
    feedback: z.unknown().optional(),
  }),
});

/** What somebody says to a file that they are offered; `uploadInfo` is where an accepted one goes. */
export const fileConsentSchema = z.object({
  action: z.enum(["accept", "decline"]),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      uploadUrl: z.string(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .optional(),
});

/** A message that somebody opened a dialog on; its content is HTML. */
export const messagePayloadSchema = z.object({
  messagePayload: z.object({ body: z.object({ content: z.string() }) }),
});
