import fc from "fast-check";
import { skills } from "#skills/index";
import { UserError } from "#src/errors";
import { parsedInput } from "#src/input-problems";
import { questionsIn } from "#src/router/questions-in";
import type { Routing } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import type { AnySkill } from "#src/skill";
import { openDemoNames } from "../../router/properties/demo-names.ts";
import { ASKED, WORDS } from "../asked.ts";
import { BrokenInvariant, type FuzzTarget, holds } from "../fuzz-target.ts";
import { mutatedText } from "../mutated-text.ts";
import { tellsNothing } from "../planted.ts";

const TODAY = "2026-11-20";
/** What the assistant takes; longer ones it refuses unread. */
const LONGEST = 2_000;
const MOST_PARTS = 8;

/** A message, alone or after an answer. */
interface Input {
  readonly text: string;
  readonly isFollowUp: boolean;
}

/** The reading of messages, with the demo company's names, as first questions and as follow-ups. */
export const questions: FuzzTarget = {
  name: "questions",
  weight: 25,
  async open() {
    const demo = openDemoNames();
    const router = ruleRouter();
    const byName = new Map(skills.map((skill) => [skill.name, skill]));
    const turn = { skill: "get-spend", input: demoCall(), assumptions: [], rows: null };
    const context = {
      today: TODAY,
      fiscalYearStartMonth: 4,
      vocabulary: demo.vocabulary,
      budgets: ["Payments", "data platform 2026"],
      plans: ["New region"],
    };
    return {
      inputs: fc.record({
        text: mutatedText(ASKED, [...WORDS, ...demo.names]),
        isFollowUp: fc.boolean(),
      }),
      fuzz({ text, isFollowUp }: Input) {
        const message = text.slice(0, LONGEST);
        const parts = questionsIn(message, TODAY);
        holds(parts.length >= 1 || message.trim() === "", "nothing is read in it");
        const previous = isFollowUp ? turn : null;
        for (const part of parts.slice(0, MOST_PARTS)) {
          isTaken(router.route(part, { ...context, previous }), byName, message);
        }
      },
      close: () => demo.close(),
    };
  },
};

function demoCall() {
  return { period: { start: "2026-10-01", end: "2026-11-01" }, groupBy: ["ServiceName"] };
}

/** A skill takes what was read, or says what is too long, and what is asked back tells nothing. */
function isTaken(routing: Routing, byName: ReadonlyMap<string, AnySkill>, message: string): void {
  tellsNothing(JSON.stringify(routing), message);
  if (routing.kind !== "skill") return;
  const skill = byName.get(routing.skill);
  if (skill === undefined) throw new BrokenInvariant(`no skill is called ${routing.skill}`);
  try {
    parsedInput(skill, routing.input);
  } catch (error) {
    holds(error instanceof UserError, `${routing.skill} doesn't take it: ${error}`);
  }
}
