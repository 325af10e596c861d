import type { Database } from "better-sqlite3";
import type { DirectorySettings } from "#src/people/directory-settings";
import { peopleTogether } from "#src/people/people-together";
import { type PeopleBook, type Person, peopleListed } from "#src/people/person";
import { DirectoryLog } from "./directory-log.ts";

/** The people of tally.yaml together with those of the lists in the store, whichever process has filled it. */
export class StoredDirectory implements PeopleBook {
  readonly #log: DirectoryLog;
  readonly #listed: readonly Person[];
  readonly #settings: DirectorySettings;
  #known: PeopleBook = peopleListed([]);
  #generation: number | null = null;

  /** @param listed those of tally.yaml, who go first */
  constructor(database: Database, listed: readonly Person[], settings: DirectorySettings) {
    this.#log = new DirectoryLog(database);
    this.#listed = listed;
    this.#settings = settings;
  }

  get generation(): string {
    return String(this.#log.generation());
  }

  list(): readonly Person[] {
    return this.#now().list();
  }

  find(email: string): Person | null {
    return this.#now().find(email);
  }

  #now(): PeopleBook {
    const generation = this.#log.generation();
    if (generation !== this.#generation) {
      const held = this.#log.held();
      this.#known = peopleListed(peopleTogether(this.#listed, held, this.#settings));
      this.#generation = generation;
    }
    return this.#known;
  }
}
