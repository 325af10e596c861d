import { addDays, addMonths, type Day, mondayOf } from "#src/focus/day";
import { awsSkus as sku } from "./aws-skus.ts";
import type { Line, LineOptions } from "./stream.ts";

/** What the company has done about its waste: by how many days before the Monday of the clock's week. */
export const cleanedUp = {
  "orders-migration-copy": 74,
  "shard-rebuild": 73,
  "nat-legacy": 68,
  "push-tokens": 61,
  "ledger-before-split": 59,
  "dev-reports": 45,
  "northwind-clickstream": 38,
  "spare-index": 24,
} as const satisfies Readonly<Record<string, number>>;

/** Something that was deleted, or is used otherwise since. */
export type CleanedUp = keyof typeof cleanedUp;

/** The volume that a script makes again, by days before that Monday. */
const MADE_AGAIN = 36;

const daysBefore = (days: number) => (today: Day) => addDays(mondayOf(today), -days);

const until = (name: CleanedUp) => ({ name, goneFrom: daysBefore(cleanedUp[name]) });
/** What came up in the last months only. */
export const lately = { from: (today: Day) => addMonths(today, -4) };
const since = (name: CleanedUp) => ({ name, from: daysBefore(cleanedUp[name]) });

/** What the nightly inventory job writes on volumes that no machine uses. */
const unattached = {
  extraTags: { "volume-state": "available" },
  waste: "unattached-volume",
} as const satisfies LineOptions;

/** Usage that ended, or goes on for less, on the day on which somebody took up a recommendation. */
export const cleanedUpLines: readonly Line[] = [
  [
    "aws-prod",
    "ledger",
    sku.gp3,
    1,
    50,
    "steady",
    { ...lately, ...until("orders-migration-copy"), ...unattached },
  ],
  [
    "aws-staging",
    "search-api",
    sku.gp3,
    1,
    45,
    "steady",
    { ...lately, ...until("shard-rebuild"), ...unattached },
  ],
  [
    "aws-staging",
    "search-api",
    sku.gp3,
    1,
    45,
    "steady",
    { name: "shard-rebuild", from: daysBefore(MADE_AGAIN), ...unattached },
  ],
  [
    "aws-prod",
    "api-gateway",
    sku.natHours,
    1,
    24,
    "steady",
    { ...lately, ...until("nat-legacy"), waste: "idle-nat-gateway" },
  ],
  [
    "aws-prod",
    "push-gateway",
    sku.gp2,
    1,
    30,
    "stored",
    { ...lately, ...until("push-tokens"), waste: "previous-generation-volume" },
  ],
  ["aws-prod", "push-gateway", sku.gp3, 1, 30, "stored", since("push-tokens")],
  [
    "aws-prod",
    "ledger",
    sku.snapshot,
    1,
    120,
    "steady",
    { ...until("ledger-before-split"), waste: "old-snapshot" },
  ],
  [
    "aws-dev",
    "bi-dashboards",
    sku["db.t3.medium"],
    1,
    24,
    "steady",
    { ...lately, ...until("dev-reports"), foundBy: ["always-on"] },
  ],
  ["aws-dev", "bi-dashboards", sku["db.t3.medium"], 1, 11, "office", since("dev-reports")],
  [
    "aws-data",
    "bi-dashboards",
    sku.s3Standard,
    1,
    900,
    "stored",
    { ...lately, ...until("northwind-clickstream"), foundBy: ["storage-classes"] },
  ],
  ["aws-data", "bi-dashboards", sku.s3Infrequent, 1, 900, "stored", since("northwind-clickstream")],
  ["aws-dev", "indexer", sku.gp3, 1, 40, "steady", { ...until("spare-index"), ...unattached }],
];
