import { describe, expect, test } from "vitest";
import type { Cells } from "#data/sample/columns";
import { type DemoTruth, demoDeliveries, demoTruth } from "#data/sample/demo-company";
import { addDays, addMonths, daysIn } from "#src/focus/day";

type Filters = DemoTruth["anomalies"][number]["filters"];

const cost = (row: Cells) => Number(row.EffectiveCost);
const billed = (row: Cells) => Number(row.BilledCost);
const dayOf = (row: Cells) => String(row.ChargePeriodStart).slice(0, 10);

/** The team of a charge: the workload's tags, then the resource's, without case and outer spaces. */
function teamOf(row: Cells): string | null {
  const tags: Record<string, string> = {
    ...JSON.parse(String(row.Tags ?? "{}")),
    ...JSON.parse(String(row.AllocatedTags ?? "{}")),
  };
  for (const wanted of ["team", "owner"]) {
    for (const [key, value] of Object.entries(tags)) {
      if (key.trim().toLowerCase() === wanted) return value.trim().toLowerCase();
    }
  }
  return null;
}

function matches(row: Cells, filters: Filters): boolean {
  return Object.entries(filters).every(([column, value]) =>
    column === "team" ? teamOf(row) === value : row[column as keyof Cells] === value,
  );
}

function allRows(today: string): Cells[] {
  return demoDeliveries(today).flatMap(({ rows }) => [...rows] as Cells[]);
}

/** Sums by a key; a row of key null is left out. */
function sums(
  rows: readonly Cells[],
  keyOf: (row: Cells) => string | null,
  value = cost,
): Map<string, number> {
  const totals = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) totals.set(key, (totals.get(key) ?? 0) + value(row));
  }
  return totals;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the mean of an event's days must be from the median of the 14 days before. */
const leastRatio = { spike: 1.7, "level-shift": 1.8, growth: 2, "price-change": 1.5 };

describe.each(["2026-11-20", "2026-11-02", "2026-09-06"])("anomalies on %s", (today) => {
  const rows = allRows(today);
  const truth = demoTruth(today);

  test("are at least eight, of every kind, and over before the data end", () => {
    expect(truth.anomalies.length).toBeGreaterThanOrEqual(8);
    expect(new Set(truth.anomalies.map(({ kind }) => kind)).size).toBe(5);
    for (const { start, end } of truth.anomalies) {
      expect(start > truth.days.start).toBe(true);
      expect((end ?? addDays(start, 5)) <= truth.days.end).toBe(true);
    }
  });

  test.each(truth.anomalies)(
    "$id stands out",
    ({ id, kind, filters, start, end, impactPerDay }) => {
      const series = sums(rows, (row) => (matches(row, filters) ? dayOf(row) : null));
      const dayValues = (from: string, to: string) =>
        Array.from({ length: daysIn({ start: from, end: to }) }, (_, index) =>
          series.get(addDays(from, index)),
        ).filter((value) => value !== undefined);
      const before = median(dayValues(addDays(start, -14), start));
      const lastDay = truth.days.end;
      const days = dayValues(start, end ?? lastDay);
      const during = mean(days);
      if (kind === "drop") expect(during / before).toBeLessThan(0.55);
      else expect(during / before).toBeGreaterThan(leastRatio[kind]);
      expect((during - before) / impactPerDay, id).toBeGreaterThan(0.6);
      expect((during - before) / impactPerDay, id).toBeLessThan(1.4);
    },
  );

  test("have their cause within what they show in", () => {
    for (const { filters, cause } of truth.anomalies) expect(cause).toMatchObject(filters);
  });
});

