import type { Anomaly } from "./anomaly.ts";
import { Baseline, type Reading } from "./baseline.ts";
import type { CalendarDay } from "./calendar.ts";
import { type Finding, findLevel, findPoint, type LevelChange, levelChange } from "./findings.ts";
import { Habits } from "./habits.ts";
import type { AnomalyOptions } from "./options.ts";
import { medianOf } from "./rolling-median.ts";
import { Track } from "./track.ts";

/** At the year's end a fall of so many deviations isn't learned from. */
const YEAR_END_DEVIATIONS = 2;
/** What comes back within so many points is the same anomaly; after an accepted level, within so many paces. */
const SAME_GAP_POINTS = 3;
const SAME_GAP_PACES = 2;
/** A level that left within so many paces is still known when it returns … */
const RETURN_PACES = 6.5;
/** … to within this share of the way. */
const RETURN_SHARE = 0.4;

/** At the year's end falls aren't told: one that is still there after so many days, and was this deep a share, began then. */
const YEAR_END_DAYS = 18;
const FALLEN_SHARE = 0.5;

/** How strange a point is, and which share of it was known at its own time. */
interface Seen {
  readonly score: number;
  readonly firstSeen: number;
}

/** A level that has become the usual one. */
interface Accepted {
  readonly track: Track;
  readonly level: number;
  readonly point: number;
  readonly since: Reading[];
}

/** Judges a series point by point, each with what was known then. */
export class Detector {
  readonly #options: AnomalyOptions;
  readonly #baseline: Baseline;
  readonly #habits: Habits;
  readonly #tracks: Track[] = [];
  /** The readings of the last two paces and a year's end that were judged while nothing was open. */
  #past: Reading[] = [];
  /** The open anomaly, and the points since it was found. */
  #open: Track | null = null;
  #pending: { readonly point: number; readonly reading: Reading | null }[] = [];
  /** The last accepted level, and what was judged since. */
  #accepted: Accepted | null = null;

  constructor(options: AnomalyOptions) {
    this.#options = options;
    this.#baseline = new Baseline(options.rhythm);
    this.#habits = new Habits(options.rhythm);
  }

  /** What has been found so far, by start. */
  get anomalies(): readonly Anomaly[] {
    return this.#tracks.map((track) => track.toAnomaly()).filter((anomaly) => anomaly !== null);
  }

