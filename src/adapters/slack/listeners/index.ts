import type { Listening } from "#src/adapters/slack/listening";
import { register as registerFeedback } from "./actions/feedback.ts";
import { register as registerPress } from "./actions/press.ts";
import { register as registerCommand } from "./commands/tally.ts";
import { register as registerHome } from "./events/app-home-opened.ts";
import { register as registerMention } from "./events/app-mention.ts";
import { register as registerDirectMessage } from "./events/direct-message.ts";
import { register as registerMembership } from "./events/membership.ts";
import { register as registerUninstalled } from "./events/uninstalled.ts";
import { register as registerUserChanged } from "./events/user-changed.ts";
import { register as registerShortcut } from "./shortcuts/explain-cost.ts";
import { register as registerExplainCost } from "./views/explain-cost.ts";
import { register as registerFeedbackNote } from "./views/feedback-note.ts";
import { register as registerForm } from "./views/form.ts";

/** Everything that Slack tells the app. */
export function registerListeners(listening: Listening): void {
  registerMention(listening);
  registerDirectMessage(listening);
  registerHome(listening);
  registerMembership(listening);
  registerUninstalled(listening);
  registerUserChanged(listening);
  registerPress(listening);
  registerFeedback(listening);
  registerCommand(listening);
  registerShortcut(listening);
  registerExplainCost(listening);
  registerFeedbackNote(listening);
  registerForm(listening);
}
