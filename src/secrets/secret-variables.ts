/** The environment variables that hold secrets; each may come from a file instead, which `NAME_FILE` names. */
export const SECRET_VARIABLES = [
  "TALLY_WEB_TOKEN",
  "TALLY_ENCRYPTION_KEY",
  "TALLY_AUDIT_KEY",
  "TALLY_MODEL_KEY",
  "TALLY_TICKETS_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "TEAMS_CLIENT_SECRET",
  "AZURE_STORAGE_CONNECTION_STRING",
  "AZURE_STORAGE_KEY",
  "AZURE_STORAGE_SAS_TOKEN",
  "AZURE_CLIENT_SECRET",
] as const;

/** Secrets that the machine or the clouds' own libraries take from the environment; they have their own files. */
export const FOREIGN_SECRET_VARIABLES = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "IDENTITY_HEADER",
] as const;

export type SecretVariable = (typeof SECRET_VARIABLES)[number];
