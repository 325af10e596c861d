import type { ProviderBudget, ProviderItem, WriteBack } from "#src/provider-items";
import type { Feed, FeedReading, Source, SourceUnit, Survey } from "#src/sources/source";

/** A budget as a provider lists it. */
export function budget(id: string, more: Partial<ProviderBudget> = {}): ProviderBudget {
  return {
    id,
    provider: "AWS",
    url: null,
    name: `Budget ${id}`,
    cadence: "monthly",
    amount: 100,
    currency: "USD",
    filters: null,
    scope: "all",
    actual: 10,
    forecast: null,
    thresholds: [],
    ...more,
  };
}

/** A feed that lists what it is handed. */
export class TestFeed implements Feed {
  readonly kind = "budget";
  readonly name: string;
  everyHours = 0;
  isHistory = false;
  items: readonly ProviderItem[] = [];
  problems: readonly string[] = [];
  /** Thrown instead of listing. */
  error: Error | null = null;
  /** What each reading was handed. */
  readonly memories: (string | null)[] = [];

  constructor(name = "AWS Budgets") {
    this.name = name;
  }

  async read(memory: string | null): Promise<FeedReading> {
    this.memories.push(memory);
    if (this.error !== null) throw this.error;
    const { items, problems } = this;
    return { items: items as ProviderBudget[], memory: `read ${this.memories.length}`, problems };
  }
}

/** A source whose bills, feeds and answers are handed in. */
export class TestSource implements Source {
  readonly name: string;
  readonly kind: string;
  readonly usage = { calls: 0, cost: 0 };
  readonly feeds: readonly Feed[];
  readonly told: WriteBack[] = [];
  /** What the provider answers when it is told something. */
  answer: (writeBack: WriteBack) => string | null = () => null;
  survey?: () => Promise<Survey>;
  caveat?: string;

  constructor(
    name: string,
    options: {
      readonly feeds?: readonly Feed[];
      readonly units?: readonly SourceUnit[];
      readonly kind?: string;
    },
  ) {
    this.name = name;
    this.kind = options.kind ?? "test";
    this.feeds = options.feeds ?? [];
    const { units } = options;
    if (units !== undefined) this.survey = async () => ({ units, memory: null });
  }

  async tell(writeBack: WriteBack): Promise<string | null> {
    const refusal = this.answer(writeBack);
    if (refusal === null) this.told.push(writeBack);
    return refusal;
  }

  check() {
    return Promise.resolve([]);
  }
}

/** A source whose feed lists 500 budgets, of which each has spent so much. */
export function listingSource(actual: number): TestSource {
  const feed = new TestFeed();
  feed.items = Array.from({ length: 500 }, (_, at) => budget(`${at}`, { actual }));
  return new TestSource("lists", { feeds: [feed] });
}
