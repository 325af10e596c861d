import { parseArgs } from "node:util";
import { answerJson } from "#src/assistant";
import { evaluate, type Judged } from "./evaluate.ts";
import { raiseFloor } from "./floor.ts";
import { type Score, scoreOf, scoresOf } from "./score.ts";
import { isRight } from "./verdict.ts";

const USAGE = `npm run eval -- [--kind KIND] [--id ID] [--failures] [--json]
  --kind      only questions of a kind ("top N")
  --id        only one question; its whole answer is printed, too
  --failures  each failure: question, what was expected, what came
  --json      scores and failures as one JSON object
  --raise     writes the scores to floor.json where they are higher
`;

const { values } = parseArgs({
  options: {
    kind: { type: "string" },
    id: { type: "string" },
    failures: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    raise: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function failureLines({ question, answer, verdict }: Judged): string {
  const { route, slots, numbers } = verdict;
  const faults = route.length > 0 ? route : [...slots, ...(numbers ?? [])];
  const said = route.length > 0 ? `\n    ${answer.text.slice(0, 160).replaceAll("\n", " ")}` : "";
  const lines = faults.map((fault) => `\n    ${fault.slice(0, 400)}`).join("");
  return `${question.id}  ${JSON.stringify(question.question)}${lines}${said}`;
}

function table(scores: readonly Score[]): string {
  const share = (part: number, whole: number) =>
    whole === 0 ? "–" : `${part}/${whole} ${Math.round((100 * part) / whole)} %`;
  const lines = scores.map((score) =>
    [
      score.kind.padEnd(18),
      share(score.route, score.questions),
      share(score.slots, score.questions),
      share(score.numbers, score.numeric),
      share(score.all, score.questions),
    ]
      .map((cell) => cell.padEnd(16))
      .join(""),
  );
  const head = ["kind              ", "status, skill", "slots", "numbers", "all"];
  return [head.map((cell) => cell.padEnd(16)).join(""), ...lines].join("\n");
}

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const judged = await evaluate(
    ({ kind, id }) =>
      (values.kind === undefined || values.kind === kind) &&
      (values.id === undefined || values.id === id),
  );
  const failures = judged.filter(({ verdict }) => !isRight(verdict));
  const byKind = scoresOf(judged);
  if (values.raise) raiseFloor(byKind);
  const scores = [...byKind, scoreOf("everything", judged)];
  const parts = [
    ...(values.failures ? failures.map(failureLines) : []),
    ...(values.id === undefined ? [] : judged.map(({ answer }) => answerJson(answer))),
    table(scores),
  ];
  const json = {
    scores,
    failures: failures.map(({ question, verdict }) => ({ question, verdict })),
  };
  process.stdout.write(`${values.json ? JSON.stringify(json) : parts.join("\n")}\n`);
}
