import type { Card } from "#src/cards/card";
import { formatMoney, formatPeriod } from "#src/cards/format";
import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import { type Filter, plainQuery } from "#src/store/cost-query";

const CREDITS: Filter = { dimension: "ChargeCategory", operator: "in", values: ["Credit"] };
/** A credit counts as one that keeps coming when it had charges in so many of the last weeks before. */
const WEEKS_BEFORE = 4;
const DAYS_OF_WEEK = 7;
/** What is left of a week's credit, as a share of a usual one, when it is running out. */
const RUNNING_OUT = 0.5;
/** Less than this a week, in its currency, is no matter. */
const LEAST = 20;

/**
 * Credits that came week by week and hardly come any more: a matter for each currency and month. Bills don't say
 * what is left of a credit, so that its end is seen as soon as a complete week is without it.
 */
export function creditAlerts(context: SkillContext): Alert[] {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough, syncNotes } = costs.freshness([], today, completenessLagDays);
  if (dataThrough === null || syncNotes.length > 0) return [];
  const end = addDays(dataThrough, 1);
  const week = { start: addDays(end, -DAYS_OF_WEEK), end };
  const before = { start: addDays(week.start, -WEEKS_BEFORE * DAYS_OF_WEEK), end: week.start };
  const query = { ...plainQuery(week, [CREDITS]), granularity: "day" as const };
  const usual = new Map(
    weeks(before).map((one) => [one.start, byCurrency(context, { ...query, period: one })]),
  );
  const now = byCurrency(context, query);
  const currencies = new Set([...usual.values()].flatMap((amounts) => [...amounts.keys()]));
  return [...currencies].flatMap((currency) => {
    const amounts = [...usual.values()].map((one) => -(one.get(currency) ?? 0));
    const least = Math.min(...amounts);
    if (least < LEAST) return [];
    const left = -(now.get(currency) ?? 0);
    return [alertOf({ currency, usual: least, left, week })];
  });
}

function weeks({ start, end }: Period): Period[] {
  const found: Period[] = [];
  for (let day: Day = start; day < end; day = addDays(day, DAYS_OF_WEEK)) {
    found.push({ start: day, end: addDays(day, DAYS_OF_WEEK) });
  }
  return found;
}

function byCurrency(
  { costs }: SkillContext,
  query: Parameters<SkillContext["costs"]["query"]>[0],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, value } of costs.query(query).rows) {
    sums.set(currency, (sums.get(currency) ?? 0) + (value ?? 0));
  }
  return sums;
}

interface Credit {
  readonly currency: string;
  /** The least that one of the weeks before brought, above 0. */
  readonly usual: number;
  /** What the last week brought. */
  readonly left: number;
  readonly week: Period;
}

function alertOf(credit: Credit): Alert {
  const { currency, usual, left, week } = credit;
  const isOver = left >= usual * RUNNING_OUT;
  return {
    key: `credit ${currency} ${addMonths(week.start, 0)}`,
    kind: "credit",
    severity: "medium",
    team: null,
    environment: null,
    channelHint: null,
    person: null,
    card: cardOf(credit, isOver),
    size: Math.max(0, usual - left),
    isOver,
  };
}

function cardOf({ currency, usual, left, week }: Credit, isOver: boolean): Card {
  const money = (value: number) => formatMoney(value, currency);
  const text = isOver
    ? `Credits come again: ${money(left)} in ${formatPeriod(week)}.`
    : `Credits took ${money(left)} off the bill in ${formatPeriod(week)}; in each of the ${WEEKS_BEFORE} weeks before it was ${money(usual)} or more.`;
  const compare = {
    kind: "period",
    period: { start: addDays(week.start, -DAYS_OF_WEEK), end: week.start },
    running: false,
  };
  return {
    title: isOver ? `Credits in ${currency} are back` : `Credits in ${currency} are running out`,
    blocks: [
      { type: "text", text },
      {
        type: "buttons",
        buttons: [
          {
            label: "Explain",
            style: "primary",
            action: {
              kind: "call",
              skill: "explain-change",
              input: { period: week, filters: [CREDITS], compare },
            },
          },
        ],
      },
      {
        type: "context",
        lines: ["What is left of a credit isn't on a bill; its console says it."],
      },
    ],
  };
}
