import { type CauseFinding, findCauses } from "#src/analytics/explain/effects/cause-tests";
import { type ChargeLine, changeOf } from "#src/analytics/explain/effects/charge-line";
import { decompose } from "#src/analytics/explain/effects/decompose";
import { EFFECTS } from "#src/analytics/explain/effects/line-effects";
import type { Day } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import type { CurrencyLeaves } from "#src/store/change/change-leaves";
import type { Costs } from "#src/store/costs";
import { withBilledCoverage } from "./billed-coverage.ts";
import { calendarEffect } from "./calendar.ts";
import type { ChangePart } from "./change-parts.ts";
import type { Whole } from "./compared-totals.ts";
import type { Driver } from "./explanation.ts";
import { type DailySeries, lastingChange } from "./lasting-change.ts";
import { namedValues, partLabel } from "./part-label.ts";

const MOST_RESOURCES = 5;
const MOST_SUBJECTS = 5;
/** Effects below this part of a driver's cost are rounding. */
const ROUNDING = 1e-9;

/** A part with its charges and its days; neither of the rest, which has too many of them. */
export interface Look {
  readonly lines: readonly ChargeLine[];
  readonly series: DailySeries | null;
  readonly from: Day;
}

/** A currency whose parts are told. */
export interface Told {
  readonly costs: Costs;
  readonly whole: Whole;
  readonly leaves: CurrencyLeaves;
  /** How much longer the later period is for charges that go by the day. */
  readonly ratio: number;
  readonly days: { readonly before: number; readonly after: number };
}

/** Slices, the largest change beside the calendar's first, then the calendar, then the rest, which makes the sum exact. */
export function driversOf(
  told: Told,
  parts: readonly ChangePart[],
  looks: readonly (Look | null)[],
): Driver[] {
  const { whole, leaves, ratio } = told;
  const pairs = parts.map((part, at) => ({ part, look: looks[at] ?? null }));
  const slices = pairs
    .filter(({ part }) => part.slice !== null)
    .map(({ part, look }) => ({
      driver: sliceDriver(told, part, look),
      size: Math.abs(part.after - part.before - calendarEffect(leaves.table, part.leaves, ratio)),
    }))
    .sort((a, b) => b.size - a.size)
    .map(({ driver }) => driver);
  const rest = pairs.find(({ part }) => part.slice === null);
  if (rest === undefined) return slices;
  const calendar = calendarEffect(leaves.table, rest.part.leaves, ratio);
  const sum = new ExactSum();
  for (const { change } of [{ change: -whole.change }, { change: calendar }, ...slices]) {
    sum.add(-change);
  }
  return [
    ...slices,
    ...(calendar === 0 ? [] : [calendarDriver(told, calendar)]),
    restDriver(told, rest.part, rest.look, { change: sum.value, calendar }),
  ];
}

const NOTHING_MORE = {
  slice: [],
  within: [],
  effects: [],
  causes: [],
  firstDay: null,
  lastDay: null,
  perMonth: null,
  resources: [],
  owner: null,
};

function sliceDriver(told: Told, part: ChangePart, look: Look | null): Driver {
  const { costs, whole } = told;
  const slice = namedValues(costs, part.slice ?? {});
  const within = namedValues(costs, part.within);
  const change = part.after - part.before;
  return {
    ...NOTHING_MORE,
    kind: "slice",
    label: partLabel(slice, within),
    slice,
    within,
    before: part.before,
    after: part.after,
    change,
    share: shareOf(change, whole),
    ...howAndWhen(told, look, change),
    owner: ownerOf(told.leaves, part.leaves),
  };
}

function calendarDriver({ whole, days }: Told, change: number): Driver {
  return {
    ...NOTHING_MORE,
    kind: "calendar",
    label:
      days.after === days.before ? "Other weekdays" : `${days.after} days against ${days.before}`,
    before: null,
    after: null,
    change,
    share: shareOf(change, whole),
    effects: [{ effect: "calendar", amount: change }],
  };
}

function restDriver(
  told: Told,
  part: ChangePart,
  look: Look | null,
  { change, calendar }: { readonly change: number; readonly calendar: number },
): Driver {
  const how = howAndWhen(told, look, part.after - part.before);
  return {
    ...NOTHING_MORE,
    kind: "rest",
    label: look === null ? "Everything else" : "All charges",
    before: part.before,
    after: part.after,
    change,
    share: shareOf(change, told.whole),
    ...how,
    effects:
      calendar === 0 ? how.effects : how.effects.filter(({ effect }) => effect !== "calendar"),
  };
}

function howAndWhen({ costs, ratio }: Told, look: Look | null, change: number) {
  if (look === null) return { effects: [], causes: [], resources: [] };
  const decomposition = withBilledCoverage(look.lines, decompose(look.lines, ratio));
  const least = ROUNDING * (Math.abs(decomposition.before) + Math.abs(decomposition.after));
  const effects = EFFECTS.map((effect) => ({ effect, amount: decomposition.effects[effect] }))
    .filter(({ amount }) => Math.abs(amount) > least)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const lasting = look.series === null ? null : lastingChange(look.series, change, look.from);
  return {
    effects,
    causes: findCauses(look.lines, decomposition).map(fewSubjects),
    firstDay: lasting?.firstDay ?? null,
    lastDay: lasting?.lastDay ?? null,
    perMonth: lasting?.perMonth ?? null,
    resources: resourcesOf(costs, look.lines),
  };
}

function fewSubjects({ kind, amount, subjects }: CauseFinding): Driver["causes"][number] {
  return { kind, amount, subjects: subjects.slice(0, MOST_SUBJECTS) };
}

/** The resources whose cost changed most. */
function resourcesOf(costs: Costs, lines: readonly ChargeLine[]): Driver["resources"] {
  const changes = new Map<string, number>();
  for (const line of lines) {
    const { resourceId } = line;
    if (resourceId !== null)
      changes.set(resourceId, (changes.get(resourceId) ?? 0) + changeOf(line));
  }
  return [...changes]
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, MOST_RESOURCES)
    .map(([id, change]) => ({ id, name: costs.nameOf("ResourceId", id), change }));
}

/** The team that holds most of what moved in some leaves; null where none holds half of it. */
function ownerOf({ table }: CurrencyLeaves, leaves: readonly number[]): string | null {
  const team = table.dimensions.find(({ name }) => name === "team");
  if (team === undefined) return null;
  const moved = new Map<string | null, number>();
  let all = 0;
  for (const leaf of leaves) {
    const size = Math.abs((table.after[leaf] as number) - (table.before[leaf] as number));
    const value = team.values[team.codes[leaf] as number];
    const name = typeof value === "string" ? value : null;
    moved.set(name, (moved.get(name) ?? 0) + size);
    all += size;
  }
  const [most] = [...moved].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] * 2 > all ? most[0] : null;
}

function shareOf(change: number, whole: Whole): number | null {
  return whole.change === 0 ? null : (change / whole.change) * 100;
}
