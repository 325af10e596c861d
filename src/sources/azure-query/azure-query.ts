import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addDays, addMonths, type Day, dayOfInstant } from "#src/focus/day";
import { type CostQueries, type CostQuery, queryCosts } from "#src/sources/azure/cost-query";
import { focusBillingAccount } from "#src/sources/azure/focus-names";
import { ManagementApi, tryPermission } from "#src/sources/azure/management-api";
import { qpuLimiterOf } from "#src/sources/azure/qpu-limiter";
import { CallError } from "#src/sources/calls/call-error";
import type { SourceContext } from "#src/sources/context";
import { firstDayOf, monthOf } from "#src/sources/month";
import type {
  FetchedFile,
  FetchedUnit,
  OnBytes,
  PermissionCheck,
  Source,
  SourceUnit,
  Survey,
} from "#src/sources/source";
import { focusRows } from "./focus-rows.ts";
import type { AzureQuerySettings } from "./settings.ts";
import { writeLines } from "./write-lines.ts";

/** From this day of the next month on a month is final: charges land up to three days late, and Azure closes it. */
const FINAL_FROM_DAY = 7;

/** How far back Azure answers. */
const MONTHS_KEPT = 37;

/** How costs are split. Two dimensions are documented; Azure takes more in most agreements. */
const FINE_GROUPING = [
  "ServiceName",
  "SubscriptionId",
  "SubscriptionName",
  "ResourceLocation",
  "ChargeType",
  "PricingModel",
  "BenefitId",
  "BenefitName",
] as const;
const COARSE_GROUPING = ["ServiceName", "ChargeType"] as const;

/** In the source's own folder: what was spent of the tenant's quota. */
const QUOTA_FILE = "query-quota.json";

/**
 * Costs by the Query API of Cost Management, for where there is no export: by day, service, subscription,
 * region and kind of charge. Nothing tells whether they changed, so months that aren't final are asked for once a day.
 */
export class AzureQuery implements Source {
  readonly kind = "azure-query";
  readonly caveat =
    "These costs of Azure come from its Query API, which tells neither resources nor tags nor list prices; an export of Cost Management does.";
  readonly name: string;
  readonly #scopes: readonly string[];
  readonly #billingAccount: string | null;
  readonly #months: number;
  readonly #api: ManagementApi;
  readonly #context: SourceContext;
  /** Scopes that take the documented dimensions only. */
  readonly #coarse = new Set<string>();

  constructor(name: string, settings: AzureQuerySettings, context: SourceContext) {
    const { scope, subscriptions = [], billingAccount = null, months, endpoint } = settings;
    this.name = name;
    this.#scopes = [...(scope === undefined ? [] : [scope]), ...subscriptions.map(scopeOf)];
    this.#billingAccount = billingAccount;
    this.#months = months;
    this.#api = new ManagementApi(context, endpoint);
    this.#context = context;
  }

  get usage() {
    return this.#api.caller.usage;
  }

