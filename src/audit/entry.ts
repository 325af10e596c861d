/** What entries are about; gap: entries that couldn't be kept. */
export const AUDIT_KINDS = [
  "question",
  "action",
  "access",
  "sync",
  "import",
  "directory",
  "configuration",
  "delivery",
  "erasure",
  "retention",
  "gap",
] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Something that is to be recorded. */
export interface AuditEvent {
  readonly at: Date;
  readonly kind: AuditKind;
  /**
   * E-mail; a stranger's id on the platform, `slack:T0123/U0456`; empty for the local administrator and for what
   * Tally does by itself.
   */
  readonly person: string;
  /** Null in a terminal. */
  readonly platform: string | null;
  /** `slack:T0123/C0456`; null where there is no channel. */
  readonly channel: string | null;
  /** Facts without anything that the person wrote. */
  readonly what: Readonly<Record<string, unknown>>;
  /** What the person wrote, and what it was read as. */
  readonly text: string | null;
}

/** The end of a chain: the number of its last entry, and that entry's hash. */
export interface ChainLink {
  readonly number: number;
  readonly hash: string;
}

/** One entry as it is kept; persons and texts are hashes, by which they are found as long as they are kept. */
export interface AuditEntry extends ChainLink {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly kind: AuditKind;
  /** Salted hash of who it was; empty for nobody in particular. */
  readonly person: string;
  readonly platform: string | null;
  readonly channel: string | null;
  /** JSON, hashed as it stands. */
  readonly what: string;
  /** Salted hash of the text; null where there was none. */
  readonly text: string | null;
  readonly previousHash: string;
  /** HMAC over the hash; null where there was no key. */
  readonly seal: string | null;
}

/** Where is recorded who did what. */
export interface AuditLog {
  /** @throws where the store can't be written to for good, as on a full disk; the event waits all the same */
  note(event: AuditEvent): void;
}
