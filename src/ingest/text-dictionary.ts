/** What an entry takes beside its characters, by estimate. */
const ENTRY_BYTES = 100;
const INITIAL_PLACES = 16;

/** Texts that became known since they were asked for last. */
export interface NewTexts {
  /** Whether the dictionary began anew before them: all codes from earlier are void. */
  readonly restarted: boolean;
  /** The texts of the codes that follow the highest one so far, which is 0 after a restart. */
  readonly texts: readonly string[];
}

/** Numbers the distinct texts of a column: 1, 2, 3 … in order of first appearance. */
export class TextDictionary {
  readonly #codes = new Map<string, number>();
  #texts: string[] = [""];
  /** By the code of the cell to the left: the code that stood beside it last. */
  #beside = new Int32Array(INITIAL_PLACES);
  #bytes = 0;
  #told = 1;
  #restarted = false;

  /** What it takes in memory, by estimate. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The code of a text.
   * @param left the code of the cell to the left. Cells of a row go together (a resource and its
   *   name, a SKU and its price), so the guess is often right, and cheaper than a look-up
   */
  codeOf(text: string, left: number): number {
    const guess = this.#beside[left] ?? 0;
    if (this.#texts[guess] === text) return guess;
    const code = this.#codes.get(text) ?? this.#add(text);
    this.#remember(left, code);
    return code;
  }

  /** What was added since the call before, or undefined where there is nothing to tell. */
  takeNews(): NewTexts | undefined {
    if (this.#told === this.#texts.length && !this.#restarted) return undefined;
    const news = { restarted: this.#restarted, texts: this.#texts.slice(this.#told) };
    this.#told = this.#texts.length;
    this.#restarted = false;
    return news;
  }

  /** Forgets all texts. */
  restart(): void {
    this.#codes.clear();
    this.#texts = [""];
    this.#beside = new Int32Array(INITIAL_PLACES);
    this.#bytes = 0;
    this.#told = 1;
    this.#restarted = true;
  }

  #add(text: string): number {
    // A cell may be a slice that keeps its whole chunk of the file in memory; a copy doesn't.
    const copy = Buffer.from(text).toString();
    const code = this.#texts.push(copy) - 1;
    this.#codes.set(copy, code);
    this.#bytes += copy.length + ENTRY_BYTES;
    return code;
  }

  #remember(left: number, code: number): void {
    if (left >= this.#beside.length) {
      const larger = new Int32Array(Math.max(this.#beside.length * 2, left + 1));
      larger.set(this.#beside);
      this.#beside = larger;
    }
    this.#beside[left] = code;
  }
}