  /** Asks nobody: the calendar tells which months are to be read. The memory is the earliest of them. */
  async survey(memory: string | null): Promise<Survey> {
    const today = this.#today();
    const earliest = earliestMonth(today, this.#months, memory);
    const units: SourceUnit[] = [];
    for (let month = earliest; month <= today; month = addMonths(month, 1)) {
      units.push(this.#unit(month, today));
    }
    return { units, memory: earliest };
  }

  async check(): Promise<readonly PermissionCheck[]> {
    const today = this.#today();
    const period = { start: today, end: addDays(today, 1) };
    const checks: PermissionCheck[] = [];
    for (const scope of this.#scopes) {
      const query = {
        scope,
        type: "ActualCost",
        granularity: "None",
        period,
        grouping: [],
      } as const;
      const permission = `Microsoft.CostManagement/query/action on ${scope}`;
      checks.push(await tryPermission(permission, () => queryCosts(this.#queries(), query)));
    }
    return checks;
  }

  #unit(month: Day, today: Day): SourceUnit {
    const isFinal = today >= addDays(addMonths(month, 1), FINAL_FROM_DAY - 1);
    const asked = [...this.#scopes, this.#billingAccount].join("\n");
    const digest = createHash("sha256").update(asked).digest("hex").slice(0, 16);
    return {
      id: monthOf(month),
      billingPeriodStart: month,
      version: `${isFinal ? "final" : today} ${digest}`,
      order: null,
      parts: null,
      fetch: (folder, onProgress, kept) => this.#fetch(month, folder, onProgress, kept),
    };
  }

  async #fetch(
    month: Day,
    folder: string,
    onProgress: OnBytes,
    kept: string,
  ): Promise<FetchedUnit> {
    await this.#recallQuota(kept);
    const files: FetchedFile[] = [];
    let bytes = 0;
    for (const [at, scope] of this.#scopes.entries()) {
      try {
        const file = await this.#fetchScope(scope, month, join(folder, `${at + 1}.jsonl`));
        bytes += file.bytes;
        // A file without rows would be the same as another source's.
        if (file.rows > 0) files.push(file);
      } finally {
        await this.#rememberQuota(kept);
      }
      onProgress(bytes, null);
    }
    return { files, rows: null };
  }

  async #fetchScope(scope: string, month: Day, path: string) {
    const period = { start: month, end: this.#endOf(month) };
    const asked = { scope, granularity: "Daily", period } as const;
    const actual = await this.#query({ ...asked, type: "ActualCost" });
    const amortised = await this.#query({ ...asked, type: "AmortizedCost" });
    const billingAccount = this.#billingAccount ?? focusBillingAccount(scope);
    const rows = focusRows(actual, amortised, { scope, month, billingAccount });
    const written = await writeLines(path, rows);
    return { path, name: `Cost Management query of ${scope} for ${monthOf(month)}`, ...written };
  }

  /** Once Azure refuses the finer dimensions for a scope, the coarser ones are asked for. */
  async #query(query: Omit<CostQuery, "grouping">) {
    const { scope } = query;
    if (!this.#coarse.has(scope)) {
      try {
        return await queryCosts(this.#queries(), { ...query, grouping: FINE_GROUPING });
      } catch (error) {
        const isRefused = error instanceof CallError && error.failure === "refused";
        if (!isRefused || query.type === "AmortizedCost") throw error;
        this.#coarse.add(scope);
      }
    }
    return queryCosts(this.#queries(), { ...query, grouping: COARSE_GROUPING });
  }

  #queries(): CostQueries {
    const { environment, clock } = this.#context;
    return { api: this.#api, limiter: qpuLimiterOf(environment), clock };
  }

  async #recallQuota(kept: string): Promise<void> {
    const { environment, clock } = this.#context;
    // Missing before the first query.
    const memory = await readFile(join(kept, QUOTA_FILE), "utf8").catch(() => "");
    qpuLimiterOf(environment).recall(memory, clock.now());
  }

  async #rememberQuota(kept: string): Promise<void> {
    const { environment, clock } = this.#context;
    const file = join(kept, QUOTA_FILE);
    await mkdir(kept, { recursive: true });
    await writeFile(`${file}.new`, qpuLimiterOf(environment).memory(clock.now()));
    await rename(`${file}.new`, file);
  }

  #today(): Day {
    return dayOfInstant(new Date(this.#context.clock.now()));
  }

  /** The day after the month's last one that has begun: Azure takes days to come for those of a year ago. */
  #endOf(month: Day): Day {
    const tomorrow = addDays(this.#today(), 1);
    const end = addMonths(month, 1);
    return end < tomorrow ? end : tomorrow;
  }
}

/** Months that were read stay in sight as long as Azure has them, however few are asked for. */
function earliestMonth(today: Day, months: number, memory: string | null): Day {
  const wanted = addMonths(today, 1 - months);
  const before = memory !== null && firstDayOf(monthOf(memory)) === memory ? memory : wanted;
  const kept = addMonths(today, 1 - MONTHS_KEPT);
  const inSight = before < kept ? kept : before;
  return inSight < wanted ? inSight : wanted;
}

function scopeOf(subscription: string): string {
  return `/subscriptions/${subscription.toLowerCase()}`;
}
