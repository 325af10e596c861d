import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { billingAccounts, type SourceName, subAccounts } from "./accounts.ts";
import { type DemoBudget, demoBudgets } from "./budgets.ts";
import { type CalendarDay, calendarDays } from "./calendar-day.ts";
import { type Commitment, commitmentsAt } from "./commitments.ts";
import { applications, companyName, type Team } from "./company.ts";
import { coveredRate } from "./coverage.ts";
import { type DailyCredit, migrationCredits } from "./credits.ts";
import { affects, dayOfEvent, type PlantedEvent, plantedEvents } from "./events.ts";
import { plannedQuantity } from "./planned-cost.ts";
import { roundMoney } from "./rounding.ts";
import type { Stream, Waste } from "./stream.ts";
import { usageStreams } from "./streams.ts";
import { demoStart, lastFullDay, renamedSince } from "./timeline.ts";

/** An event with what it adds to EffectiveCost on an average day, in one currency; a drop is negative. */
export interface PlantedAnomaly extends Omit<PlantedEvent, "factor"> {
  readonly currency: string;
  readonly impactPerDay: number;
}

/** A commitment of the demo; `termCost` is what all of it costs from start to end. */
export interface DemoCommitment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly category: "Spend" | "Usage";
  readonly subAccountId: string;
  readonly currency: string;
  readonly start: Day;
  readonly end: Day;
  readonly payment: Commitment["payment"];
  readonly termCost: number;
}

/** A resource that a savings rule should find, with its cost in 30 days. */
export interface WastefulResource {
  readonly waste: Waste;
  readonly resourceId: string;
  readonly subAccountId: string;
  readonly currency: string;
  readonly costIn30Days: number;
}

/** What is known to be true of the demo company's bill, for the clock that it was made for. */
export interface DemoTruth {
  readonly company: string;
  /** From the first day with data to the day after the last full day of the fastest source. */
  readonly days: Period;
  readonly lastFullDays: Readonly<Record<string, Day>>;
  readonly teams: readonly { readonly name: Team; readonly applications: readonly string[] }[];
  readonly budgets: readonly DemoBudget[];
  readonly anomalies: readonly PlantedAnomaly[];
  readonly commitments: readonly DemoCommitment[];
  readonly endedCredits: readonly {
    readonly subAccountId: string;
    readonly description: string;
    readonly amountPerDay: number;
    readonly end: Day;
  }[];
  readonly renamedAccounts: readonly {
    readonly subAccountId: string;
    readonly formerName: string;
    readonly name: string;
    readonly since: Day;
  }[];
  readonly wastefulResources: readonly WastefulResource[];
  readonly allocationRules: typeof demoAllocationRules;
}

/** Which team the accounts of providers without tags belong to, as allocation rules. */
export const demoAllocationRules: readonly {
  readonly where: { readonly SubAccountName: string };
  readonly value: Team;
}[] = [
  { where: { SubAccountName: "assistant-prod" }, value: "ml" },
  { where: { SubAccountName: "search-*" }, value: "search" },
  { where: { SubAccountName: "code-review" }, value: "platform" },
  { where: { SubAccountName: "support-copilot" }, value: "platform" },
];

/** The planted truth of the data that `demoDeliveries(today)` makes. */
export function demoTruth(today: Day): DemoTruth {
  const sources = Object.keys(billingAccounts) as SourceName[];
  return {
    company: companyName,
    days: { start: demoStart(today), end: addDays(lastFullDay("aws", today), 1) },
    lastFullDays: Object.fromEntries(sources.map((source) => [source, lastFullDay(source, today)])),
    teams: teamList(),
    budgets: demoBudgets(today),
    anomalies: plantedEvents(today).map((event) => anomalyOf(event, today)),
    commitments: commitmentsAt(today).map(publicCommitment),
    endedCredits: migrationCredits(today).map(publicCredit),
    renamedAccounts: renamedAccounts(today),
    wastefulResources: usageStreams.flatMap(wasteOf),
    allocationRules: demoAllocationRules,
  };
}

function teamList(): DemoTruth["teams"] {
  const entries = Object.entries(applications);
  const names = [...new Set(entries.map(([, { team }]) => team))];
  return names.map((name) => ({
    name,
    applications: entries.filter(([, { team }]) => team === name).map(([key]) => key),
  }));
}

function anomalyOf(event: PlantedEvent, today: Day): PlantedAnomaly {
  const { factor: _, ...described } = event;
  const moved = usageStreams.filter((stream) => affects(event, stream));
  const source = moved[0]?.source ?? "aws";
  const end = addDays(lastFullDay(source, today), 1);
  const days = calendarDays(event.start, event.end !== null && event.end < end ? event.end : end);
  const ended = commitmentsAt(today).filter((commitment) => commitment.end === event.start);
  const impacts = days.flatMap((day) => moved.map((stream) => impactOn(event, stream, day, ended)));
  const total = impacts.reduce((sum, impact) => sum + impact, 0);
  return {
    ...described,
    currency: billingAccounts[source].currency,
    impactPerDay: roundMoney(total / days.length),
  };
}

/** What an event adds to the cost of a stream: more units, or the same at another price. */
function impactOn(
  event: PlantedEvent,
  stream: Stream,
  day: CalendarDay,
  ended: readonly Commitment[],
): number {
  const { onlyDuring, commitment: key } = stream.options;
  const commitment = ended.find((candidate) => candidate.key === key);
  const quantity = plannedQuantity(stream, day);
  if (commitment !== undefined) {
    return quantity * (stream.contractedPrice - coveredRate(commitment, stream));
  }
  const factor = event.factor(dayOfEvent(event, day) ?? 0);
  const usual = onlyDuring === event.id ? 0 : 1;
  return quantity * stream.contractedPrice * (factor - usual);
}

function publicCommitment(commitment: Commitment): DemoCommitment {
  const { id, name, type, benefit, start, end, payment, hourlyCost } = commitment;
  const { id: subAccountId, source } = subAccounts[commitment.account];
  return {
    id,
    name,
    type,
    category: benefit.category,
    subAccountId,
    currency: billingAccounts[source].currency,
    start,
    end,
    payment,
    termCost: roundMoney(hourlyCost * 24 * daysIn({ start, end })),
  };
}

function publicCredit({ account, description, amountPerDay, end }: DailyCredit) {
  return { subAccountId: subAccounts[account].id, description, amountPerDay, end };
}

function renamedAccounts(today: Day): DemoTruth["renamedAccounts"] {
  const since = renamedSince(today);
  return Object.values(subAccounts).flatMap((subAccount) =>
    "formerName" in subAccount
      ? [
          {
            subAccountId: subAccount.id,
            formerName: subAccount.formerName,
            name: subAccount.name,
            since,
          },
        ]
      : [],
  );
}

const DAYS_OF_COST = 30;

function wasteOf({ options, fixed, account, source, perDay, contractedPrice }: Stream) {
  const { waste, from, goneFrom } = options;
  if (waste === undefined || from !== undefined || goneFrom !== undefined) return [];
  const resource: WastefulResource = {
    waste,
    resourceId: fixed.ResourceId ?? "",
    subAccountId: subAccounts[account].id,
    currency: billingAccounts[source].currency,
    costIn30Days: roundMoney(perDay * contractedPrice * DAYS_OF_COST),
  };
  return [resource];
}
