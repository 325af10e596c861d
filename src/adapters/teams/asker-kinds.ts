import type { SenderKind } from "#src/chat/message";
import type { Log } from "#src/log";
import type { Outbox } from "./outbox.ts";
import type { TeamsEvent } from "./teams-event.ts";
import { memberOf } from "./teams-person.ts";
import { withinTime } from "./within-time.ts";

const KEPT_MILLISECONDS = 3_600_000;
/** What Teams didn't say isn't asked again for so long. */
const UNSAID_MILLISECONDS = 60_000;
const MOST_KEPT = 10_000;
/** How long somebody waits until Teams says what they are. */
const LONGEST_WAIT = 1_000;
const ASKING: ReadonlySet<TeamsEvent["kind"]> = new Set(["message", "action", "form", "dialog"]);

/** What askers are looked up by. */
export interface AskerKindsParts {
  readonly outbox: Pick<Outbox, "member">;
  readonly clock: () => Date;
  readonly log: Log;
}

interface Kept {
  /** Undefined where Teams says no more than that they are there. */
  readonly kind: SenderKind | undefined;
  readonly until: number;
}

/** Whether askers are guests, which only the list of a conversation's members says; remembered for an hour. */
export class AskerKinds {
  readonly #parts: AskerKindsParts;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: AskerKindsParts) {
    this.#parts = parts;
  }

  /** The event with what its person is, where it doesn't say so itself and Teams does in time. */
  async told<Event extends TeamsEvent>(event: Event): Promise<Event> {
    const { kind: what, person } = event;
    if (!ASKING.has(what) || person.objectId === null || person.kind !== undefined) return event;
    const kind = await this.#kindOf(event);
    return kind === undefined ? event : { ...event, person: { ...person, kind } };
  }

  async #kindOf({ place, person }: TeamsEvent): Promise<SenderKind | undefined> {
    const now = this.#parts.clock().getTime();
    const key = `${person.tenantId}/${person.objectId}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.kind;
    const asking = this.#parts.outbox.member(place, person.memberId).catch((error: unknown) => {
      this.#parts.log.debug("Teams doesn’t say what somebody is", { error });
      return null;
    });
    const account = await withinTime(asking, LONGEST_WAIT);
    const named = account && { ...account, aadObjectId: person.objectId ?? "" };
    const kind = named === null ? undefined : memberOf(named, place.tenantId).kind;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const duration = account === null ? UNSAID_MILLISECONDS : KEPT_MILLISECONDS;
    this.#kept.set(key, { kind, until: now + duration });
    return kind;
  }
}
