/** What the app can't do without. */
export const REQUIRED_SCOPES: readonly string[] = [
  "app_mentions:read",
  "assistant:write",
  "chat:write",
  "commands",
  "im:history",
];

/** What it does more with: files of tables and charts, and people known by their e-mail address. */
export const OPTIONAL_SCOPES: readonly string[] = ["files:write", "users:read", "users:read.email"];
