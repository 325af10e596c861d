import type { AllMiddlewareArgs, App } from "@slack/bolt";
import type { AgentSessions } from "./agent-session.ts";
import type { Answers } from "./answers.ts";
import type { Outbox } from "./outbox.ts";
import type { SlackParts } from "./parts.ts";
import type { People } from "./people.ts";

/** What a listener works with. */
export interface Listening {
  readonly app: App;
  readonly parts: SlackParts;
  readonly answers: Answers;
  readonly outbox: Outbox;
  readonly people: People;
  readonly sessions: AgentSessions;
  /** Told when a workspace or organisation has removed the app. */
  readonly onUninstalled: (context: AllMiddlewareArgs["context"]) => Promise<void>;
}

/** The workspace, or else the organisation, on whose behalf the app acts. */
export function homeOf({ teamId, enterpriseId }: AllMiddlewareArgs["context"]): string {
  return teamId ?? enterpriseId ?? "";
}
