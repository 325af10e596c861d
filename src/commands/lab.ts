import { type Command, UsageError } from "./command.ts";

type Experiment = (words: readonly string[]) => Promise<number>;

// Loaded on demand, so that one experiment doesn't wait for another one's code.
const EXPERIMENTS: Readonly<Record<string, () => Promise<Experiment>>> = {
  anomalies: async () => (await import("./lab-anomalies.ts")).labAnomalies,
  explain: async () => (await import("./lab-explain.ts")).labExplain,
  forecast: async () => (await import("./lab-forecast.ts")).labForecast,
};

/** `tally lab`: the analytics on anyone's data, lines of JSON in and out. */
export const lab: Command = {
  name: "lab",
  usage:
    "lab (anomalies --frequency D [--scores] | explain [--drivers] | forecast --horizon N) < lines.jsonl",
  summary: "Run the analytics on data of your own: JSON lines in, JSON lines out.",
  async run(words) {
    const [name = "", ...rest] = words;
    const load = Object.hasOwn(EXPERIMENTS, name) ? EXPERIMENTS[name] : undefined;
    if (load === undefined) {
      throw new UsageError(`There is lab ${Object.keys(EXPERIMENTS).join(", lab ")}.`);
    }
    const experiment = await load();
    return experiment(rest);
  },
};
