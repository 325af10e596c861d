import { describe, expect, test } from "vitest";
import { checkStore } from "#src/store/check-store";
import { ChargeBuffer, DeliveryWriter } from "#src/store/delivery-writer";
import { Store } from "#src/store/store";

const CHARGES = 250;

/** Writes charges of ten items on ten days, their memory given back before some of them. */
function writeCharges(store: Store, releasedBefore: readonly number[]): void {
  const id = store.deliveries.stage({
    source: "bill",
    billingPeriodStart: "2026-10-01",
    loadedAt: new Date("2026-11-20T09:00:00Z"),
    focusVersion: "1.2",
    content: "",
    columns: [],
    files: [],
  });
  const writer = new DeliveryWriter(store.database, id, () => 0);
  const charge = new ChargeBuffer();
  for (let at = 0; at < CHARGES; at++) {
    if (releasedBefore.includes(at)) writer.release();
    charge.clear();
    charge.item[0] = store.values.idOf(`item ${at % 10}`);
    charge.costs.set([at, at / 2]);
    charge.start = 86_400 * (at % 7);
    charge.end = charge.start + 86_400;
    charge.extra = at % 3 === 0 ? `{"x_At":"${at}"}` : null;
    writer.add(charge);
  }
  writer.finish();
  store.values.flush();
  store.deliveries.swapIn(id, new Date("2026-11-20T09:00:00Z"));
}

describe("the charges of a delivery", () => {
  test.each([[[]], [[100]], [[1, 2, 249]]])(
    "are all there, with their items and roll-ups, when memory is given back before %j",
    (releasedBefore) => {
      const store = new Store(":memory:", []);
      writeCharges(store, releasedBefore);
      const charges = store.database
        .prepare(
          "SELECT x_ChargeId, AllocatedMethodId, BilledCost, x_ChargeColumns FROM focus ORDER BY x_ChargeId",
        )
        .raw()
        .all();
      expect(charges).toEqual(
        Array.from({ length: CHARGES }, (_, at) => [
          at + 1,
          `item ${at % 10}`,
          at,
          at % 3 === 0 ? `{"x_At":"${at}"}` : null,
        ]),
      );
      for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
      store.close();
    },
  );

  test("are kept by item once, unless memory was given back between", () => {
    for (const [releasedBefore, items] of [
      [[], 10],
      [[100], 20],
    ] as const) {
      const store = new Store(":memory:", []);
      writeCharges(store, releasedBefore);
      expect(store.database.prepare("SELECT count(*) AS n FROM item").get()).toEqual({ n: items });
      store.close();
    }
  });
});