describe("commitments", () => {
  const today = "2026-11-20";
  const rows = allRows(today).filter((row) => (row.CommitmentDiscountId ?? null) !== null);
  const truth = demoTruth(today);
  const of = (id: string) => rows.filter((row) => row.CommitmentDiscountId === id);
  const lastClosed = (row: Cells) => String(row.BillingPeriodStart) < "2026-11-01";
  const monthOf = (row: Cells) => String(row.BillingPeriodStart).slice(0, 10);
  const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

  test("are all in the data, and no others", () => {
    const ids = new Set(rows.map((row) => row.CommitmentDiscountId));
    expect(ids).toEqual(new Set(truth.commitments.map(({ id }) => id)));
  });

  test.each(truth.commitments.filter(({ payment }) => payment !== "upfront"))(
    "$name: each closed month's use and waste cost what was paid for the month",
    ({ id }) => {
      const own = of(id).filter(lastClosed);
      const paid = sums(own, monthOf, billed);
      const used = sums(own, monthOf);
      expect(paid.size).toBeGreaterThan(7);
      expect([...used.keys()]).toEqual([...paid.keys()]);
      for (const [month, amount] of paid) expect(used.get(month)).toBeCloseTo(amount, 5);
    },
  );

  test("the RDS reservation was paid once and used up over its term", () => {
    const reservation = truth.commitments.find(({ type }) => type === "Reserved Instance");
    expect(reservation).toMatchObject({ start: "2025-10-01", end: "2026-10-01" });
    const own = of(reservation?.id ?? "");
    const purchases = own.filter((row) => row.ChargeCategory === "Purchase");
    expect(purchases).toHaveLength(1);
    expect(purchases[0]).toMatchObject({
      ChargePeriodStart: "2025-10-01T00:00:00Z",
      ChargePeriodEnd: "2026-10-01T00:00:00Z",
      BilledCost: reservation?.termCost,
    });
    expect(total(own.map(cost))).toBeCloseTo(reservation?.termCost ?? 0, 4);
  });

  test("the Azure reservation runs out in about 40 days and is amortised by the day", () => {
    for (const clock of ["2026-11-01", "2026-11-10", "2026-11-20", "2026-11-30"]) {
      const commitment = demoTruth(clock).commitments.find(({ currency }) => currency === "EUR");
      const left = daysIn({ start: clock, end: commitment?.end ?? clock });
      expect(left).toBeGreaterThanOrEqual(32);
      expect(left).toBeLessThanOrEqual(48);
    }
    const { id, start, termCost } = truth.commitments.find(
      ({ currency }) => currency === "EUR",
    ) ?? {
      id: "",
      start: today,
      termCost: 0,
    };
    const elapsed = daysIn({ start, end: addDays(today, -1) });
    expect(total(of(id).map(cost))).toBeCloseTo((termCost * elapsed) / 365, 4);
  });

  test("one is used to five eighths", () => {
    const own = of(truth.commitments.find(({ type }) => type === "Reserved Node")?.id ?? "");
    const byStatus = sums(own.filter(lastClosed), (row) => row.CommitmentDiscountStatus ?? null);
    const used = byStatus.get("Used") ?? 0;
    expect(used / (used + (byStatus.get("Unused") ?? 0))).toBeCloseTo(0.625, 6);
  });

  test("one ended five months ago: its last charges are of the day before", () => {
    const cud = truth.commitments.find(({ type }) => type.endsWith("CUD"));
    expect(cud?.end).toBe("2026-06-01");
    expect(
      of(cud?.id ?? "")
        .map(dayOf)
        .sort()
        .at(-1),
    ).toBe("2026-05-31");
  });
});

