import type { Card } from "#src/cards/card";
import { addDays, type Day, daysIn } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";

/** A source whose last day lies so many days back is told of, and so many more make it grave. */
const SILENT_DAYS = 5;
const GRAVE_DAYS = 9;
/** A source that has been silent for longer is gone, and nobody waits for it. */
const AWAITED_DAYS = 45;

/** Sources that failed, are late or fell silent: a matter each, which is over once they bring data again. */
export function syncAlerts({ costs, today, completenessLagDays }: SkillContext): Alert[] {
  const { sources, syncNotes } = costs.freshness([], today, completenessLagDays);
  const notes = Map.groupBy(syncNotes, ({ source }) => source);
  const known = new Map(sources.map(({ source, lastDay }) => [source, lastDay]));
  const names = new Set([...known.keys(), ...notes.keys()]);
  return [...names].flatMap((source) => {
    const lastDay = known.get(source) ?? null;
    const silent = lastDay === null ? 0 : daysIn({ start: addDays(lastDay, 1), end: today });
    if (silent > AWAITED_DAYS) return [];
    const texts = (notes.get(source) ?? []).map(({ text }) => text);
    return [alertOf({ source, lastDay, silent, texts })];
  });
}

interface SourceState {
  readonly source: string;
  readonly lastDay: Day | null;
  /** Days without any charge, the last ones. */
  readonly silent: number;
  /** What is to be said of its syncs. */
  readonly texts: readonly string[];
}

function alertOf(state: SourceState): Alert {
  const { source, silent, texts } = state;
  const isSilent = silent >= SILENT_DAYS;
  return {
    key: `sync ${source}`,
    kind: "sync",
    severity: silent >= GRAVE_DAYS ? "high" : "medium",
    team: null,
    environment: null,
    channelHint: null,
    person: null,
    card: cardOf(state, isSilent),
    // It is told again when it has been silent for twice as long, and not each day.
    size: 2 ** Math.floor(Math.max(0, silent) / SILENT_DAYS),
    isOver: !isSilent && texts.length === 0,
  };
}

function cardOf({ source, lastDay, texts }: SourceState, isSilent: boolean): Card {
  const isOver = !isSilent && texts.length === 0;
  const last = lastDay === null ? "no data yet" : `data through ${lastDay}`;
  const silence = isSilent ? [`${source} has ${last}; figures that need it are incomplete.`] : [];
  const text = isOver ? `${source} brings data again.` : [...texts, ...silence].join(" ");
  return {
    title: isOver ? `${source} is back` : `${source}: data are late or missing`,
    blocks: [
      { type: "text", text },
      {
        type: "buttons",
        buttons: [
          {
            label: "How fresh are the data?",
            style: "primary",
            action: { kind: "call", skill: "get-freshness", input: {} },
          },
        ],
      },
      {
        type: "context",
        lines: ["Alerts about what these data tell wait until they are complete."],
      },
    ],
  };
}
