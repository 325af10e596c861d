import { join } from "node:path";
import { demoAllocationRules, demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { demoProviderRecommendations } from "#data/sample/provider-recommendations";
import { readConfig } from "#src/config";
import type { Day } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { Store } from "#src/store/store";

/** The demo company's bill as of a day, with what its providers recommend, in a store in a folder. */
export function demoStore(folder: string, today: Day): Store {
  const allocation = readConfig({}).allocation.map((dimension) =>
    dimension.name === "team"
      ? { ...dimension, rules: [...dimension.rules, ...demoAllocationRules] }
      : dimension,
  );
  const store = new Store(join(folder, `${today}.db`), allocation);
  const bill = {
    columns: demoColumns,
    deliveries: demoDeliveries(today),
    feeds: demoProviderRecommendations(today),
  };
  loadDemo(store, bill, new Date(`${today}T09:00:00Z`), () => undefined);
  return store;
}
