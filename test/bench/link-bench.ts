import { join } from "node:path";
import { randomNumbers } from "#data/sample/random";
import { Access } from "#src/access";
import { readConfig } from "#src/config";
import { openTally } from "#src/main";
import { candidateFinder } from "#src/router/model/candidates";
import type { RoutingContext } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import type { Vocabulary } from "#src/router/vocabulary";
import { readQuestions } from "../evals/question.ts";
import { knownPeople } from "../known-people.ts";
import { BENCH_DIRECTORY, emptyConfig } from "./bench-files.ts";
import { openWorld, WORLDS, type World, worldNames } from "./name-worlds.ts";
import { decimals, quantile, type SectionReport, tableText, verdict } from "./report.ts";

/** Milliseconds at the 95th percentile, for whole routings. */
const LIMIT_LARGE = 5;
const LIMIT_DEMO = 3;
const QUESTIONS = 200;
const WARM_UP = 60;
const NOW = new Date("2026-11-20T09:00:00Z");
const CONTEXT = { today: "2026-11-20", fiscalYearStartMonth: 1, previous: null };

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly limit: number;
  /** What the questions came to: "skill 200", "clarify 200". */
  readonly outcome: string;
}

/** Routes questions about names of which the store has 100,000, and the eval's questions over the demo company. */
export async function benchLinks(): Promise<SectionReport> {
  const measured: Measured[] = [];
  const notes: string[] = [];
  for (const world of WORLDS) {
    const { rows, first } = await measureWorld(world);
    measured.push(...rows);
    notes.push(`First question, ${world.title}: ${decimals(first)} ms.\n`);
  }
  measured.push(measureDemo());
  return { text: textOf(measured) + notes.join(""), data: { measured } };
}

async function measureWorld(
  world: World,
): Promise<{ readonly rows: readonly Measured[]; readonly first: number }> {
  const store = await openWorld(world);
  const { vocabulary } = new Access(store, knownPeople([])).viewOf(null);
  const route = routerOver(vocabulary);
  const start = performance.now();
  route("what did we spend last month?");
  const first = performance.now() - start;
  const candidates = candidateFinder();
  const rows = Object.entries(QUESTIONS_OF).flatMap(([kind, questionOf]) => {
    const questions = questionsOf(world, questionOf);
    return measure(`${world.title}: ${kind}`, questions, route, LIMIT_LARGE);
  });
  const sent = questionsOf(world, mistyped);
  rows.push(
    measure(
      `${world.title}: candidates for a model`,
      sent,
      (question) => String(Math.min(1, candidates(question, vocabulary).length)),
      LIMIT_LARGE,
    ),
  );
  store.close();
  return { rows, first };
}

function measureDemo(): Measured {
  const variables = {
    TALLY_DB: join(BENCH_DIRECTORY, "none.db"),
    TALLY_DEMO_DB: join(BENCH_DIRECTORY, "demo.db"),
    TALLY_CONFIG: emptyConfig(),
  };
  const { store } = openTally(readConfig(variables), { now: NOW, onDemoProgress: () => {} });
  const { vocabulary } = new Access(store, knownPeople([])).viewOf(null);
  const questions = readQuestions("questions.jsonl").map(({ question }) => question);
  const row = measure(
    "demo company: the eval's questions",
    questions,
    routerOver(vocabulary),
    LIMIT_DEMO,
  );
  store.close();
  return row;
}

function routerOver(vocabulary: Vocabulary): (question: string) => string {
  const router = ruleRouter();
  const context: RoutingContext = { ...CONTEXT, vocabulary };
  return (question) => router.route(question, context).kind;
}

type Draw = (count: number) => number;
type QuestionOf = (name: string, draw: Draw) => string;

const QUESTIONS_OF: Readonly<Record<string, QuestionOf>> = {
  exact: (name) => `how much did ${name} cost last month?`,
  typo: mistyped,
  "two typos": (name, draw) =>
    `cost of ${withEdit(withEdit(name, draw), draw)} in October by service`,
  partial: (name) => `what did we spend on ${name.split(/[- ]/).slice(0, 2).join(" ")} last month?`,
  "one word": (name) => `${name.split(/[- ]/)[0]} spend by month`,
  unknown: (_, draw) => `spend of ${lettersOf(8 + draw(10), draw)} last week`,
  "unknown account": (_, draw) =>
    `cost of account ${lettersOf(6, draw)}-${lettersOf(5, draw)}-prod`,
  "did you mean": (name, draw) =>
    `cost of the ${withEdit(withEdit(withEdit(withEdit(name, draw), draw), draw), draw)} account`,
  "by tag": (name) => `cost for customer ${name} in October`,
};

function mistyped(name: string, draw: Draw): string {
  return `how much did ${withEdit(name, draw)} cost last month?`;
}

function questionsOf({ nameOf }: World, questionOf: QuestionOf): string[] {
  const random = randomNumbers(42);
  const draw: Draw = (count) => Math.floor(random() * count);
  const names = worldNames();
  return Array.from({ length: WARM_UP + QUESTIONS }, () => {
    const index = draw(names.length);
    return questionOf(nameOf(index, names[index] ?? ""), draw);
  });
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function lettersOf(length: number, draw: Draw): string {
  return Array.from({ length }, () => LETTERS[draw(26)]).join("");
}

/** A letter after the first left out, added, changed, or swapped with the next. */
function withEdit(name: string, draw: Draw): string {
  const at = 1 + draw(name.length - 2);
  const [before, here, after] = [name.slice(0, at), name[at] ?? "", name.slice(at + 1)];
  const letter = LETTERS[draw(26)] ?? "";
  const edits = [
    `${before}${after}`,
    `${before}${letter}${here}${after}`,
    `${before}${letter}${after}`,
    `${before}${after[0] ?? ""}${here}${after.slice(1)}`,
  ];
  return edits[draw(edits.length)] ?? name;
}

function measure(
  name: string,
  questions: readonly string[],
  ask: (question: string) => string,
  limit: number,
): Measured {
  for (const question of questions.slice(0, WARM_UP)) ask(question);
  const times: number[] = [];
  const outcomes = new Map<string, number>();
  for (const question of questions.slice(WARM_UP)) {
    const start = performance.now();
    const outcome = ask(question);
    times.push(performance.now() - start);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const outcome = [...outcomes].map(([kind, count]) => `${kind} ${count}`).join(", ");
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  return { name, p50, p95, max: Math.max(...times), limit, outcome };
}

function textOf(measured: readonly Measured[]): string {
  const head = ["routing", "p50 ms", "p95 ms", "max ms", "limit", "", "outcome"];
  const rows = measured.map(({ name, p50, p95, max, limit, outcome }) => [
    name,
    decimals(p50),
    decimals(p95),
    decimals(max),
    limit,
    verdict(p95, limit),
    outcome,
  ]);
  return tableText([head, ...rows]);
}
