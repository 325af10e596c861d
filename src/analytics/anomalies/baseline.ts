import type { CalendarDay } from "./calendar.ts";
import { type CalendarEffect, MonthEnd, MonthStart, NO_EFFECT } from "./calendar-effects.ts";
import { LevelHistory } from "./level-history.ts";
import { LogScale } from "./log-scale.ts";
import { Noise } from "./noise.ts";
import type { Rhythm } from "./rhythm.ts";
import { medianOf } from "./rolling-median.ts";
import { SeasonProfile } from "./season-profile.ts";

/** How fast the level follows: simple exponential smoothing (Brown 1959). */
const LEVEL_GAIN = 0.2;
/** A point moves the level as if it were at most this many deviations off (Huber's ψ; Gelper, Fried & Croux 2010). */
const HUBER_DEVIATIONS = 2;
/** Noise is measured over this many paces. */
const NOISE_PACES = 6;
/** Points beyond one season before anything is judged. */
const WARM_UP_POINTS = 3;
const WARM_UP_LEAST = 10;

/** Shares are taken of at least this part of the series' typical amount; below it they say nothing. */
const LEAST_SHARE = 0.1;

/** No currency has smaller amounts than this; they are dust of sums. */
const NEGLIGIBLE = 1e-12;

/** One of the points from which a baseline begins. */
export interface FirstPoint {
  readonly point: number;
  readonly amount: number | null;
  readonly day: CalendarDay;
}

/** A point on the log scale, beside what is usual there. */
export interface Reading {
  readonly point: number;
  readonly amount: number;
  readonly day: CalendarDay;
  readonly log: number;
  /** What season and calendar add to the level. */
  readonly usual: number;
  readonly effect: CalendarEffect;
  /** The level that the point speaks of: log − usual. */
  readonly height: number;
  /** Standard deviation of `height` around the level. */
  readonly deviation: number;
}

/**
 * What a series usually costs: level × season × calendar, with noise, learned point by point from those
 * that are usual. Everything is on the log scale, where shares add up.
 */
export class Baseline {
  readonly #rhythm: Rhythm;
  readonly #season: SeasonProfile;
  readonly #monthStart = new MonthStart();
  readonly #monthEnd = new MonthEnd();
  readonly #noise: Noise;
  readonly #history: LevelHistory;
  #firstPoints: FirstPoint[] = [];
  #isReady = false;
  #scale: LogScale | null = null;
  #level = 0;

  constructor(rhythm: Rhythm) {
    this.#rhythm = rhythm;
    this.#season = new SeasonProfile(rhythm.season);
    this.#noise = new Noise(NOISE_PACES * rhythm.pace);
    this.#history = new LevelHistory(rhythm.pace);
  }

  /** False during the first points, which can't be judged: ten days, ten weeks. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** The usual height of the next point. */
  get level(): number {
    return this.#level;
  }

  /** The usual deviation of one ordinary point. */
  get noise(): number {
    return this.#noise.deviation;
  }

  /** Where the level has been; unusual points count as if they had been usual. */
  get history(): LevelHistory {
    return this.#history;
  }

