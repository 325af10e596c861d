import type { Day } from "#src/focus/day";
import type { ProviderItem, ProviderItemKind, WriteBack } from "#src/provider-items";

/**
 * Where bills come from, and what stands beside them, again and again: a source has bills (`survey`), feeds, or
 * both. One folder a kind; docs/adding-a-source.md shows how.
 */
export interface Source {
  /** The key in tally.yaml. */
  readonly name: string;
  readonly kind: string;
  /** What its charges lack, in a sentence for each answer about them; absent where they come whole. */
  readonly caveat?: string;
  /**
   * What bills the source holds now; a source that hasn't changed is asked with one cheap call.
   * @param memory what the survey before gave back, or null
   * @throws CallError when the source can't be asked, SourceError when its answer makes no sense
   */
  survey?(memory: string | null): Promise<Survey>;
  /** What it says beside the charges. */
  readonly feeds?: readonly Feed[];
  /**
   * Tells the provider what was decided about one of its items; telling it twice does no harm.
   * @returns null, or why the provider takes no such thing, in a sentence
   * @throws CallError
   */
  tell?(writeBack: WriteBack): Promise<string | null>;
  /** Tries each permission that reading takes. */
  check(): Promise<readonly PermissionCheck[]>;
  /** Calls made so far. */
  readonly usage: CallUsage;
}

/** Items of one kind that a provider lists. */
export interface Feed<Kind extends ProviderItemKind = ProviderItemKind> {
  readonly kind: Kind;
  /** The provider's own name of where they come from: "AWS Budgets". */
  readonly name: string;
  /** Where calls cost money: read no more often than this, in hours; 0 with each sync. */
  readonly everyHours: number;
  /** An item that isn't listed any more is only out of reach, as of anomalies of long ago; else it is gone. */
  readonly isHistory: boolean;
  /**
   * Everything that is listed now.
   * @param memory what the reading before gave back, or null
   * @throws CallError, SourceError
   */
  read(memory: string | null): Promise<FeedReading<Kind>>;
}

export interface FeedReading<Kind extends ProviderItemKind = ProviderItemKind> {
  readonly items: readonly ProviderItem<Kind>[];
  /** A text for the next reading; null where there is nothing to remember. */
  readonly memory: string | null;
  /** Parts that couldn't be read, in sentences; their items of before stay as they are. */
  readonly problems?: readonly string[];
}

/** What a source holds at one moment. */
export interface Survey {
  readonly units: readonly SourceUnit[];
  /** A text for the next survey, which saves it calls; null where there is nothing to remember. */
  readonly memory: string | null;
}

/** What is loaded whole or not at all: mostly one billing period. */
export interface SourceUnit {
  /** Names the unit within its source, the same each time: "2026-10". */
  readonly id: string;
  /** The only billing period whose rows it may hold; null where the rows tell. */
  readonly billingPeriodStart: Day | null;
  /** As long as it stays the same, so do the rows. */
  readonly version: string;
  /** Sorts later for a later state; a state older than the loaded one is held. Null: unknown. */
  readonly order: string | null;
  /** Objects that must not vanish, as their names are immutable; null where a manifest decides. */
  readonly parts: readonly string[] | null;
  /**
   * Streams the unit's files into a folder, whole and checked against what the source states of them.
   * @param kept a folder of the source's own that stays between syncs, for what is dear to fetch again; may be
   *   missing. A file gets its name there once it is whole: the process may end at any moment
   * @throws CallError, SourceError; NotYetError while the source is still writing it
   */
  fetch(folder: string, onProgress: OnBytes, kept: string): Promise<FetchedUnit>;
}

/** Told how many bytes are there, of how many; null where unknown. */
export type OnBytes = (done: number, total: number | null) => void;

export interface FetchedUnit {
  readonly files: readonly FetchedFile[];
  /** Rows of all files together, as the manifest counts them; null where it doesn't. */
  readonly rows: number | null;
}

/** A file of a unit, on disk. */
export interface FetchedFile {
  readonly path: string;
  /** Where it comes from, for messages and the log of deliveries. */
  readonly name: string;
  readonly sha256: string;
  /** As the manifest counts them; null where it doesn't. */
  readonly rows: number | null;
}

/** Something reading takes, such as `s3:GetObject`, and what is wrong with it; null: it works. */
export interface PermissionCheck {
  readonly permission: string;
  readonly problem: string | null;
}

export interface CallUsage {
  readonly calls: number;
  /** US dollars that the provider charges for the calls themselves. */
  readonly cost: number;
}

/** A unit that the source is still writing; the next sync takes it. */
export class NotYetError extends Error {
  override name = "NotYetError";
}
