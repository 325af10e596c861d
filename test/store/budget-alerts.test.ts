import { describe, expect, test } from "vitest";
import { StoredBudgetAlerts } from "#src/store/budget-alerts";
import { openStore } from "#src/store/open-store";

const NOVEMBER = { name: "Payments", periodStart: "2026-11-01" };
const DECEMBER = { name: "payments ", periodStart: "2026-12-01" };
const NOW = new Date("2026-11-20T09:00:00Z");
const said = (isSilent: boolean) => ({ isSilent, person: "ann@example.com", now: NOW });

describe("what was told of a budget", () => {
  test("is kept once per period and threshold, whatever the case of its name", () => {
    const alerts = new StoredBudgetAlerts(openStore(":memory:"));
    expect(alerts.markTold(NOVEMBER, { percent: 80, of: "actual" }, NOW)).toBe(true);
    expect(
      alerts.markTold({ ...NOVEMBER, name: "PAYMENTS" }, { percent: 80, of: "actual" }, NOW),
    ).toBe(false);
    expect(alerts.markTold(NOVEMBER, { percent: 80, of: "forecast" }, NOW)).toBe(true);
    expect(alerts.markTold(NOVEMBER, { percent: 99.5, of: "actual" }, NOW)).toBe(true);
    expect(alerts.told(NOVEMBER)).toEqual([
      { percent: 80, of: "actual" },
      { percent: 99.5, of: "actual" },
      { percent: 80, of: "forecast" },
    ]);
    expect(alerts.told(DECEMBER)).toEqual([]);
  });

  test("is silent in one period, until that is taken back; the same press changes nothing again", () => {
    const alerts = new StoredBudgetAlerts(openStore(":memory:"));
    expect(alerts.isSilent(NOVEMBER)).toBe(false);
    alerts.silence("a", NOVEMBER, said(true));
    expect(alerts.isSilent(NOVEMBER)).toBe(true);
    expect(alerts.isSilent(DECEMBER)).toBe(false);
    alerts.silence("b", NOVEMBER, said(false));
    alerts.silence("a", NOVEMBER, said(true));
    expect(alerts.isSilent(NOVEMBER)).toBe(false);
  });
});
