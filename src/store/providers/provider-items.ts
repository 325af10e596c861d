import type { Database, Statement } from "better-sqlite3";
import {
  type KeptItem,
  type KeptWriteBack,
  type ProviderItem,
  type ProviderItemKind,
  type ProviderItems,
  providerItemSchemas,
  type WriteBack,
  type WriteBackStatus,
} from "#src/provider-items";
import type { Filter } from "#src/store/cost-query";
import { liesInScope, type Scope } from "#src/store/scope";

interface ItemRow {
  readonly source: string;
  readonly item: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly goneAt: string | null;
}

interface WriteBackRow {
  readonly source: string;
  readonly writeBack: string;
  readonly person: string;
  readonly askedAt: string;
  readonly status: WriteBackStatus;
  readonly problem: string | null;
}

/** What the providers say beside the charges, as far as a scope goes. */
export class StoredProviderItems implements ProviderItems {
  readonly #scope: Scope;
  readonly #select: Statement<[string, 0 | 1], ItemRow>;
  readonly #selectGeneration: Statement<[], string | null>;
  readonly #insertWriteBack: Statement<string[]>;
  readonly #selectTold: Statement<[string, string, string], WriteBackRow>;

  constructor(database: Database, scope: Scope) {
    this.#scope = scope;
    this.#select = database.prepare(
      `SELECT source, item, first_seen_at AS firstSeenAt, last_seen_at AS lastSeenAt,
         gone_at AS goneAt
       FROM provider_item WHERE kind = ? AND (gone_at IS NULL OR ?) ORDER BY source, id`,
    );
    this.#selectGeneration = database
      .prepare<[], string | null>("SELECT max(read_at) FROM feed_state")
      .pluck();
    this.#insertWriteBack = database.prepare(
      `INSERT INTO write_back
         (action_id, source, kind, item_id, write_back, person, asked_at, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')
       ON CONFLICT (action_id, source, kind, item_id) DO NOTHING`,
    );
    this.#selectTold = database.prepare(
      `SELECT source, write_back AS writeBack, person, asked_at AS askedAt, status, problem
       FROM write_back WHERE source = ? AND kind = ? AND item_id = ? ORDER BY id`,
    );
  }

  /** Another text whenever other items are listed, or the same ones differently. */
  get generation(): string {
    return this.#selectGeneration.get() ?? "";
  }

  items<Kind extends ProviderItemKind>(
    kind: Kind,
    { gone = false }: { readonly gone?: boolean } = {},
  ): readonly KeptItem<Kind>[] {
    const schema = providerItemSchemas[kind];
    return this.#select.all(kind, gone ? 1 : 0).flatMap(({ item: text, ...kept }) => {
      const item = schema.parse(JSON.parse(text)) as ProviderItem<Kind>;
      return this.#sees(item) ? [{ ...kept, item }] : [];
    });
  }

  tell(
    actionId: string,
    source: string,
    writeBack: WriteBack,
    { person, now }: { readonly person: string; readonly now: Date },
  ): void {
    const { kind, id } = writeBack;
    const text = JSON.stringify(writeBack);
    this.#insertWriteBack.run(actionId, source, kind, id, text, person, now.toISOString());
  }

  told(source: string, kind: WriteBack["kind"], id: string): readonly KeptWriteBack[] {
    return this.#selectTold
      .all(source, kind, id)
      .map((row) => ({ ...row, writeBack: JSON.parse(row.writeBack) as WriteBack }));
  }

  /** What can't be said in dimensions is for those alone who see everything. */
  #sees(item: ProviderItem): boolean {
    return liesInScope(filtersOf(item), this.#scope);
  }
}

/** The charges that an item is about, as far as dimensions say it. */
function filtersOf(item: ProviderItem): readonly Filter[] {
  const stated = "filters" in item ? (item.filters ?? []) : [];
  const ids = {
    ServiceProviderName: item.provider,
    SubAccountId: "subAccountId" in item ? item.subAccountId : null,
    RegionId: "regionId" in item ? item.regionId : null,
    ResourceId: "resourceId" in item ? item.resourceId : null,
  };
  const ofIds = Object.entries(ids).flatMap(([dimension, value]) =>
    value === null ? [] : [{ dimension, operator: "in" as const, values: [value] }],
  );
  return [...stated, ...ofIds];
}
