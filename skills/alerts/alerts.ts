import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import { anomalyAlerts } from "./anomaly-alerts.ts";
import { budgetAlerts } from "./budget-alerts.ts";
import { commitmentAlerts } from "./commitment-alerts.ts";
import { creditAlerts } from "./credit-alerts.ts";
import { decisionAlerts } from "./decision-alerts.ts";
import { withMute } from "./mute-buttons.ts";
import { savingAlerts } from "./saving-alerts.ts";
import { syncAlerts } from "./sync-alerts.ts";
import { ticketAlerts } from "./ticket-alerts.ts";

/** What can be told without being asked; each kind stands by itself, and what one can't tell holds up no other. */
const SOURCES: readonly ((context: SkillContext) => readonly Alert[])[] = [
  syncAlerts,
  anomalyAlerts,
  budgetAlerts,
  commitmentAlerts,
  creditAlerts,
  decisionAlerts,
  savingAlerts,
  ticketAlerts,
];

/** All matters that the context's person sees: those that go on, and those that ended lately. */
export function alertsIn(
  context: SkillContext,
  report: (error: unknown) => void = () => undefined,
): Alert[] {
  return SOURCES.flatMap((alertsOf) => {
    try {
      return alertsOf(context).map(withMute);
    } catch (error) {
      report(error);
      return [];
    }
  });
}
