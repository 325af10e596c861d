import { z } from "zod";

const text = (most: number, least = 1) => z.string().min(least).max(most);
const address = (most: number) =>
  z
    .string()
    .regex(/^https?:\/\//)
    .max(most);
const scope = z.string().max(50);
const event = z.string().max(50);
const unique = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(item)
    .max(most)
    .refine((items) => new Set(items).size === items.length, "an entry comes twice");

const features = z.strictObject({
  agent_view: z.strictObject({
    agent_description: text(300).optional(),
    suggested_prompts: z
      .array(z.strictObject({ title: z.string(), message: z.string() }))
      .max(4)
      .optional(),
    actions: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
  }),
  app_home: z.strictObject({
    home_tab_enabled: z.boolean(),
    messages_tab_enabled: z.boolean(),
    messages_tab_read_only_enabled: z.boolean(),
  }),
  bot_user: z.strictObject({
    display_name: text(80).regex(/^[a-z0-9._-]+$/),
    always_online: z.boolean().optional(),
  }),
  shortcuts: z
    .array(
      z.strictObject({
        name: text(24),
        type: z.enum(["message", "global"]),
        callback_id: text(255),
        description: text(150),
      }),
    )
    .min(1)
    .max(10),
  slash_commands: z
    .array(
      z.strictObject({
        command: text(32, 2).startsWith("/"),
        url: address(3000).optional(),
        description: text(2000),
        usage_hint: text(1000).optional(),
        should_escape: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(50),
});

const oauth = z.strictObject({
  redirect_urls: unique(z.string().max(2500), 1000).optional(),
  scopes: z.strictObject({
    bot: z.array(scope).max(255),
    bot_optional: z.array(scope).max(255).optional(),
  }),
  token_management_enabled: z.boolean().optional(),
});

const settings = z.strictObject({
  event_subscriptions: z.strictObject({
    request_url: address(3500).optional(),
    bot_events: unique(event, 100),
  }),
  interactivity: z.strictObject({
    is_enabled: z.boolean(),
    request_url: address(3500).optional(),
    message_menu_options_url: address(3500).optional(),
  }),
  org_deploy_enabled: z.boolean().optional(),
  socket_mode_enabled: z.boolean().optional(),
  token_rotation_enabled: z.boolean().optional(),
});

/**
 * The part of Slack's manifest format that a chat app uses, with the limits that Slack publishes for it
 * (schemas/manifest.schema.2.0.0.json of slackapi/manifest-schema, and the app manifest reference).
 */
export const slackManifestSchema = z.strictObject({
  _metadata: z.strictObject({
    major_version: z.literal(2),
    minor_version: z.number().int().optional(),
  }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)
      .optional(),
    long_description: text(4000, 175).optional(),
  }),
  features,
  oauth_config: oauth,
  settings,
});
