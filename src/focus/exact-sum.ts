/**
 * A sum of doubles that carries what each addition rounds off (Neumaier's variant of Kahan summation),
 * so that the result is as good as one rounding of the exact sum, however many terms there are.
 */
export class ExactSum {
  #sum = 0;
  #carry = 0;

  add(term: number): void {
    const next = this.#sum + term;
    this.#carry +=
      Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
  }

  get value(): number {
    return this.#sum + this.#carry;
  }
}
