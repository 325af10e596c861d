import type fc from "fast-check";

/** A part of the product that is handed random inputs; an input is what JSON can hold, so that it can be kept. */
export interface FuzzTarget {
  readonly name: string;
  /** Its part of all runs, weighed against the others': cheap ones have more. */
  readonly weight: number;
  open(): Promise<OpenFuzzTarget>;
}

/** A target that takes inputs. */
export interface OpenFuzzTarget<Input = unknown> {
  readonly inputs: fc.Arbitrary<Input>;
  /** Runs one input. @throws where what must always hold doesn't */
  fuzz(input: Input): Promise<void> | void;
  close(): Promise<void> | void;
}

/** What didn't hold. */
export class BrokenInvariant extends Error {
  override name = "BrokenInvariant";
}

/** @throws BrokenInvariant with these words where something doesn't hold */
export function holds(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new BrokenInvariant(otherwise);
}
