import type { AuditEntry } from "./entry.ts";
import type { AuditSeal } from "./seal.ts";

/** What a check found of the seals. */
export interface SealReport {
  /** The number of the first entry that is sealed; null where none is. */
  readonly from: number | null;
  /** Whether there was a key to compare them with. */
  readonly isCompared: boolean;
}

/** Goes along a chain and finds entries that whoever has the key didn't write. */
export class SealCheck {
  readonly #seal: AuditSeal | null;
  readonly #find: (number: number, text: string) => void;
  #from: number | null = null;

  /** @param find told of each entry that isn't as the key would have it */
  constructor(seal: AuditSeal | null, find: (number: number, text: string) => void) {
    this.#seal = seal;
    this.#find = find;
  }

  take({ number, hash, seal }: AuditEntry): void {
    if (seal === null) {
      if (this.#from !== null) {
        const text = `Entry ${number} isn't sealed, though entry ${this.#from} is: whoever wrote it hadn't TALLY_AUDIT_KEY.`;
        this.#find(number, text);
      }
      return;
    }
    this.#from ??= number;
    if (this.#seal !== null && !this.#seal.fits(hash, seal)) {
      this.#find(number, `The seal of entry ${number} wasn't made with TALLY_AUDIT_KEY.`);
    }
  }

  end(): SealReport {
    return { from: this.#from, isCompared: this.#seal !== null };
  }
}
