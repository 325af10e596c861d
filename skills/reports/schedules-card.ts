import { personWords } from "#skills/anomalies/anomaly-words";
import type { Card, CardBlock } from "#src/cards/card";
import type { ScheduleAnswer, SchedulesAnswer } from "./schedule-answer.ts";

/** What is sent by itself, each with the button that ends it. */
export function schedulesCard({ schedules, notes }: SchedulesAnswer, title: string): Card {
  const [first = "", ...more] = notes;
  return {
    title,
    blocks: [
      { type: "text", text: first },
      ...schedules.flatMap((one): CardBlock[] => [
        { type: "text", text: scheduleSentence(one) },
        ...(one.fromFile ? [] : [stopButton(one)]),
      ]),
      ...(more.length === 0 ? [] : [{ type: "context" as const, lines: more }]),
    ],
  };
}

function stopButton({ id, name }: ScheduleAnswer): CardBlock {
  return {
    type: "buttons",
    buttons: [
      {
        label: "Stop",
        style: "danger",
        confirm: `Stop sending “${name}”?`,
        action: { kind: "call", skill: "stop-report", input: { id } },
      },
    ],
  };
}

/** `Weekly digest for payments: every Monday at 09:00, Europe/Berlin, to slack:T1/C1, with the rights of ann@example.com.` */
function scheduleSentence(schedule: ScheduleAnswer): string {
  const { name, sent, when, channel, person, files, fromFile } = schedule;
  const what = name === sent ? name : `${name} (${sent})`;
  const beside = files.length === 0 ? "" : ` with ${files.join(" and ").toUpperCase()}`;
  const whose = ` It has the rights of ${personWords(person)}.`;
  const where = fromFile ? " It stands in tally.yaml." : "";
  return `${what}${beside}: ${when}, to ${channel}.${whose}${nextWords(schedule)}${where}`;
}

function nextWords({ next, last }: ScheduleAnswer): string {
  const due = next === null ? "" : ` Next: ${instantWords(next)}.`;
  if (last === null) return due;
  const why = last.problem === null ? "" : `, ${last.problem}`;
  return `${due} Last: ${last.period}, ${last.state}${why}.`;
}

/** `2026-11-30 08:00 UTC` */
function instantWords(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}
