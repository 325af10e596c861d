import { join } from "node:path";
import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { addDays, addMonths, type Day, dayOfInstant } from "#src/focus/day";
import { AwsApi, CALLS_PER_SECOND, COST_EXPLORER_PRICE } from "#src/sources/aws/aws-api";
import { openCostExplorer } from "#src/sources/aws/clients";
import { tryPermission } from "#src/sources/aws/permission";
import { CallError } from "#src/sources/calls/call-error";
import { Caller } from "#src/sources/calls/caller";
import type { SourceContext } from "#src/sources/context";
import { monthOf } from "#src/sources/month";
import {
  type FetchedUnit,
  NotYetError,
  type OnBytes,
  type PermissionCheck,
  type Source,
  type SourceUnit,
  type Survey,
} from "#src/sources/source";
import { CostReader } from "./cost-reader.ts";
import { KeptPages } from "./kept-pages.ts";
import { readListings, readRows, type TakeRows } from "./read-month.ts";
import { RowsFile } from "./rows-file.ts";
import type { AwsCostExplorerSettings } from "./settings.ts";

/** How far back Cost Explorer reaches, besides the running month. */
const MONTHS_BACK = 13;
/** AWS updates a month for two weeks after its end; from this day of the next month on it stays. */
const FINAL_DAY = 15;
const FINAL = "final";

/** A month as it stood on a day. */
interface CostMonth {
  /** 2026-10 */
  readonly id: string;
  readonly start: Day;
  /** The day, as long as AWS may change the month. */
  readonly version: string;
  readonly seenOn: Day;
}

/** AWS' bill where there is no export: Cost Explorer's daily costs by service, account and region. */
export class AwsCostExplorer implements Source {
  readonly kind = "aws-cost-explorer";
  readonly caveat =
    "Charges of AWS come from Cost Explorer: by day, service, account and region only; no resources or tags.";
  readonly name: string;
  readonly #account: string;
  readonly #api: AwsApi<CostExplorerClient>;
  readonly #now: () => number;

  constructor(name: string, settings: AwsCostExplorerSettings, context: SourceContext) {
    const purse = context.purseOf?.(name, settings.dollarsPerDay) ?? null;
    const limits = { callsPerSecond: CALLS_PER_SECOND, ...context.limits };
    this.name = name;
    this.#account = settings.account;
    this.#api = new AwsApi(settings, new Caller(context.clock, limits, purse), openCostExplorer);
    this.#now = () => context.clock.now();
  }

  get usage() {
    return this.#api.caller.usage;
  }

  /** Costs nothing: months come by themselves, and are read anew once a day until they are final. */
  async survey(): Promise<Survey> {
    const months = this.#months();
    const units = months.map((month): SourceUnit => {
      const { id, start, version } = month;
      return {
        ...{ id, billingPeriodStart: start, version, order: null, parts: null },
        fetch: (folder, onProgress, kept) => this.#fetch(month, months, folder, onProgress, kept),
      };
    });
    return { units, memory: null };
  }

  async check(): Promise<readonly PermissionCheck[]> {
    const yesterday = addDays(this.#today(), -1);
    const { GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
    const command = new GetCostAndUsageCommand({
      TimePeriod: { Start: yesterday, End: addDays(yesterday, 1) },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
    });
    return [
      await tryPermission("ce:GetCostAndUsage", () =>
        this.#api.call(
          "Asking Cost Explorer",
          (client, options) => client.send(command, options),
          COST_EXPLORER_PRICE,
        ),
      ),
    ];
  }

  /** The newest first. */
  #months(): CostMonth[] {
    const today = this.#today();
    return Array.from({ length: MONTHS_BACK + 1 }, (_, at) => {
      const start = addMonths(today, -at);
      const isFinal = today >= addDays(addMonths(start, 1), FINAL_DAY - 1);
      const version = isFinal ? FINAL : today;
      return { id: monthOf(start), start, version, seenOn: today };
    });
  }

  /** Pays for the months that aren't final first: their pages are kept until they are asked for. */
  async #fetch(
    month: CostMonth,
    months: readonly CostMonth[],
    folder: string,
    onProgress: OnBytes,
    kept: string,
  ): Promise<FetchedUnit> {
    const ids = months.map((one) => one.id);
    const first = month.version === FINAL ? months.filter(({ version }) => version !== FINAL) : [];
    for (const one of first)
      await this.#read(one, await KeptPages.open(kept, one, ids), async () => undefined);
    const { id } = month;
    const file = await RowsFile.create(join(folder, `${id}.jsonl`));
    try {
      const pages = await KeptPages.open(kept, month, ids);
      await this.#read(month, pages, async (rows) => {
        await file.write(rows);
        onProgress(file.bytes, null);
      });
    } finally {
      await file.close();
    }
    if (file.rows === 0) return { files: [], rows: 0 };
    const name = `Cost Explorer, account ${this.#account}, ${id}`;
    return { files: [file.fetched(name)], rows: file.rows };
  }

  async #read({ id, start, seenOn }: CostMonth, kept: KeptPages, take: TakeRows): Promise<void> {
    const period = { start, end: addMonths(start, 1) };
    const reader = new CostReader(this.#api, kept, `Reading ${id} from Cost Explorer`);
    const { listings, accountNames } = await readListings(reader, period);
    const today = this.#today();
    if (today !== seenOn) throw new CallError("changed", { reason: `AWS' clock says ${today}` });
    const context = { account: this.#account, period, accountNames };
    if (await readRows(reader, listings, context, take)) return;
    await kept.forget();
    throw new NotYetError(`Cost Explorer's ${id} was renewed while it was read`);
  }

  /** The UTC day by AWS' clock, as far as it is known. */
  #today(): Day {
    return dayOfInstant(new Date(this.#now() + this.#api.clockOffset));
  }
}
