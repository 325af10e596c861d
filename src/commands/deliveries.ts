import { renderCard } from "#src/adapters/terminal/render";
import type { Card, TableBlock } from "#src/cards/card";
import type { Delivery } from "#src/store/deliveries";
import { type Command, readOptionsOnly } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { jsonLines } from "./output-lines.ts";
import { listOptions } from "./terminal-options.ts";

/** Its table has eight columns. */
const TABLE_WIDTH = 140;

/** `tally deliveries` */
export const deliveries: Command = {
  name: "deliveries",
  usage: "deliveries [--json] [--db FILE]",
  summary: "What was loaded, what it replaced, and the totals of both.",
  async run(words, config) {
    const values = readOptionsOnly(words, {
      db: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const { store } = openWithProgress(config, new Date(), values.db);
    try {
      const list = store.deliveries.list();
      process.stdout.write(
        values.json
          ? jsonLines(list)
          : `${renderCard(deliveriesCard(list), listOptions(TABLE_WIDTH))}\n`,
      );
      return 0;
    } finally {
      store.close();
    }
  },
};

function deliveriesCard(list: readonly Delivery[]): Card {
  const columns: TableBlock["columns"] = [
    { label: "source", kind: "text" },
    { label: "month", kind: "time" },
    { label: "loaded", kind: "text" },
    { label: "state", kind: "text" },
    { label: "charges", kind: "text" },
    { label: "BillingCurrency", kind: "text" },
    { label: "billed", kind: "money" },
    { label: "effective", kind: "money" },
  ];
  const rows = list.flatMap((delivery) =>
    delivery.totals.map((total) => [
      delivery.source,
      delivery.billingPeriodStart,
      delivery.loadedAt.slice(0, 16).replace("T", " "),
      delivery.supersededAt === null ? "counts" : "replaced",
      delivery.charges.toLocaleString("en-US"),
      total.currency,
      total.BilledCost,
      total.EffectiveCost,
    ]),
  );
  return { title: "Deliveries", blocks: [{ type: "table", columns, rows }] };
}
