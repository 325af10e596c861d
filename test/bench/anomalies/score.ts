import type { LabelledEvent, LabelledSeries } from "./labelled-series.ts";

/** One alarm: the days that it is about, both in, and the day on which it could be told. */
export interface Alarm {
  readonly start: number;
  readonly end: number;
  readonly raised: number;
}

/** How well alarms meet the planted events; money and counts over all series. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly falseAlarmsPerSeriesYear: number;
  /** Share of the planted money whose event was found. */
  readonly moneyFound: number;
  /** Days from an event's start to its alarm, the middle one. */
  readonly medianDelayDays: number;
  readonly foundByType: Readonly<Record<string, string>>;
}

/** An event must be met within these days of its start; a drift until its end. */
const DAYS_TO_MEET = 14;
/** … and told within so many days more, since a day's cost is known late. */
const DAYS_TO_TELL = 2;
/** Alarms that lie at most this many days apart are one. */
const MERGED_GAP_DAYS = 3;
/** Days over which an event that lasts is counted in money. */
const MONEY_DAYS = 30;

interface Tally {
  trueAlarms: number;
  falseAlarms: number;
  money: number;
  moneyFound: number;
  days: number;
  readonly delays: number[];
  readonly byType: Map<string, { found: number; all: number }>;
}

/**
 * Scores alarms, one list a series. An alarm is true when it is about an event and told in time, else false;
 * an event is found when an alarm meets it. Precision counts alarms, recall events.
 */
export function score(
  series: readonly LabelledSeries[],
  alarms: readonly (readonly Alarm[])[],
): Score {
  const tally: Tally = {
    trueAlarms: 0,
    falseAlarms: 0,
    money: 0,
    moneyFound: 0,
    days: 0,
    delays: [],
    byType: new Map(),
  };
  for (const [index, one] of series.entries()) addSeries(tally, one, alarms[index] ?? []);
  return scoreOf(tally);
}

/** Single days of alarm as alarms. */
export function alarmsOfDays(days: readonly number[]): readonly Alarm[] {
  return days.map((day) => ({ start: day, end: day, raised: day }));
}

/** Alarms near each other, which a person gets as one. */
function episodesOf(alarms: readonly Alarm[]): readonly (readonly Alarm[])[] {
  const episodes: Alarm[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const alarm of alarms.toSorted((a, b) => a.start - b.start)) {
    if (alarm.start - end > MERGED_GAP_DAYS) episodes.push([]);
    episodes.at(-1)?.push(alarm);
    end = Math.max(end, alarm.end);
  }
  return episodes;
}

function addSeries(tally: Tally, series: LabelledSeries, alarms: readonly Alarm[]): void {
  tally.days += series.values.length;
  for (const episode of episodesOf(alarms)) {
    const isTrue = episode.some((alarm) => series.events.some((event) => meets(alarm, event)));
    if (isTrue) tally.trueAlarms++;
    else tally.falseAlarms++;
  }
  for (const event of series.events) {
    const alarm = alarms.find((candidate) => meets(candidate, event));
    const money = moneyOf(series, event);
    const count = tally.byType.get(event.type) ?? { found: 0, all: 0 };
    tally.byType.set(event.type, count);
    count.all++;
    tally.money += money;
    if (alarm === undefined) continue;
    count.found++;
    tally.moneyFound += money;
    tally.delays.push(Math.max(0, alarm.raised - event.start));
  }
}

function meets(alarm: Alarm, event: LabelledEvent): boolean {
  const last = event.type === "drift" ? event.end : Math.min(event.end, event.start + DAYS_TO_MEET);
  const isAbout = alarm.start <= last && alarm.end >= event.start;
  return isAbout && alarm.raised >= event.start && alarm.raised <= last + DAYS_TO_TELL;
}

/** What the event added or took, in money; a drift grows evenly to its height. */
function moneyOf({ values }: LabelledSeries, { type, start, end, pct }: LabelledEvent): number {
  let money = 0;
  for (let day = start; day <= Math.min(end, start + MONEY_DAYS - 1); day++) {
    const share = type === "drift" ? (pct * (day - start + 1)) / (end - start + 1) : pct;
    const usual = (values[day] ?? 0) / (1 + share);
    money += Math.abs(usual * share);
  }
  return money;
}

function scoreOf(tally: Tally): Score {
  const counts = [...tally.byType.values()];
  const found = counts.reduce((sum, count) => sum + count.found, 0);
  const all = counts.reduce((sum, count) => sum + count.all, 0);
  const precision = tally.trueAlarms / Math.max(1, tally.trueAlarms + tally.falseAlarms);
  const recall = found / all;
  const delays = tally.delays.toSorted((a, b) => a - b);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
    falseAlarmsPerSeriesYear: tally.falseAlarms / (tally.days / 365),
    moneyFound: tally.moneyFound / tally.money,
    medianDelayDays: delays[Math.floor(delays.length / 2)] ?? 0,
    foundByType: Object.fromEntries(
      [...tally.byType]
        .toSorted()
        .map(([type, { found: some, all: of }]) => [type, `${some}/${of}`]),
    ),
  };
}
