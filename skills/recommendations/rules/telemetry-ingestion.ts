import { formatMoney } from "#src/cards/format";
import { contains, is, linesOf, placeOf } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Less than this a month isn't worth the work, in the bill's currency. */
const LEAST_COST = 800;
/** What dropping debug lines, sampling and cheaper log classes take off, prudently: the cheaper class alone is half. */
const SAVED_SHARE = 0.3;
const OBSERVABILITY = is("ServiceSubcategory", "Observability");
/** What is billed by what comes in: logs by the gigabyte or event, metrics by the series. */
const INGESTION = contains(
  "SkuMeter",
  "DataProcessing-Bytes",
  "VendedLog-Bytes",
  "Data Ingestion",
  "Log Storage cost",
  "Log Volume",
  "Ingested logs",
  "Indexed log",
  "MetricMonitorUsage",
  "Custom metric",
);

/** Log groups, workspaces and accounts that take in a lot of logs or metrics. */
export const telemetryIngestion: RecommendationRule = {
  name: "telemetry-ingestion",
  find(context) {
    return linesOf(context, [OBSERVABILITY, INGESTION], ["SkuMeter"])
      .filter(({ monthlyCost }) => monthlyCost >= LEAST_COST)
      .map((line) => {
        const meter = line.values[0] ?? "";
        const place = placeOf(line, is("SkuMeter", meter));
        const what = /metric/i.test(meter) ? "metrics" : "logs";
        return {
          ...place,
          kind: "reduce-logging",
          thing: `${place.thing}/${meter}`,
          action: `Take in fewer ${what}: ${resourceName(context, line)}`,
          reason: `Taking ${what} in costs ${formatMoney(line.monthlyCost, line.currency)} a month (${meter}). Dropping what nobody reads, sampling and cheaper classes save about 30%.`,
          monthlySaving: line.monthlyCost * SAVED_SHARE,
        };
      });
  },
};
