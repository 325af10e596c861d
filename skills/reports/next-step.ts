import { inCurrency } from "#skills/budgets/same-charges";
import { savingWords } from "#skills/recommendations/recommendation-words";
import { formatMoney, formatPercent } from "#src/cards/format";
import { addMonths } from "#src/focus/day";
import type { NextStep, Report, ReportBudget } from "./report-answer.ts";

type Findings = Pick<Report, "open" | "budgets" | "decisions">;

/** The one thing that is most worth doing: a severe anomaly, a budget that breaks, then the largest saving. */
export function nextStep(findings: Findings): NextStep | null {
  return anomalyStep(findings) ?? budgetStep(findings) ?? decisionStep(findings);
}

function anomalyStep({ open }: Findings): NextStep | null {
  const severe = open.find(
    ({ state, severity }) => state === "open" && (severity === "high" || severity === "critical"),
  );
  if (severe === undefined) return null;
  const { label, impact, id } = severe;
  const amount = formatMoney(Math.abs(impact.value), impact.currency);
  const side = impact.value > 0 ? "above" : "below";
  return {
    text: `Look into ${label}, ${amount} ${side} what was expected so far.`,
    label: "Explain it",
    call: { skill: "explain-anomaly", input: { id } },
  };
}

function budgetStep({ budgets }: Findings): NextStep | null {
  const broken = budgets.find(({ state }) => state === "over" || state === "at risk");
  if (broken === undefined) return null;
  const { name, percentForecast, state } = broken;
  const end =
    percentForecast === null ? "" : `, expected to end at ${formatPercent(percentForecast)}`;
  return {
    text: `See what drives ${name}, which is ${state}${end}.`,
    label: "What drives it",
    call: { skill: "explain-change", input: driversOf(broken) },
  };
}

function driversOf({ filters, metric, currency, period }: ReportBudget): object {
  const before = { start: addMonths(period.start, -1), end: period.start };
  const compare = { kind: "period", period: before, running: true };
  return { metric, filters: inCurrency(filters, currency), period, compare };
}

function decisionStep({ decisions }: Findings): NextStep | null {
  const [largest] = decisions.first;
  if (largest === undefined) return null;
  const { number, action } = largest;
  return {
    text: `Decide about recommendation ${number}, ${action.replace(/[.\s]+$/, "")}: it ${savingWords(largest)}.`,
    label: "Why?",
    call: { skill: "list-recommendations", input: { numbers: [number], detail: true } },
  };
}
