import { expect, test } from "vitest";
import { amountOf, moneySchema } from "#src/sources/google/money";

test.each([
  [{ units: "-12", nanos: -340000000 }, -12.34],
  [{ nanos: -5 }, -0.000000005],
  [{ units: "1", nanos: 100000000 }, 1.1],
  [{ units: "9007199254740993" }, 9007199254740992],
  [{}, 0],
])("the amount of %j is %d", (money, amount) => {
  expect(amountOf(moneySchema.parse(money))).toBe(amount);
});
