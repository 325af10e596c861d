import { formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import type { Period } from "#src/focus/day";
import type { SavingAnswer, SavingsSums } from "./savings-answer.ts";

/** What was saved in sentences: the money first, then estimated against measured, what is still to come, what isn't so. */
export function savingsNotes({
  savings,
  sums,
  period,
}: {
  readonly savings: readonly SavingAnswer[];
  readonly sums: readonly SavingsSums[];
  readonly period: Period;
}): string[] {
  if (savings.length === 0) {
    return [`No recommendation was taken up in ${formatPeriod(period)}, or before and still is.`];
  }
  return [
    ...sums.map((one) => savedWords(one, period)),
    ...sums.flatMap(verifiedWords),
    ...stageWords(savings),
  ];
}

/** `$1,200.00 was saved on 1 January – 20 November 2026, in 90 of 100 cases …` */
function savedWords({ currency, saved, yearlyPace }: SavingsSums, period: Period): string {
  const money = (value: number) => formatMoney(value, currency);
  const when = formatPeriod(period);
  if (saved.value === 0) return `Nothing is verified to have saved ${currency} on ${when} so far.`;
  const between = `in 90 of 100 cases between ${money(saved.low)} and ${money(saved.high)}`;
  return `${money(saved.value)} was saved on ${when}, ${between}; what is verified saves ${money(yearlyPace.value)} a year.`;
}

function verifiedWords({ currency, estimated, verified }: SavingsSums): string[] {
  if (estimated === 0) return [];
  const money = (value: number) => formatMoney(value, currency);
  const share = formatPercent((verified.value / estimated) * 100);
  return [
    `Verified in that time: ${money(verified.value)} a month (${money(verified.low)} to ${money(verified.high)}), ${share} of the ${money(estimated)} that was estimated.`,
  ];
}

function stageWords(savings: readonly SavingAnswer[]): string[] {
  const numbersIn = (stage: SavingAnswer["stage"]) =>
    savings.filter((one) => one.stage === stage).map(({ number }) => number);
  const listed = (numbers: readonly number[], words: string) =>
    numbers.length === 0 ? [] : [`${words}: ${numbers.join(", ")}.`];
  const together = savings.filter(({ countedWith }) => countedWith !== null);
  const ended = savings.filter(({ until }) => until !== null);
  return [
    ...listed(numbersIn("accepted"), "Accepted and not done yet"),
    ...listed(numbersIn("done"), "Done and not measured yet"),
    ...listed(numbersIn("not-verified"), "Not verified: the bill doesn't show the saving"),
    ...listed(
      ended.map(({ number }) => number),
      "Saved until its cost came back",
    ),
    ...together.map(
      ({ number, countedWith }) =>
        `${number} is about the same charges as ${countedWith}, with which it counts.`,
    ),
  ];
}
