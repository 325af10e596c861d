import { type CommitmentExpiry, commitmentExpiries } from "#skills/forecast/commitment-expiries";
import { forecastDays } from "#skills/forecast/daily-amounts";
import { KeptForBill } from "#skills/reports/kept-for-bill";
import type { Card } from "#src/cards/card";
import { formatDay, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { addDays, type Day, daysIn } from "#src/focus/day";
import type { CommitmentUsage } from "#src/provider-items";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";

/** An end is told so many days before, and again, as twice as large, in the last week. */
const TOLD_BEFORE = 30;
const LAST_DAYS = 7;
/** What it covers is shown of so many days. */
const DAYS_COVERED = 30;
/** Below this share of use a commitment is told of … */
const LEAST_USED = 0.8;
/** … if what isn't used comes to as much as this, in its currency. */
const LEAST_UNUSED = 50;
/** Below this it is grave. */
const HARDLY_USED = 0.5;

/** Commitments that end soon, and those of which too little is used: a matter each. */
export function commitmentAlerts(context: SkillContext): Alert[] {
  return [...expiryAlerts(context), ...usageAlerts(context)];
}

const EXPIRIES = new KeptForBill<readonly CommitmentExpiry[]>();

function expiryAlerts(context: SkillContext): Alert[] {
  const { costs, today, completenessLagDays } = context;
  const { firstDay, dataThrough } = costs.freshness([], today, completenessLagDays);
  if (firstDay === null || dataThrough === null) return [];
  const coming = { start: today, end: addDays(today, TOLD_BEFORE + 1) };
  const days = forecastDays(coming, { firstDay, asOf: dataThrough, today });
  const said = context.providers.items("commitment-usage").map(({ item }) => item.expires);
  return EXPIRIES.of(context, JSON.stringify(said), () => commitmentExpiries(context, [], days))
    .filter(({ expires }) => expires < coming.end)
    .map((expiry) => expiryAlert(expiry, today));
}

function expiryAlert(expiry: CommitmentExpiry, today: Day): Alert {
  const left = daysIn({ start: today, end: expiry.expires });
  const isSoon = left <= LAST_DAYS;
  return {
    ...FOR_ALL,
    key: `commitment-expiry ${expiry.id} ${expiry.expires}`,
    kind: "commitment-expiry",
    severity: isSoon ? "high" : "medium",
    card: expiryCard(expiry, today),
    size: isSoon ? 2 : 1,
    isOver: left <= 0,
  };
}

/** Whom it concerns isn't known: commitments cover whatever runs. */
const FOR_ALL = { team: null, environment: null, channelHint: null, person: null };

function expiryCard({ id, name, expires, knownBy }: CommitmentExpiry, today: Day): Card {
  const known = knownBy === "provider" ? "as the provider says" : "by its purchase and its term";
  const input = {
    period: { start: addDays(today, -DAYS_COVERED), end: today },
    filters: [{ dimension: "CommitmentDiscountId", operator: "in", values: [id] }],
    groupBy: ["ServiceName"],
  };
  return {
    title: `${name} ends on ${formatDay(expires)}`,
    blocks: [
      {
        type: "text",
        text: `The commitment ${name} holds no more from ${formatDay(expires)} on, ${known}; what it covers is on demand then.`,
      },
      {
        type: "buttons",
        buttons: [
          {
            label: "Forecast without it",
            style: "primary",
            action: { kind: "call", skill: "forecast-spend", input: {} },
          },
          { label: "What it covers", action: { kind: "call", skill: "get-spend", input } },
        ],
      },
      { type: "context", lines: [`CommitmentDiscountId ${id}`] },
    ],
  };
}

/** The latest month that the provider tells of each commitment. */
function usageAlerts({ providers }: SkillContext): Alert[] {
  const items = providers.items("commitment-usage").map(({ item }) => item);
  const byCommitment = Map.groupBy(
    items.filter(({ commitmentDiscountId }) => commitmentDiscountId !== null),
    ({ commitmentDiscountId }) => commitmentDiscountId ?? "",
  );
  return [...byCommitment].flatMap(([id, months]) => {
    const [latest] = months.toSorted((a, b) => (a.start < b.start ? 1 : -1));
    return latest === undefined ? [] : [usageAlert(id, latest)];
  });
}

function usageAlert(id: string, usage: CommitmentUsage): Alert {
  const unused = Math.max(0, usage.committed - usage.used);
  return {
    ...FOR_ALL,
    key: `commitment-usage ${id}`,
    kind: "commitment-usage",
    severity: usage.utilisation < HARDLY_USED ? "high" : "medium",
    card: usageCard(id, usage, unused),
    size: unused,
    isOver: usage.utilisation >= LEAST_USED || unused < LEAST_UNUSED,
  };
}

function usageCard(id: string, usage: CommitmentUsage, unused: number): Card {
  const { utilisation, currency, committed, used } = usage;
  const days = formatPeriod({ start: usage.start, end: usage.end });
  const share = formatPercent(utilisation * 100);
  return {
    title: `${share} of ${id} was used in ${days}`,
    blocks: [
      {
        type: "text",
        text: `${formatMoney(unused, currency)} of the ${formatMoney(committed, currency)} committed bought nothing in ${days}.`,
      },
      {
        type: "figures",
        figures: [
          { label: "Committed", value: committed, currency },
          { label: "Used", value: used, currency },
          { label: "Unused", value: unused, currency },
        ],
      },
      {
        type: "context",
        lines: ["As the provider counts.", ...(usage.url === null ? [] : [usage.url])],
      },
    ],
  };
}
