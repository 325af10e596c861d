import { randomNumbers } from "#data/sample/random";
import type { SavingSeries } from "#src/analytics/savings/saving";

/** A change whose saving is known. */
export interface SyntheticChange {
  readonly series: SavingSeries;
  /** Money a day: what the days after would have been expected to cost, less what they are expected to cost. */
  readonly saved: number;
}

/** The days between that are left out: the change falls into their middle. */
const GAP = 4;

/**
 * A change of some charges' cost by 15 to 100%, with weekdays, growth, noise that persists, usage or comparable
 * charges in two of three cases, and 2 to 8 weeks after it.
 */
export function syntheticChange(seed: number): SyntheticChange {
  const random = randomNumbers(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const by = (["usage", "control", "trend"] as const)[Math.floor(random() * 3)] ?? "trend";
  const before = 28 + 7 * Math.floor(random() * 5);
  const after = 14 + 7 * Math.floor(random() * 7);
  const days = Array.from({ length: before + GAP + after }, (_, day) => day);
  const firstDay = 20_000 + Math.floor(random() * 7);
  const level = 10 ** between(0.3, 3.5);
  const left = random() < 0.25 ? 0 : between(0.2, 0.85);
  const weekend = between(0.5, 1);
  const monthlyGrowth = by === "trend" ? between(-0.05, 0.08) : between(-0.1, 0.25);
  const shared = by === "control" ? between(0.2, 1.1) : 1;
  const ownGrowth = { usage: between(-0.015, 0.015), control: between(-0.04, 0.04), trend: 0 }[by];
  const noise = persisting(random, between(0.015, 0.09), between(0, 0.6));
  const controlNoise = persisting(random, between(0.01, 0.04), between(0, 0.5));
  const usageNoise = persisting(random, between(0.02, 0.12), between(0, 0.6));
  const grown = (rate: number, day: number) => (1 + rate) ** ((day - before) / 30);
  const weekly = (day: number) => ((firstDay + day) % 7 < 2 ? weekend : 1);
  const control = days.map(
    (day) => level * 20 * grown(monthlyGrowth, day) * ((weekly(day) + 1) / 2) * controlNoise(),
  );
  const usage = days.map((day) => grown(monthlyGrowth, day) * weekly(day) * usageNoise());
  const expected = days.map((day, at) => {
    const growth = (1 + (grown(monthlyGrowth, day) - 1) * shared) * weekly(day);
    return level * grown(ownGrowth, day) * (by === "usage" ? (usage[at] ?? 0) : growth);
  });
  const share = (day: number) => (day < before + GAP / 2 ? 1 : left);
  const costs = expected.map((cost, day) => Math.max(0, cost * share(day) * noise()));
  const wouldHave = expected.slice(before + GAP).reduce((sum, cost) => sum + cost, 0) / after;
  const series: SavingSeries = {
    firstDay,
    costs,
    usage: by === "usage" ? usage : null,
    control: by === "control" ? control : null,
    before: { start: 0, end: before },
    after: { start: before + GAP, end: days.length },
  };
  return { series, saved: wouldHave * (1 - left) };
}

/** Factors around 1, a day's noise of which is left on the next one to some share. */
function persisting(random: () => number, deviation: number, persistence: number): () => number {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let last = normal() * deviation;
  return () => {
    last = persistence * last + normal() * deviation * Math.sqrt(1 - persistence ** 2);
    return 1 + last;
  };
}
