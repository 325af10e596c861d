import type { StepBy, StepWhat } from "#src/recommendations/life";
import type { RecommendationStatus } from "#src/recommendations/recommendation";

/** A step that somebody of the company took. */
export interface DemoStep {
  /** Days before the clock's day. */
  readonly daysAgo: number;
  readonly by: StepBy;
  readonly what: StepWhat;
  readonly note: string | null;
}

/** What people did about a recommendation; what was saved by it is measured. */
export interface DemoDecision {
  readonly kind: string;
  /** The name of its resource, or a part of its key. */
  readonly about: string;
  readonly steps: readonly DemoStep[];
  /** Where it stands on the clock's day. */
  readonly status: RecommendationStatus;
}

export const accept = { kind: "accept" } as const;
export const done = { kind: "done" } as const;

export const maya = stepsOf("maya");
export const jonas = stepsOf("jonas");
export const lena = stepsOf("lena");
export const omar = stepsOf("omar");

/** What a person of the company does in Slack. */
function stepsOf(name: string) {
  const by: StepBy = { kind: "person", person: `${name}@northwind.example`, from: "slack" };
  return (daysAgo: number, what: StepWhat, note: string | null = null): DemoStep => ({
    daysAgo,
    by,
    what,
    note,
  });
}
