import { parseArgs } from "node:util";
import { answerJson } from "#src/answer";
import { type Config, readConfig } from "#src/config";
import { assistantByModel, type ModelUse, modelOf } from "./by-model.ts";
import {
  demoWorld,
  evaluate,
  type Judged,
  type Reader,
  secondWorld,
  type World,
} from "./evaluate.ts";
import { raiseFloor } from "./floor.ts";
import type { EvalQuestion } from "./question.ts";
import { type Score, scoreOf, scoresOf } from "./score.ts";
import { isRight } from "./verdict.ts";

const USAGE = `npm run eval -- [--second] [--kind KIND] [--id ID] [--failures] [--json]
  --second    questions about the second company only
  --kind      only questions of a kind ("top N")
  --id        only one question; its whole answer is printed, too
  --failures  each failure: question, what was expected, what came
  --json      scores and failures as one JSON object
  --raise     writes the scores to floor.json where they are higher
`;

const { values } = parseArgs({
  options: {
    second: { type: "boolean", default: false },
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

const WIDEST = 26;

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${part}/${whole} ${Math.round((100 * part) / whole)} %`;
}

function useLine(model: Config["model"], { requests, tokens, outcomes }: ModelUse): string {
  const list = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(", ");
  return `${model.name}, ${model.mode}: ${requests} requests, ${tokens} tokens; ${list || "nothing asked"}`;
}

/** The questions as a configured model reads them; null where none is configured. */
async function judgedByModel(worlds: readonly World[], isAsked: (one: EvalQuestion) => boolean) {
  const model = modelOf(readConfig());
  if (model === null) return null;
  const use: ModelUse = { requests: 0, tokens: 0, outcomes: new Map() };
  const judged: Judged[] = [];
  const reader: Reader = (store, config) => assistantByModel(store, config, model, use);
  for (const world of worlds) judged.push(...(await evaluate(world, isAsked, reader)));
  return { judged, use, line: useLine(model, use) };
}

function table(scores: readonly Score[], byModel: readonly Score[] | null): string {
  const allOf = (list: readonly Score[], { kind }: Score) => {
    const score = list.find((one) => one.kind === kind);
    return score === undefined ? "–" : share(score.all, score.questions);
  };
  const lines = scores.map((score) =>
    [
      score.kind.padEnd(WIDEST),
      share(score.route, score.questions),
      share(score.slots, score.questions),
      share(score.numbers, score.numeric),
      share(score.all, score.questions),
      ...(byModel === null ? [] : [allOf(byModel, score)]),
    ]
      .map((cell) => cell.padEnd(16))
      .join(""),
  );
  const more = byModel === null ? [] : ["all by model"];
  const head = ["kind".padEnd(WIDEST), "status, skill", "slots", "numbers", "all", ...more];
  return [head.map((cell) => cell.padEnd(16)).join(""), ...lines].join("\n");
}

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const isAsked = ({ kind, id }: EvalQuestion) =>
    (values.kind === undefined || values.kind === kind) &&
    (values.id === undefined || values.id === id);
  const worlds = values.second ? [secondWorld] : [demoWorld, secondWorld];
  const judged: Judged[] = [];
  for (const world of worlds) judged.push(...(await evaluate(world, isAsked)));
  const byModel = await judgedByModel(worlds, isAsked);
  const failures = judged.filter(({ verdict }) => !isRight(verdict));
  const byKind = scoresOf(judged);
  if (values.raise) raiseFloor(byKind);
  const everything = (list: readonly Judged[]) => [...scoresOf(list), scoreOf("everything", list)];
  const scores = everything(judged);
  const modelScores = byModel === null ? null : everything(byModel.judged);
  const parts = [
    ...(values.failures ? failures.map(failureLines) : []),
    ...(values.id === undefined ? [] : judged.map(({ answer }) => answerJson(answer))),
    table(scores, modelScores),
    ...(byModel === null ? [] : [byModel.line]),
  ];
  const json = {
    scores,
    ...(byModel === null ? {} : { byModel: { scores: modelScores, use: byModel.line } }),
    failures: failures.map(({ question, verdict }) => ({ question, verdict })),
  };
  process.stdout.write(`${values.json ? JSON.stringify(json) : parts.join("\n")}\n`);
}
