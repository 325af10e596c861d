/** What the app can't do without. */
export const REQUIRED_SCOPES: readonly string[] = [
  "app_mentions:read",
  "assistant:write",
  "chat:write",
  "commands",
  "im:history",
];

/**
 * What it does more with: files of tables and charts, people known by their e-mail address, answers in channels all
 * of whose people may see them, alerts in direct conversations, and rights by user group.
 */
export const OPTIONAL_SCOPES: readonly string[] = [
  "channels:read",
  "files:write",
  "groups:read",
  "im:read",
  "mpim:read",
  "usergroups:read",
  "users:read",
  "users:read.email",
];
