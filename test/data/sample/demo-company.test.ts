import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Cells } from "#data/sample/columns";
import { type DemoDelivery, demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { addDays, addMonths } from "#src/focus/day";

const today = "2026-11-20";

function digest(delivery: DemoDelivery): string {
  const hash = createHash("sha256");
  for (const row of delivery.rows) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}

/** Digests of the deliveries of months before `end`, by source and month. */
function digests(clock: string, end: string): Record<string, string> {
  const entries = demoDeliveries(clock)
    .filter(({ billingPeriodStart }) => billingPeriodStart < end)
    .map((delivery) => [`${delivery.source} ${delivery.billingPeriodStart}`, digest(delivery)]);
  return Object.fromEntries(entries);
}

function delivery(clock: string, source: string, month: string): DemoDelivery {
  const found = demoDeliveries(clock).find(
    (candidate) => candidate.source === source && candidate.billingPeriodStart === month,
  );
  if (found === undefined) throw new Error(`no delivery ${source} ${month}`);
  return found;
}

function rowsOf(clock: string, source: string, month: string): Cells[] {
  return [...delivery(clock, source, month).rows] as Cells[];
}

/** The days of ordinary usage, in order. */
function usageDays(source: string): string[] {
  const days = rowsOf(today, source, "2026-11-01")
    .filter(({ ChargeCategory }) => ChargeCategory === "Usage")
    .map(({ ChargePeriodStart }) => String(ChargePeriodStart).slice(0, 10));
  return [...new Set(days)].sort();
}

describe("deliveries", () => {
  test("are 14 months of 8 sources, oldest month first", () => {
    const deliveries = demoDeliveries(today);
    expect(deliveries).toHaveLength(14 * 8);
    const months = deliveries.map(({ billingPeriodStart }) => billingPeriodStart);
    expect(months).toEqual([...months].sort());
    expect(months[0]).toBe("2025-10-01");
    expect(months.at(-1)).toBe("2026-11-01");
    expect(new Set(deliveries.map(({ source }) => source))).toEqual(
      new Set([
        "aws",
        "azure",
        "gcp",
        "databricks",
        "snowflake",
        "mongodb-atlas",
        "openai",
        "anthropic",
      ]),
    );
  });

  test("leave out a month of which no day has come", () => {
    const first = demoDeliveries("2026-11-01");
    expect(first.at(-1)?.billingPeriodStart).toBe("2026-10-01");
    const second = demoDeliveries("2026-11-02").filter(
      ({ billingPeriodStart }) => billingPeriodStart === "2026-11-01",
    );
    expect(second.map(({ source }) => source)).toEqual(["aws"]);
  });

  test.each(["2026-11-20", "2026-11-01", "2026-12-31", "2027-03-01", "2028-02-29"])(
    "have about 150,000 rows on %s",
    (clock) => {
      let rows = 0;
      for (const { rows: own } of demoDeliveries(clock)) for (const _ of own) rows++;
      expect(rows).toBeGreaterThan(140_000);
      expect(rows).toBeLessThan(160_000);
    },
  );

  test("end on the day before yesterday; Snowflake a day earlier, AWS with part of yesterday", () => {
    const lastDays = ["aws", "azure", "gcp", "snowflake", "openai"].map((source) => [
      source,
      usageDays(source).at(-1),
    ]);
    expect(Object.fromEntries(lastDays)).toEqual({
      aws: "2026-11-19",
      azure: "2026-11-18",
      gcp: "2026-11-18",
      snowflake: "2026-11-17",
      openai: "2026-11-18",
    });
  });

  test("hold every day up to the last", () => {
    expect(usageDays("databricks")).toHaveLength(18);
  });

  test("read the same again, and from another call", () => {
    const one = delivery(today, "aws", "2026-10-01");
    expect(digest(one)).toBe(digest(one));
    expect(digest(delivery(today, "aws", "2026-10-01"))).toBe(digest(one));
  });

  test("fill only known columns, and each of them somewhere", () => {
    const filled = new Set<string>();
    for (const row of demoDeliveries(today).flatMap(({ rows }) => [...rows])) {
      for (const column in row) if (row[column] !== null) filled.add(column);
    }
    expect([...filled].sort()).toEqual([...demoColumns].sort());
  });
});

describe("another clock", () => {
  test("a week later in the same half of the month, closed months are the same", () => {
    const end = "2026-09-01";
    const earlier = digests("2026-11-18", end);
    expect(Object.keys(earlier)).toHaveLength(11 * 8);
    expect(digests("2026-11-25", end)).toEqual(earlier);
  });

  test("a day later in the same week, only what has come since is new", () => {
    const end = "2026-11-01";
    expect(digests("2026-11-20", end)).toEqual(digests("2026-11-19", end));
  });

  test("months later, a calendar day's ordinary usage is the same", () => {
    const usage = (clock: string) =>
      rowsOf(clock, "aws", "2026-05-01").filter(
        (row) =>
          row.ServiceName === "Amazon Simple Storage Service" &&
          row.ChargeClass === undefined &&
          row.SubAccountName !== "northwind-analytics" &&
          row.SubAccountName !== "northwind-data-platform",
      );
    expect(usage("2026-08-10").length).toBeGreaterThan(150);
    expect(usage("2027-01-20")).toEqual(usage("2026-08-10"));
  });
});

describe("hours", () => {
  const hourly = () =>
    rowsOf(today, "aws", "2026-11-01").filter(
      ({ ChargePeriodStart, ChargePeriodEnd }) =>
        Date.parse(String(ChargePeriodEnd)) - Date.parse(String(ChargePeriodStart)) === 3_600_000,
    );

  test("are there for the last days of the development account's machines", () => {
    const rows = hourly();
    const days = new Set(
      rows.map(({ ChargePeriodStart }) => String(ChargePeriodStart).slice(0, 10)),
    );
    expect([...days].sort()).toEqual([4, 3, 2, 1].map((ago) => addDays(today, -ago)));
    expect(new Set(rows.map(({ SubAccountName }) => SubAccountName))).toEqual(
      new Set(["northwind-dev"]),
    );
    expect(new Set(rows.map(({ ServiceName }) => ServiceName))).toEqual(
      new Set(["Amazon Elastic Compute Cloud"]),
    );
  });

  test("add up to the day that was delivered before as one charge", () => {
    const quantities = (clock: string, day: string) => {
      const byResource = new Map<string, number>();
      for (const row of rowsOf(clock, "aws", addMonths(day, 0))) {
        const isMachine =
          row.SubAccountName === "northwind-dev" && row.ResourceType === "EC2 Instance";
        if (!(isMachine && String(row.ChargePeriodStart).startsWith(day))) continue;
        const id = String(row.ResourceId);
        byResource.set(id, (byResource.get(id) ?? 0) + Number(row.PricingQuantity));
      }
      return byResource;
    };
    const byHour = quantities(today, "2026-11-17");
    const byDay = quantities("2026-11-28", "2026-11-17");
    expect([...byHour.keys()]).toEqual([...byDay.keys()]);
    for (const [id, quantity] of byDay) expect(byHour.get(id)).toBeCloseTo(quantity, 5);
  });
});