describe("the rest of the truth", () => {
  const today = "2026-11-20";
  const rows = allRows(today);
  const truth = demoTruth(today);
  const inOctober = rows.filter((row) => row.BillingPeriodStart === "2026-10-01T00:00:00Z");

  test("a month costs a mid-sized company's money", () => {
    const byMonth = sums(rows, (row) =>
      row.BillingCurrency === "USD" ? String(row.BillingPeriodStart).slice(0, 7) : null,
    );
    byMonth.delete("2026-11");
    expect(byMonth.size).toBe(13);
    for (const amount of byMonth.values()) {
      expect(amount).toBeGreaterThan(350_000);
      expect(amount).toBeLessThan(800_000);
    }
  });

  test("some budgets are met, some are not", () => {
    const spent = truth.budgets.map(({ filters, monthlyAmount }) => {
      const own = inOctober.filter((row) => matches(row, filters));
      return own.reduce((sum, row) => sum + cost(row), 0) / monthlyAmount;
    });
    expect(spent.filter((share) => share > 1.03).length).toBeGreaterThanOrEqual(2);
    expect(spent.filter((share) => share < 0.97).length).toBeGreaterThanOrEqual(2);
    for (const share of spent) {
      expect(share).toBeGreaterThan(0.6);
      expect(share).toBeLessThan(1.4);
    }
  });

  test("every team spends, and about an eighth of what could be tagged has no team", () => {
    const noTags = new Set(["OpenAI", "Anthropic"]);
    const taggable = inOctober.filter(
      (row) => row.ChargeCategory === "Usage" && !noTags.has(String(row.InvoiceIssuerName)),
    );
    const byTeam = sums(taggable, (row) => teamOf(row) ?? "none");
    for (const { name } of truth.teams) expect(byTeam.get(name)).toBeGreaterThan(5000);
    const all = [...byTeam.values()].reduce((sum, amount) => sum + amount, 0);
    expect((byTeam.get("none") ?? 0) / all).toBeGreaterThan(0.09);
    expect((byTeam.get("none") ?? 0) / all).toBeLessThan(0.15);
  });

  test("tags are spelled in more than one way", () => {
    const keys = new Set<string>();
    for (const row of inOctober) {
      for (const key of Object.keys(JSON.parse(String(row.Tags ?? "{}")))) keys.add(key);
    }
    for (const key of ["team", "Team", "team ", "owner", "env", "Environment", "stage"]) {
      expect(keys).toContain(key);
    }
  });

  test("a renamed account had its old name before", () => {
    for (const { subAccountId, formerName, name, since } of truth.renamedAccounts) {
      const own = rows.filter((row) => row.SubAccountId === subAccountId);
      const names = (isBefore: boolean) =>
        new Set(
          own
            .filter((row) => String(row.BillingPeriodStart) < since === isBefore)
            .map((row) => row.SubAccountName),
        );
      expect(names(true)).toEqual(new Set([formerName]));
      expect(names(false)).toEqual(new Set([name]));
    }
    expect(truth.renamedAccounts).toHaveLength(1);
  });

  test("AWS's credits ended two months ago", () => {
    const credits = rows.filter(
      (row) => row.ChargeCategory === "Credit" && row.InvoiceIssuerName === "AWS",
    );
    expect(credits.map(dayOf).sort().at(-1)).toBe("2026-08-31");
    expect(truth.endedCredits.map(({ end }) => end)).toEqual(["2026-09-01", "2026-09-01"]);
  });

  test("wasteful resources are in the bill at the cost named", () => {
    expect(new Set(truth.wastefulResources.map(({ waste }) => waste)).size).toBe(7);
    for (const { resourceId, costIn30Days } of truth.wastefulResources) {
      const own = inOctober.filter((row) => row.ResourceId === resourceId);
      expect(own).toHaveLength(31);
      const in30Days = (own.reduce((sum, row) => sum + cost(row), 0) * 30) / 31;
      expect(in30Days / costIn30Days).toBeGreaterThan(0.9);
      expect(in30Days / costIn30Days).toBeLessThan(1.2);
    }
  });

  test("bills hold taxes, credits, refunds, corrections, support and marketplace charges", () => {
    const count = (isMeant: (row: Cells) => boolean) => rows.filter(isMeant).length;
    const corrections = rows.filter((row) => row.ChargeClass === "Correction");
    expect(corrections).toHaveLength(5);
    for (const row of corrections) {
      expect(addMonths(dayOf(row), 1)).toBe(String(row.BillingPeriodStart).slice(0, 10));
    }
    expect(count((row) => row.ChargeCategory === "Adjustment" && cost(row) < 0)).toBe(1);
    expect(
      count((row) => row.ChargeCategory === "Usage" && !corrections.includes(row) && cost(row) < 0),
    ).toBe(4);
    expect(
      count(
        (row) =>
          row.ServiceProviderName === "Datadog" &&
          row.HostProviderName === "AWS" &&
          row.InvoiceIssuerName === "AWS",
      ),
    ).toBeGreaterThan(1000);
  });

  test("support is 3 to 10 % of what AWS costs in a month", () => {
    const amounts = sums(
      inOctober.filter((row) => row.ServiceProviderName === "AWS"),
      (row) => (row.ServiceName === "AWS Support (Business)" ? "support" : "rest"),
    );
    const share = (amounts.get("support") ?? 0) / (amounts.get("rest") ?? 0);
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.1);
  });

  test("VAT is 19 % of a subscription's day", () => {
    const key = (row: Cells) =>
      row.InvoiceIssuerName === "Microsoft" ? `${row.SubAccountId} ${dayOf(row)}` : null;
    const taxes = inOctober.filter((row) => row.ChargeCategory === "Tax");
    const net = sums(
      inOctober.filter((row) => row.ChargeCategory !== "Tax"),
      key,
      billed,
    );
    const vat = sums(taxes, key, billed);
    expect(vat.size).toBe(4 * 31);
    for (const [day, amount] of vat) expect(amount).toBeCloseTo((net.get(day) ?? 0) * 0.19, 6);
  });
});
