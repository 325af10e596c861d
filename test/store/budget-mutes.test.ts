import { describe, expect, test } from "vitest";
import { StoredBudgetMutes } from "#src/store/budget-mutes";
import { openStore } from "#src/store/open-store";

const NOVEMBER = { name: "Payments", periodStart: "2026-11-01" };
const DECEMBER = { name: "payments ", periodStart: "2026-12-01" };
const NOW = new Date("2026-11-20T09:00:00Z");
const said = (isSilent: boolean) => ({ isSilent, person: "ann@example.com", now: NOW });

describe("a budget that is muted", () => {
  test("is silent in one period, until that is taken back; the same press changes nothing again", () => {
    const mutes = new StoredBudgetMutes(openStore(":memory:"));
    expect(mutes.isSilent(NOVEMBER)).toBe(false);
    mutes.silence("a", NOVEMBER, said(true));
    expect(mutes.isSilent(NOVEMBER)).toBe(true);
    expect(mutes.isSilent(DECEMBER)).toBe(false);
    mutes.silence("b", NOVEMBER, said(false));
    mutes.silence("a", NOVEMBER, said(true));
    expect(mutes.isSilent(NOVEMBER)).toBe(false);
  });
});