  /** Takes one of the first points; the last of them makes the baseline ready. */
  warmUp(first: FirstPoint): void {
    const points = this.#firstPoints;
    if (points.length > 0 || first.amount !== null) points.push(first);
    const known = points.filter(({ amount }) => amount !== null).length;
    if (known < Math.max(WARM_UP_LEAST, this.#rhythm.season + WARM_UP_POINTS)) return;
    this.#begin(points);
    this.#firstPoints = [];
    this.#isReady = true;
  }

  /** Places a point beside what is usual. */
  read(point: number, amount: number, day: CalendarDay): Reading {
    if (this.#scale === null && isMoney(amount)) this.#scale = new LogScale(Math.abs(amount));
    const seasonal = this.#season.factor(point);
    const effect = this.#effect(day, this.#level + seasonal);
    const log = this.#toLog(amount);
    const usual = seasonal + effect.size;
    const variance = this.#noise.deviation ** 2 + effect.variance + this.#season.variance(point);
    const deviation = Math.sqrt(variance);
    return { point, amount, day, log, usual, effect, height: log - usual, deviation };
  }

  /** The amount that a height stands for at the place of a reading. */
  amountAt(reading: Reading, height: number): number {
    return this.#scale === null ? 0 : this.#scale.toAmount(height + reading.usual);
  }

  /** What a height is above another at the place of a reading, as a share of the amount there. */
  shareBetween(reading: Reading, base: number, height: number): number {
    const expected = this.amountAt(reading, base);
    const least = LEAST_SHARE * (this.#scale?.typical ?? 0);
    const difference = this.amountAt(reading, height) - expected;
    return difference / Math.max(Math.abs(expected), least, NEGLIGIBLE);
  }

  /** The height of another amount at the place of a reading. */
  heightOf(reading: Reading, amount: number): number {
    return this.#toLog(amount) - reading.usual;
  }

  /** Learns a usual point. */
  learn(reading: Reading): void {
    const error = reading.height - this.#level;
    const limit = HUBER_DEVIATIONS * this.#noise.deviation;
    const bounded = Math.max(-limit, Math.min(limit, error));
    this.#learnCalendar(reading);
    if (reading.day.place === "month-start") {
      this.#season.pass(reading.point, this.#level, null);
      this.#remember(this.#level + bounded);
      return;
    }
    this.#season.learn(reading.point, reading.log - reading.effect.size);
    this.#remember(reading.height);
    this.#level += LEVEL_GAIN * bounded;
    this.#noise.learn(error);
  }

  /** Goes past an unusual or missing point as if it had been usual; its place in the calendar is learned. */
  skip(point: number, reading: Reading | null): void {
    if (reading !== null) this.#learnCalendar(reading);
    const log = reading?.day.place === "ordinary" ? reading.log : null;
    this.#season.pass(point, this.#level, log);
    this.#remember(this.#level);
  }

  /** From now on `level` is usual, and what was so far was around `former`; `readings` are its first points. */
  accept(readings: readonly Reading[], former: number, level: number): void {
    this.#move(level - former, level);
    for (const reading of readings) {
      if (reading.day.place === "month-start") this.skip(reading.point, reading);
      else {
        this.#season.learn(reading.point, reading.log - reading.effect.size);
        this.#remember(reading.height);
      }
    }
  }

  /** Goes back to a level that was the usual one before. */
  goBack(level: number): void {
    this.#move(level - this.#level, level);
  }

  #begin(points: readonly FirstPoint[]): void {
    const amounts = points.map(({ amount }) => Math.abs(amount ?? 0)).filter(isMoney);
    if (amounts.length > 0) this.#scale = new LogScale(medianOf(amounts));
    const logs = this.#ordinaryLogs(points);
    for (const [index, log] of logs.entries()) this.#season.learn(points[index]?.point ?? 0, log);
    const heights = logs.map((log, index) => log - this.#season.factor(points[index]?.point ?? 0));
    this.#level = medianOf(heights);
    for (const [index, { amount, day }] of points.entries()) {
      const height = heights[index] ?? this.#level;
      this.#remember(height);
      if (amount === null || day.place !== "month-start") continue;
      this.#monthStart.learn(amount - this.#toAmount(logs[index] ?? 0));
    }
  }

  /** The first points on the log scale; what is missing or posts monthly is as a season before or after. */
  #ordinaryLogs(points: readonly FirstPoint[]): readonly number[] {
    const logs = points.map(({ amount, day }) =>
      amount === null || day.place === "month-start" ? null : this.#toLog(amount),
    );
    const middle = medianOf(logs.filter((log) => log !== null));
    const { season } = this.#rhythm;
    return logs.map((log, index) => log ?? logs[index + season] ?? logs[index - season] ?? middle);
  }

  #effect({ place }: CalendarDay, usualLog: number): CalendarEffect {
    const variance = this.#noise.deviation ** 2;
    if (place === "month-end") return this.#monthEnd.effect(variance);
    if (place === "ordinary") return NO_EFFECT;
    return this.#monthStart.effect(this.#toAmount(usualLog), variance, (amount) =>
      this.#toLog(amount),
    );
  }

  #learnCalendar({ point, amount, log, day }: Reading): void {
    if (day.place === "ordinary") return;
    const usualLog = this.#level + this.#season.factor(point);
    if (day.place === "month-end") this.#monthEnd.learn(log - usualLog);
    else this.#monthStart.learn(amount - this.#toAmount(usualLog));
  }

  #remember(height: number): void {
    this.#history.add(height, this.noise);
  }

  #move(amount: number, level: number): void {
    this.#level = level;
    this.#season.shift(amount);
    this.#history.moveTo(level, amount);
  }

  #toLog(amount: number): number {
    return this.#scale === null ? 0 : this.#scale.toLog(amount);
  }

  #toAmount(log: number): number {
    return this.#scale === null ? 0 : this.#scale.toAmount(log);
  }
}

function isMoney(amount: number): boolean {
  return Math.abs(amount) > NEGLIGIBLE;
}
