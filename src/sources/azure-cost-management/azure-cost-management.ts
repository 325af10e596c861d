import { addDays, dayOfInstant } from "#src/focus/day";
import type { ProviderItem, ProviderItemKind, WriteBack } from "#src/provider-items";
import { type CostQueries, queryCosts } from "#src/sources/azure/cost-query";
import {
  isFailure,
  ManagementApi,
  problemOf,
  tryPermission,
} from "#src/sources/azure/management-api";
import { qpuLimiterOf } from "#src/sources/azure/qpu-limiter";
import type { SourceContext } from "#src/sources/context";
import type { Feed, FeedReading, PermissionCheck, Source } from "#src/sources/source";
import { readBudgets } from "./budgets.ts";
import { readCommitmentUsage, readStatedShares } from "./commitment-usage.ts";
import { checkGranted } from "./granted-actions.ts";
import { listRecommendations, readRecommendations } from "./recommendations.ts";
import type { AzureCostManagementSettings } from "./settings.ts";
import { readSuppressions, tellAdvisor } from "./suppressions.ts";

const HOURS_PER_DAY = 24;

/** What Azure says beside the charges: budgets, Advisor's recommendations, and how commitments are used. */
export class AzureCostManagement implements Source {
  readonly kind = "azure-cost-management";
  readonly name: string;
  readonly feeds: readonly Feed[];
  /** `/subscriptions/…` */
  readonly #subscriptions: readonly string[];
  readonly #billingScope: string | null;
  /** The portal's addresses are the public cloud's. */
  readonly #isPublic: boolean;
  readonly #api: ManagementApi;
  readonly #context: SourceContext;

  constructor(name: string, settings: AzureCostManagementSettings, context: SourceContext) {
    const { subscriptions = [], billingScope = null, endpoint } = settings;
    this.name = name;
    this.#subscriptions = subscriptions.map((id) => `/subscriptions/${id.toLowerCase()}`);
    this.#billingScope = billingScope;
    this.#isPublic = endpoint === undefined;
    this.#api = new ManagementApi(context, endpoint);
    this.#context = context;
    this.feeds = [
      this.#budgets(),
      ...(subscriptions.length > 0 ? [this.#recommendations()] : []),
      ...(billingScope === null ? [] : [this.#commitmentUsage(billingScope)]),
    ];
  }

  get usage() {
    return this.#api.caller.usage;
  }

  async tell(writeBack: WriteBack): Promise<string | null> {
    if (writeBack.kind !== "recommendation") return "Azure takes no feedback on anomalies.";
    return tellAdvisor(this.#api, writeBack, this.#now());
  }

  async check(): Promise<readonly PermissionCheck[]> {
    const api = this.#api;
    const checks: PermissionCheck[] = [];
    const attempt = async (permission: string, scope: string, call: () => Promise<unknown>) => {
      checks.push(await tryPermission(`${permission} on ${scope}`, call));
    };
    for (const scope of this.#scopes()) {
      await attempt("Microsoft.Consumption/budgets/read", scope, () =>
        readBudgets(api, scope, this.#now()),
      );
    }
    for (const scope of this.#subscriptions) {
      await attempt("Microsoft.Advisor/suppressions/read", scope, () =>
        readSuppressions(api, scope, this.#now()),
      );
      await attempt("Microsoft.Advisor/recommendations/read", scope, () =>
        listRecommendations(api, scope),
      );
      checks.push(...(await this.#writeChecks(scope)));
    }
    if (this.#billingScope !== null) checks.push(...(await this.#usageChecks(this.#billingScope)));
    return checks;
  }

  #budgets(): Feed<"budget"> {
    return {
      kind: "budget",
      name: "Azure budgets",
      everyHours: 0,
      isHistory: false,
      read: () =>
        this.#readEach(this.#scopes(), (scope) => readBudgets(this.#api, scope, this.#now())),
    };
  }

  #recommendations(): Feed<"recommendation"> {
    return {
      kind: "recommendation",
      name: "Azure Advisor",
      everyHours: 0,
      isHistory: false,
      read: () =>
        this.#readEach(this.#subscriptions, (scope) =>
          readRecommendations(this.#api, scope, this.#now()),
        ),
    };
  }

  /** Microsoft asks to query costs once a day at most; the memory is what was spent of the tenant's quota. */
  #commitmentUsage(scope: string): Feed<"commitment-usage"> {
    return {
      kind: "commitment-usage",
      name: "Azure reservations and savings plans",
      everyHours: HOURS_PER_DAY,
      isHistory: true,
      read: async (memory) => {
        const queries = this.#queries();
        queries.limiter.recall(memory ?? "", this.#now());
        const { items, problems } = await readCommitmentUsage(queries, scope, this.#today());
        const spent = queries.limiter.memory(this.#now());
        return { items: this.#addressed(items), memory: spent, problems };
      },
    };
  }

  async #writeChecks(scope: string): Promise<PermissionCheck[]> {
    const checks: PermissionCheck[] = [];
    for (const verb of ["write", "delete"]) {
      const action = `Microsoft.Advisor/recommendations/suppressions/${verb}`;
      const problem = await problemOf(async () => {
        checks.push(await checkGranted(this.#api, scope, action));
      });
      if (problem !== null) checks.push({ permission: `${action} on ${scope}`, problem });
    }
    return checks;
  }

  async #usageChecks(scope: string): Promise<PermissionCheck[]> {
    const today = this.#today();
    const period = { start: today, end: addDays(today, 1) };
    const query = {
      scope,
      type: "AmortizedCost",
      granularity: "None",
      period,
      grouping: [],
    } as const;
    const permissions = {
      "Microsoft.CostManagement/query/action": () => queryCosts(this.#queries(), query),
      "Microsoft.CostManagement/benefitUtilizationSummaries/read": () =>
        readStatedShares(this.#api, scope, period),
    };
    return Promise.all(
      Object.entries(permissions).map(([permission, call]) =>
        tryPermission(`${permission} on ${scope}`, call),
      ),
    );
  }

  #queries(): CostQueries {
    const { environment, clock } = this.#context;
    return { api: this.#api, limiter: qpuLimiterOf(environment), clock };
  }

  #scopes(): readonly string[] {
    return [...this.#subscriptions, ...(this.#billingScope === null ? [] : [this.#billingScope])];
  }

  #now(): number {
    return this.#context.clock.now();
  }

  #today() {
    return dayOfInstant(new Date(this.#now()));
  }

  /** Reads each scope by itself; one that can't be read is a problem, unless none can. @throws CallError, SourceError */
  async #readEach<Kind extends ProviderItemKind>(
    scopes: readonly string[],
    read: (scope: string) => Promise<ProviderItem<Kind>[]>,
  ): Promise<FeedReading<Kind>> {
    const items: ProviderItem<Kind>[] = [];
    const failures: Error[] = [];
    for (const scope of scopes) {
      try {
        items.push(...(await read(scope)));
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(error);
      }
    }
    const [first] = failures;
    if (first !== undefined && failures.length === scopes.length) throw first;
    const problems = failures.map(({ message }) => message);
    return { items: this.#addressed(items), memory: null, problems };
  }

  #addressed<Item extends { readonly url: string | null }>(items: readonly Item[]): Item[] {
    return items.map((item) => (this.#isPublic ? item : { ...item, url: null }));
  }
}
