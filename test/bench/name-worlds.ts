import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { codeOf, randomNumbers } from "#data/sample/random";
import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { BENCH_DIRECTORY, defaultAllocation, emptyConfig, make } from "./bench-files.ts";

/** How many different names a world has. */
const WORLD_SIZE = 100_000;

/** A bill with many different names, and where in a row each of them stands. */
export interface World {
  readonly title: string;
  readonly name: string;
  readonly cellsOf: (index: number, name: string) => Cells;
  /** What the thing of a row is called in questions. */
  readonly nameOf: (index: number, name: string) => string;
}

interface Cells {
  readonly account: string;
  readonly accountName: string;
  readonly resource: string;
  readonly resourceName: string;
  readonly tags: Readonly<Record<string, string>>;
}

const SHARED: Cells = {
  account: "100000000001",
  accountName: "shared-services",
  resource: "i-0",
  resourceName: "web",
  tags: {},
};
function asIs(_: number, name: string): string {
  return name;
}

function longName(index: number, name: string): string {
  return `${name}-${codeOf(`${index}`, 24)}-${name}`;
}

const TAGS = ["application", "team", "customer", "project", "cost-center"];

/** Bills that the names of a large company make slow to read. */
export const WORLDS: readonly World[] = [
  {
    title: "accounts",
    name: "accounts",
    nameOf: asIs,
    cellsOf: (index, name) => ({
      ...SHARED,
      account: String(300_000_000_000 + index),
      accountName: name,
    }),
  },
  {
    title: "all dimensions and tags",
    name: "mixed",
    nameOf: asIs,
    cellsOf: (index, name) => {
      const key = TAGS[index % 7];
      if (key !== undefined) return { ...SHARED, tags: { [key]: name } };
      if (index % 7 === 5) return { ...SHARED, account: `sub-${index}`, accountName: name };
      return { ...SHARED, resource: `i-${codeOf(name, 16)}`, resourceName: name };
    },
  },
  {
    title: "resources with long names",
    name: "resources",
    nameOf: longName,
    cellsOf: (index, name) => ({
      ...SHARED,
      resource: `arn:aws:ec2:eu-central-1:300000000001:instance/${name}/${codeOf(name, 32)}`,
      resourceName: longName(index, name),
    }),
  },
];

const SYLLABLES =
  "ba be bi bo da de di do fa fe fi ga go ka ke ki ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te ti to va ve vi za zo".split(
    " ",
  );
const WORDS = 2_000;
const ENVIRONMENTS = ["prod", "staging", "dev", "sandbox"];
const REGIONS = ["eu", "us", "apac", "emea"];

/** As many different names as a world has, in the styles of companies: `bilodena-keso-prod-eu-042`. */
export function worldNames(): readonly string[] {
  const random = randomNumbers(20_261_120);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const word = () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join("");
  const words = Array.from({ length: WORDS }, word);
  const styles = [
    () => `${pick(words)}-${pick(words)}-${pick(ENVIRONMENTS)}`,
    () => `${pick(words)}-${pick(ENVIRONMENTS)}-${pick(REGIONS)}-${Math.floor(random() * 1000)}`,
    () => `${pick(words)} ${pick(words)} ${pick(words)}`,
    () => `nw-${pick(words)}-${pick(words)}`,
  ];
  const names = new Set<string>();
  while (names.size < WORLD_SIZE) names.add(styles[names.size % styles.length]?.() ?? "");
  return [...names];
}

const COLUMNS =
  "BilledCost,EffectiveCost,ListCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,RegionId,SubAccountId,SubAccountName,ResourceId,ResourceName,Tags";
const MONTH = "USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z";
const CHARGE =
  "2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,Usage,AWS,Amazon Elastic Compute Cloud,eu-central-1";

/** A store with the world's bill imported, made now if no earlier run made it. */
export async function openWorld({ name, cellsOf }: World): Promise<Store> {
  emptyConfig();
  const bill = await make(`${BENCH_DIRECTORY}/names-${name}.csv`, async (unfinished) => {
    const file = createWriteStream(unfinished);
    file.write(`${COLUMNS}\n`);
    for (const [index, value] of worldNames().entries())
      file.write(`${rowOf(index, cellsOf(index, value))}\n`);
    file.end();
    await once(file, "finish");
  });
  const database = await make(`${BENCH_DIRECTORY}/names-${name}.db`, async (unfinished) => {
    const store = new Store(unfinished, defaultAllocation());
    await importBills(store, { paths: [bill], source: name, again: false, now: new Date() });
    store.close();
  });
  return new Store(database, defaultAllocation());
}

function rowOf(index: number, cells: Cells): string {
  const cost = (1 + (index % 997) / 10).toFixed(2);
  const tags = `"${JSON.stringify(cells.tags).replaceAll('"', '""')}"`;
  const { account, accountName, resource, resourceName } = cells;
  const ids = [account, accountName, resource, resourceName, tags].join(",");
  return `${cost},${cost},${cost},${MONTH},${CHARGE},${ids}`;
}
