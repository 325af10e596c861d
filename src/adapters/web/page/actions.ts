/** What a person can do with an answer, whichever way it is drawn. */
export interface Actions {
  /** Does what an opaque id stands for; `label` is what was pressed or chosen. */
  press(pressed: Pressed): void;
  /** Keeps what somebody thinks of an answer. */
  judge(answerId: string, verdict: "good" | "bad"): void;
}

export interface Pressed {
  readonly id: string;
  readonly label: string;
  /** The UTC day that was chosen. */
  readonly date?: string;
  /** Asked first. */
  readonly confirm?: string | null;
}
