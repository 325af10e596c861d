import { formatDay, formatPeriod } from "#src/cards/format";
import { addDays, daysIn } from "#src/focus/day";
import { defineSkill } from "#src/skill";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "./anomaly-answer.ts";
import {
  type AnomalyList,
  anomalyListSchema,
  type Listing,
  listAnomaliesOf,
} from "./anomaly-list.ts";
import { anomalyTable, totalImpact } from "./anomaly-table.ts";
import { emptyAnomalies, judgedWords, noAnomalyData } from "./empty-answer.ts";
import { anomalyListCard } from "./list-card.ts";
import { toldFromWords } from "./told-from.ts";

/** “Any anomalies?” */
export const listAnomalies = defineSkill({
  name: "list-anomalies",
  description:
    "Unusual cost (spikes, drops, new levels, drifts): what, since when, how much more or less than expected, how severe, and what was said of it.",
  examples: [
    "any anomalies?",
    "anything unusual yesterday?",
    "what spiked in October?",
    "show silenced anomalies",
  ],
  isShownFirst: true,
  access: "read",
  input: anomalyListSchema,
  output: anomaliesAnswerSchema,
  run(context, list) {
    const listing = listAnomaliesOf(context, list);
    return listing === null ? noAnomalyData(context, list) : answerOf(list, listing);
  },
  present: anomalyListCard,
});

function answerOf(list: AnomalyList, listing: Listing): AnomaliesAnswer {
  const { sweep, period, listed } = listing;
  const all = listed.map(({ answer }) => answer);
  const anomalies = all.slice(0, list.limit ?? all.length);
  return {
    ...emptyAnomalies(list),
    period,
    totals: totalImpact(all),
    table: anomalyTable(anomalies),
    dataThrough: sweep.dataThrough,
    assumptions: [
      `${formatPeriod(period)} in UTC days`,
      ...judgedWords(sweep),
      toldFromWords(sweep.scales.map(({ told }) => told)),
    ],
    notes: notesOf(listing),
    suggestions: suggestionsOf(listing),
    basis: sweep.basis,
    anomalies,
  };
}

/** What was found, then what was left out and why. */
function notesOf(listing: Listing): string[] {
  const { sweep, period, listed, silenced } = listing;
  const { dataThrough } = sweep;
  const days = `${daysIn(period) === 1 ? "on" : "in"} ${formatPeriod(period)}`;
  const found =
    listed.length === 0
      ? `No anomalies ${days}.`
      : `${counted(listed.length, "anomaly", "anomalies")} ${days}${severeWords(listing)}.`;
  return [
    found,
    ...(silenced === 0
      ? []
      : [
          `${counted(silenced, "anomaly is", "anomalies are")} left out as expected, not useful or snoozed; ask for silenced anomalies to see them.`,
        ]),
    ...aloneNotes(listing),
    ...refundNotes(listing),
    ...(period.end > addDays(dataThrough, 1)
      ? [
          `Data are complete through ${dataThrough}; later days can only show what is already too much.`,
        ]
      : []),
  ];
}

/** What isn't in the impact, as the figures are a provider's. */
function aloneNotes({ listed }: Listing): string[] {
  const alone = listed.filter(({ answer }) => !answer.foundHere);
  if (alone.length === 0) return [];
  const providers = new Set(
    alone.flatMap(({ sightings }) => sightings.map(({ item }) => item.provider)),
  );
  return [
    `${counted(alone.length, "anomaly was", "anomalies were")} found by ${[...providers].join(" and ")} alone; their figures are the provider's and aren't in the impact.`,
  ];
}

function refundNotes({ sweep, period }: Listing): string[] {
  const days = sweep.refunds.filter((day) => day >= period.start && day < period.end);
  if (days.length === 0) return [];
  return [`Refunds of ${days.map((day) => formatDay(day)).join(", ")} aren't taken for drops.`];
}

function severeWords({ listed }: Listing): string {
  const severe = (["critical", "high"] as const).flatMap((severity) => {
    const count = listed.filter(({ answer }) => answer.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return severe.length === 0 ? "" : `, ${severe.join(" and ")}`;
}

function suggestionsOf({ listed, silenced }: Listing): string[] {
  return [
    ...(listed.length === 0 ? [] : ["Explain the first one"]),
    ...(silenced === 0 ? [] : ["Show silenced anomalies"]),
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