  /**
   * Judges the next point.
   * @param firstSeen share of the amount that was known at its own time
   * @returns how many deviations it is off; null where that can't be said
   */
  observe(
    point: number,
    amount: number | null,
    day: CalendarDay,
    firstSeen: number,
  ): number | null {
    if (!this.#baseline.isReady) {
      this.#baseline.warmUp({ point, amount, day });
      return null;
    }
    if (amount === null) {
      if (this.#open === null) this.#baseline.skip(point, null);
      else this.#pending.push({ point, reading: null });
      return null;
    }
    const reading = this.#baseline.read(point, amount, day);
    return this.#open === null
      ? this.#judge(reading, firstSeen)
      : this.#follow(this.#open, reading, firstSeen);
  }

  /** Whether an amount that may still grow is already too much. */
  isExcess(point: number, amount: number, day: CalendarDay): boolean {
    if (!this.#baseline.isReady) return false;
    const reading = this.#baseline.read(point, amount, day);
    if (this.#open !== null) return this.#open.direction > 0 && this.#open.includes(reading);
    return this.#find(reading, null)?.direction === 1;
  }

  #judge(reading: Reading, firstSeen: number): number {
    const { level } = this.#baseline;
    const deviations = (reading.height - level) / reading.deviation;
    const week = this.#levelChange(reading);
    const score = Math.max(Math.abs(deviations), week === null ? 0 : Math.abs(week.errors));
    const found = this.#find(reading, week);
    if (found === null) this.#learn(reading, deviations);
    else if (this.#returns(found, reading)) this.#goBack(reading);
    else this.#start(found, reading, { score, firstSeen });
    this.#keep(reading);
    return score;
  }

  /** What is strange at a point, were it not for habits. */
  #find(reading: Reading, week: LevelChange | null): Finding | null {
    const isHabit = this.#habits.includes(reading.point, reading.height - this.#baseline.level);
    const previous = this.#past.at(-1);
    const point = isHabit ? null : findPoint(reading, previous, this.#baseline, this.#options);
    if (point !== null || week === null) return point;
    return findLevel(reading, week, this.#baseline, this.#options);
  }

  #levelChange(reading: Reading): LevelChange | null {
    return levelChange(reading, this.#baseline, this.#options.rhythm.pace);
  }

  #learn(reading: Reading, deviations: number): void {
    const isClosedTime = reading.day.isYearEnd && deviations < -YEAR_END_DEVIATIONS;
    const isHabit =
      Math.abs(deviations) >= this.#options.dayDeviations &&
      this.#habits.includes(reading.point, reading.height - this.#baseline.level);
    if (isHabit) this.#habits.note(reading.point, reading.height - this.#baseline.level);
    if (isClosedTime || isHabit) this.#baseline.skip(reading.point, reading);
    else this.#baseline.learn(reading);
  }

  /** Whether this is the way back from an accepted level to the one before. */
  #returns({ direction }: Finding, { height, point }: Reading): boolean {
    if (this.#accepted === null) return false;
    const { track, level, point: then } = this.#accepted;
    const way = level - track.before;
    return (
      point - then <= RETURN_PACES * this.#options.rhythm.pace &&
      Math.sign(way) === -direction &&
      Math.abs(height - track.before) < RETURN_SHARE * Math.abs(way)
    );
  }

  #goBack(reading: Reading): void {
    if (this.#accepted === null) return;
    const { track, since } = this.#accepted;
    track.status = "ended";
    for (const earlier of since) track.add(earlier, this.#baseline);
    this.#baseline.goBack(track.before);
    this.#baseline.learn(reading);
    this.#accepted = null;
  }

  #start(found: Finding, reading: Reading, seen: Seen): void {
    const last = this.#tracks.at(-1);
    const isSame = last !== undefined && this.#isSame(last, found);
    const start = Math.max(this.#fellOn(found, reading), (last?.end ?? -1) + 1);
    const track = isSame ? last : new Track(start, found.direction, found.base);
    if (!isSame) this.#tracks.push(track);
    const earlier = isSame && last.status === "accepted" ? this.#accepted?.since : this.#past;
    track.reopen(found.base);
    for (const one of earlier ?? []) {
      if (one.point > track.end) track.add(one, this.#baseline);
    }
    this.#open = track;
    this.#pending = [];
    this.#grow(track, reading, seen);
    this.#pending.push({ point: reading.point, reading });
  }

  /** Where a fall began that was let pass while offices were closed; anything else began where it was found. */
  #fellOn({ start, direction, base }: Finding, { height }: Reading): number {
    if (direction > 0) return start;
    let first = start;
    for (const earlier of this.#past.toReversed()) {
      if (earlier.point >= first) continue;
      const isMonthStart = earlier.day.place === "month-start";
      const isFallen = earlier.height - base <= FALLEN_SHARE * (height - base);
      if (!earlier.day.isYearEnd || !(isFallen || isMonthStart)) break;
      if (isFallen) first = earlier.point;
    }
    return first;
  }

  #isSame(last: Track, { direction, start }: Finding): boolean {
    const gap =
      last.status === "accepted" ? SAME_GAP_PACES * this.#options.rhythm.pace : SAME_GAP_POINTS;
    return last.direction === direction && start - last.end <= gap;
  }

  #grow(track: Track, reading: Reading, { score, firstSeen }: Seen): void {
    track.add(reading, this.#baseline);
    track.scored(score);
    if (track.raised !== null || Math.abs(track.impact) < this.#options.minimumImpact) return;
    track.raised = this.#wasSeen(track, reading, firstSeen) ? reading.point : reading.point + 1;
  }

  /** Whether what was known on the day itself was enough. */
  #wasSeen(track: Track, reading: Reading, firstSeen: number): boolean {
    if (firstSeen >= 1) return true;
    const amount = reading.amount * firstSeen;
    const missing = reading.amount - amount;
    if (track.direction < 0 || track.impact - missing < this.#options.minimumImpact) return false;
    const known = { ...reading, amount, height: this.#baseline.heightOf(reading, amount) };
    return this.#pending.length > 0 || this.#find(known, this.#levelChange(known)) !== null;
  }

  #follow(track: Track, reading: Reading, firstSeen: number): number {
    const score = Math.abs(track.excessOf(reading)) / reading.deviation;
    const isPart = track.includes(reading);
    if (isPart) this.#grow(track, reading, { score, firstSeen });
    this.#pending.push({ point: reading.point, reading });
    if (!isPart && track.endsAt(reading)) this.#close(track);
    else if (this.#pending.length >= this.#options.rhythm.pace) this.#accept(track, reading.point);
    return score;
  }

  /** The anomaly is over: its points count as if they had been usual, those after it are learned. */
  #close(track: Track): void {
    track.status = "ended";
    for (const { point, reading } of this.#pending) {
      if (reading === null || point <= track.end) this.#baseline.skip(point, reading);
      else this.#baseline.learn(reading);
    }
    this.#habits.note(track.end, track.peak);
    this.#open = null;
  }

  /** The anomaly has lasted a pace: its level is the usual one from now on. */
  #accept(track: Track, point: number): void {
    const readings = this.#pending.map(({ reading }) => reading).filter((one) => one !== null);
    const level = medianOf(readings.map(({ height }) => height));
    track.status = "accepted";
    track.acceptances++;
    this.#baseline.accept(readings, track.base, level);
    this.#accepted = { track, level, point, since: [] };
    this.#open = null;
  }

  #keep(reading: Reading): void {
    this.#accepted?.since.push(reading);
    this.#past.push(reading);
    const kept = SAME_GAP_PACES * this.#options.rhythm.pace + YEAR_END_DAYS;
    if (this.#past.length > kept) this.#past.shift();
  }
}
