/** Fresh memory is taken a little larger than needed, so that a somewhat larger batch fits later. */
const SLACK = 1.25;

/** The two arrays of a column batch, in one buffer. */
export interface BatchArrays {
  readonly codes: Int32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** Keeps the memory of batches that are done with for the next ones, instead of leaving it as garbage. */
export class BatchMemory {
  readonly #free: ArrayBuffer[] = [];

  /** Arrays of these lengths, with anything in them. */
  take(codes: number, numbers: number): BatchArrays {
    const bytes = numbers * 8 + codes * 4;
    const free = this.#free.pop();
    const fits = free !== undefined && free.byteLength >= bytes;
    const buffer = fits ? free : new ArrayBuffer(Math.ceil(bytes * SLACK));
    return {
      codes: new Int32Array(buffer, numbers * 8, codes),
      numbers: new Float64Array(buffer, 0, numbers),
    };
  }

  /** Gives the buffer of a batch back, unless it went to another thread. */
  give(buffer: ArrayBuffer): void {
    if (!buffer.detached) this.#free.push(buffer);
  }
}
