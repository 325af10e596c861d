import { describe, expect, test } from "vitest";
import { compareLikeForLike } from "#skills/spend/like-for-like";

const november = { start: "2026-11-01", end: "2026-11-21" };
const october = { start: "2026-10-01", end: "2026-11-01" };

describe("compareLikeForLike", () => {
  test("cuts a running month to its complete days, and the other to as many", () => {
    const compared = compareLikeForLike(
      { main: november, other: october },
      true,
      "2026-11-18",
      "2026-11-20",
    );
    expect(compared).toEqual({
      main: { start: "2026-11-01", end: "2026-11-19" },
      other: { start: "2026-10-01", end: "2026-10-19" },
      isCut: true,
    });
  });

  test("cuts a finished month by the other one, when that is the running one", () => {
    const whole = { start: "2026-11-01", end: "2026-12-01" };
    const compared = compareLikeForLike(
      { main: october, other: whole },
      false,
      "2026-11-18",
      "2026-11-20",
    );
    expect(compared.main).toEqual({ start: "2026-10-01", end: "2026-10-19" });
    expect(compared.other).toEqual({ start: "2026-11-01", end: "2026-11-19" });
  });

  test("leaves finished and rolling periods as they are", () => {
    const week = { start: "2026-11-13", end: "2026-11-20" };
    const before = { start: "2026-11-06", end: "2026-11-13" };
    expect(
      compareLikeForLike({ main: week, other: before }, false, "2026-11-18", "2026-11-20"),
    ).toEqual({ main: week, other: before, isCut: false });
  });

  test("never takes more days of the other than it has", () => {
    const march = { start: "2027-03-01", end: "2027-03-31" };
    const february = { start: "2027-02-01", end: "2027-03-01" };
    const compared = compareLikeForLike(
      { main: march, other: february },
      true,
      "2027-03-30",
      "2027-03-30",
    );
    expect(compared.other).toEqual(february);
  });

  test("takes the days so far where none is complete yet", () => {
    const compared = compareLikeForLike(
      { main: { start: "2026-11-01", end: "2026-11-02" }, other: october },
      true,
      "2026-10-30",
      "2026-11-01",
    );
    expect(compared.main).toEqual({ start: "2026-11-01", end: "2026-11-02" });
    expect(compared.other).toEqual({ start: "2026-10-01", end: "2026-10-02" });
  });
});
