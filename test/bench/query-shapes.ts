import { randomNumbers } from "#data/sample/random";
import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { type CostQuery, type Filter, plainQuery } from "#src/store/cost-query";
import { ACCOUNTS, skewedPick, TEAMS } from "./bill-company.ts";
import type { BillSize } from "./generate-bill.ts";

/** A form of question; each `query` call fills it with another period and other values. */
export interface QueryShape {
  readonly name: string;
  readonly query: (draw: Draw) => CostQuery;
}

const SERVICES = [...new Set(ACCOUNTS.flatMap(({ services }) => services.map(({ name }) => name)))];
const PROVIDERS = [...new Set(ACCOUNTS.map(({ provider }) => provider.name))];

/** Picks the periods and names that questions are about, all within the bill. */
export class Draw {
  readonly #random: () => number;
  readonly #size: BillSize;

  constructor(seed: number, size: BillSize) {
    this.#random = randomNumbers(seed);
    this.#size = size;
  }

  /** A calendar month; the recent ones more often, as people ask. */
  month(): Period {
    return monthsFrom(addMonths(this.#end(), -1 - this.#below(this.#size.months - 1)), 1);
  }

  /** A month up to one of its days. */
  monthToDate(): Period {
    const { start, end } = this.month();
    return { start, end: addDays(start, 1 + this.#below(daysIn({ start, end }))) };
  }

  yearToDate(): Period {
    const { start, end } = this.month();
    return { start: `${start.slice(0, 4)}-01-01`, end };
  }

  days(count: number): Period {
    const end = addDays(this.#end(), -this.#below(90));
    return { start: addDays(end, -count), end };
  }

  /** Twelve whole months. */
  twelveMonths(): Period {
    const later = this.#below(this.#size.months - 11);
    return monthsFrom(addMonths(this.#size.firstMonth, later), 12);
  }

  service(): string {
    return skewedPick(this.#random, SERVICES);
  }

  team(): string {
    return skewedPick(this.#random, TEAMS);
  }

  provider(): string {
    return skewedPick(this.#random, PROVIDERS);
  }

  environment(): string {
    return skewedPick(this.#random, ["production", "staging", "development"]);
  }

  #end(): Day {
    return addMonths(this.#size.firstMonth, this.#size.months);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}

/** The question shapes that people ask most. */
export const QUERY_SHAPES: readonly QueryShape[] = [
  { name: "total, a month", query: (draw) => ask(draw.month()) },
  {
    name: "by service, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["ServiceName"] }),
  },
  {
    name: "top 10 services, month to date",
    query: (draw) => ask(draw.monthToDate(), { groupBy: ["ServiceName"], limit: 10 }),
  },
  {
    name: "by provider, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["ServiceProviderName"] }),
  },
  {
    name: "by account, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["SubAccountId"] }),
  },
  { name: "by region, a month", query: (draw) => ask(draw.month(), { groupBy: ["RegionId"] }) },
  { name: "by team, a month", query: (draw) => ask(draw.month(), { groupBy: ["team"] }) },
  {
    name: "by environment, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["environment"] }),
  },
  { name: "daily total, 30 days", query: (draw) => ask(draw.days(30), { granularity: "day" }) },
  {
    name: "daily by service, 30 days",
    query: (draw) => ask(draw.days(30), { groupBy: ["ServiceName"], granularity: "day" }),
  },
  {
    name: "monthly total, 12 months",
    query: (draw) => ask(draw.twelveMonths(), { granularity: "month" }),
  },
  {
    name: "monthly by team, 12 months",
    query: (draw) => ask(draw.twelveMonths(), { groupBy: ["team"], granularity: "month" }),
  },
  {
    name: "one service, a month",
    query: (draw) => ask(draw.month(), { filters: [isIn("ServiceName", draw.service())] }),
  },
  {
    name: "one service daily, 30 days",
    query: (draw) =>
      ask(draw.days(30), {
        filters: [isIn("ServiceName", draw.service())],
        granularity: "day",
      }),
  },
  {
    name: "one team by service, a month",
    query: (draw) =>
      ask(draw.month(), { filters: [isIn("team", draw.team())], groupBy: ["ServiceName"] }),
  },
  {
    name: "two filters and an exclusion by account, a month",
    query: (draw) =>
      ask(draw.month(), {
        filters: [
          isIn("ServiceProviderName", draw.provider()),
          isIn("environment", draw.environment()),
          { dimension: "ServiceName", operator: "not_in", values: [draw.service()] },
        ],
        groupBy: ["SubAccountId"],
      }),
  },
  {
    name: "month against month by service",
    query: (draw) => {
      const period = draw.month();
      return ask(period, {
        groupBy: ["ServiceName"],
        compare: monthsFrom(addMonths(period.start, -1), 1),
      });
    },
  },
  {
    name: "top 10 resources, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["ResourceId"], limit: 10 }),
  },
  {
    name: "by tag:component, a month",
    query: (draw) => ask(draw.month(), { groupBy: ["tag:component"] }),
  },
  {
    name: "by account, year to date",
    query: (draw) => ask(draw.yearToDate(), { groupBy: ["SubAccountId"] }),
  },
  {
    name: "without a team by account, a month",
    query: (draw) =>
      ask(draw.month(), {
        filters: [{ dimension: "team", operator: "is_null", values: [] }],
        groupBy: ["SubAccountId"],
      }),
  },
];

function ask(period: Period, differences: Partial<CostQuery> = {}): CostQuery {
  return { ...plainQuery(period, []), ...differences };
}

function isIn(dimension: string, value: string): Filter {
  return { dimension, operator: "in", values: [value] };
}

function monthsFrom(start: Day, count: number): Period {
  return { start, end: addMonths(start, count) };
}
