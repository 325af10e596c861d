/** A cell that can't be read; where it stands is added by the encoder. */
export class CellProblem extends Error {
  override name = "CellProblem";
}
