import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noiseFactor, randomNumbers } from "#data/sample/random";
import { measureSavings } from "#skills/recommendations/ledger/measure-savings";
import { addDays, addMonths, type Day } from "#src/focus/day";
import { importBills } from "#src/ingest/import-bills";
import type { HeldRecommendation } from "#src/recommendations/book";
import type { StepWhat } from "#src/recommendations/life";
import type { Recommendation } from "#src/recommendations/recommendation";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";

/** A resource's cost by day, in USD; usage is 24 hours a day where it says nothing. */
export interface Resource {
  readonly id: string;
  readonly cost: (day: Day) => number;
  readonly hours?: (day: Day) => number;
}

const START = "2026-07-01";
const END = "2026-11-20";
const EVERYTHING = makeScope([]);

/** A store with the bill of some resources from July to November 2026, and recommendations about them. */
export class SavingsWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "tally-savings-"));
  readonly store = new Store(join(this.folder, "tally.db"), []);
  readonly #listed: Recommendation[] = [];
  #generation = 0;
  readonly #search = new RecommendationSearch(this.store.database, {
    generation: () => String(this.#generation),
    find: () => this.#listed,
  });
  readonly book = new StoredRecommendations(this.store.database, EVERYTHING, (day) =>
    this.#search.run(day),
  );

  async load(resources: readonly Resource[]): Promise<void> {
    const file = join(this.folder, "bill.csv");
    writeFileSync(file, billOf(resources));
    await importBills(this.store, {
      paths: [file],
      again: false,
      now: new Date(`${END}T09:00:00Z`),
    });
  }

  list(day: Day, ...listed: readonly Recommendation[]): void {
    this.#listed.splice(0, this.#listed.length, ...listed);
    this.#generation++;
    this.book.held(day);
  }

  held(number: number, day: Day = END): HeldRecommendation {
    const held = this.book.held(day).find((one) => one.number === number);
    if (held === undefined) throw new Error(`there is no ${number}`);
    return held;
  }

  act(number: number, day: Day, what: StepWhat): void {
    const { steps, recommendation } = this.held(number, day);
    const step = {
      at: `${day}T12:00:00.000Z`,
      by: {
        kind: "person" as const,
        person: "ann@example.com",
        from: "slack:T1/C1",
        thread: "C1/100.1",
      },
      what,
      monthlySaving: recommendation.monthlySaving,
      note: null,
    };
    this.book.take(`${number}${day}${what.kind}`, [{ number, step, seen: steps.length }]);
  }

  /** Measures as of a day and keeps what comes of it, as a scheduler does. */
  measure(today: Day) {
    const held = this.book.held(today);
    const steps = measureSavings(held, {
      costs: this.store.costs(EVERYTHING),
      providers: new StoredProviderItems(this.store.database, EVERYTHING),
      today,
      completenessLagDays: 2,
    });
    for (const { actionId, number, step } of steps) {
      const seen = held.find((one) => one.number === number)?.steps.length ?? 0;
      this.book.take(actionId, [{ number, step, seen }]);
    }
    return steps;
  }

  close(): void {
    this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}

const COLUMNS = [
  "BilledCost,EffectiveCost,ListCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart",
  "ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,RegionId,SubAccountId,ResourceId,PricingQuantity",
  "PricingUnit",
].join(",");

function billOf(resources: readonly Resource[]): string {
  const lines = [COLUMNS];
  for (const { id, cost, hours = () => 24 } of resources) {
    const random = randomNumbers(id.length * 7919 + id.charCodeAt(id.length - 1));
    for (let day = START; day < END; day = addDays(day, 1)) {
      const amount = cost(day) * noiseFactor(random, 0.02);
      if (amount === 0) continue;
      const instants = [`${day.slice(0, 7)}-01`, addMonths(day, 1), day, addDays(day, 1)];
      const [month, next, start, end] = instants.map((one) => `${one}T00:00:00Z`);
      lines.push(
        [
          ...[amount, amount, amount, "USD", month, next, start, end, "Usage", "AWS"],
          ...[
            "Amazon Elastic Block Store",
            "eu-central-1",
            "111122223333",
            id,
            hours(day),
            "Hours",
          ],
        ].join(","),
      );
    }
  }
  return lines.join("\n");
}
