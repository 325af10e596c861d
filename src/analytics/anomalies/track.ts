import type { Anomaly, AnomalyKind, AnomalyStatus } from "./anomaly.ts";
import type { Baseline, Reading } from "./baseline.ts";
import { creeps } from "./onset.ts";

/** 95 of 100 normal values lie within so many deviations. */
const INTERVAL_DEVIATIONS = 1.96;
/** The points that say what it costs by now. */
const CURRENT_POINTS = 3;
/** A point belongs to an anomaly while it keeps this share of its mean excess … */
const KEPT_SHARE = 0.5;
/** … and is so many deviations off. */
const KEPT_DEVIATIONS = 1.5;
/** Usual points in a row that end an anomaly; one is enough for a short one when it is this near. */
const CALM_POINTS = 2;
const SHORT_POINTS = 3;
const NEAR_SHARE = 0.35;

/** An anomaly while it grows. */
export class Track {
  readonly start: number;
  readonly direction: 1 | -1;
  /** The usual level before it, against which its money is measured. */
  readonly before: number;
  /** Its last point so far; the one before its start while it has none. */
  end: number;
  status: AnomalyStatus = "ongoing";
  /** Null while its impact is too small to be told. */
  raised: number | null = null;
  /** Times that its level was accepted. */
  acceptances = 0;
  /** The level that it must stay away from: `before`, or the one accepted last. */
  #base: number;
  #excess = 0;
  #points = 0;
  /** Usual points since the last strange one. */
  #calm = 0;
  readonly #heights: number[] = [];
  #expected = 0;
  #actual = 0;
  #low = 0;
  #high = 0;
  #score = 0;
  #lastMoney: readonly number[] = [];

  constructor(start: number, direction: 1 | -1, base: number) {
    this.start = start;
    this.end = start - 1;
    this.direction = direction;
    this.before = base;
    this.#base = base;
  }

  /** The level that it is away from by now. */
  get base(): number {
    return this.#base;
  }

  /** Money so far, above expectation or below. */
  get impact(): number {
    return this.#actual - this.#expected;
  }

  /** How far it has been off at most, on the log scale, with its sign. */
  get peak(): number {
    return this.direction * Math.max(...this.#heights);
  }

  /** It shows (again), now away from `base`. */
  reopen(base: number): void {
    this.status = "ongoing";
    this.#base = base;
    this.#excess = 0;
    this.#points = 0;
    this.#calm = 0;
  }

  /** How far a reading is off in the anomaly's direction. */
  excessOf({ height }: Reading): number {
    return (height - this.#base) * this.direction;
  }

  /** Whether a reading is part of it. */
  includes(reading: Reading): boolean {
    const excess = this.excessOf(reading);
    return excess >= KEPT_SHARE * this.#meanExcess && excess >= KEPT_DEVIATIONS * reading.deviation;
  }

  /** Takes a reading that is part of it. */
  add(reading: Reading, baseline: Baseline): void {
    const expected = baseline.amountAt(reading, this.before);
    const margin = INTERVAL_DEVIATIONS * reading.deviation;
    this.#expected += expected;
    this.#low += baseline.amountAt(reading, this.before - margin);
    this.#high += baseline.amountAt(reading, this.before + margin);
    this.#actual += reading.amount;
    this.#lastMoney = [...this.#lastMoney, reading.amount - expected].slice(-CURRENT_POINTS);
    this.#heights.push((reading.height - this.before) * this.direction);
    this.#excess += this.excessOf(reading);
    this.#points++;
    this.#calm = 0;
    this.end = reading.point;
  }

  /** Takes a reading that is no part of it, and says whether it is over. */
  endsAt(reading: Reading): boolean {
    this.#calm++;
    if (this.#calm >= CALM_POINTS) return true;
    const isNear = Math.abs(this.excessOf(reading)) < NEAR_SHARE * this.#meanExcess;
    return isNear && this.#points <= SHORT_POINTS;
  }

  /** Remembers how strange it was. */
  scored(score: number): void {
    this.#score = Math.max(this.#score, score);
  }

  /** The anomaly as it can be told by now; null while it can't. */
  toAnomaly(): Anomaly | null {
    if (this.raised === null) return null;
    const expected = this.#expected;
    return {
      start: this.start,
      end: this.end,
      raised: this.raised,
      status: this.status,
      kind: this.#kind(),
      direction: this.direction > 0 ? "up" : "down",
      expected,
      actual: this.#actual,
      interval: [this.#low, this.#high],
      impact: this.impact,
      excessPerPoint:
        this.#lastMoney.reduce((sum, money) => sum + money, 0) / this.#lastMoney.length,
      change: expected === 0 ? null : this.impact / Math.abs(expected),
      score: this.#score,
    };
  }

  get #meanExcess(): number {
    return this.#excess / this.#points;
  }

  #kind(): AnomalyKind {
    if (this.acceptances > 1 || creeps(this.#heights)) return "drift";
    if (this.status === "accepted") return "shift";
    return this.direction > 0 ? "spike" : "drop";
  }
}
