import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { AnswerStatus } from "#src/answer";
import type { TrafficCounts } from "#src/chat/ports";

const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ACKNOWLEDGEMENT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];

/** An answer given, as far as it is counted. */
export interface CountedAnswer {
  readonly platform: string;
  /** Null where no skill was found. */
  readonly skill: string | null;
  readonly status: AnswerStatus;
  readonly milliseconds: number;
}

/** What is counted while people are answered; labels never hold people or their words. */
export interface Metrics extends TrafficCounts {
  answered(answer: CountedAnswer): void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** `dataAgeDays` gives how many days the last complete day of data is behind today; null without data. */
export function createMetrics(dataAgeDays: () => number | null): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const answers = new Counter({
    name: "tally_answers_total",
    help: "Answers given, by platform, skill and status.",
    labelNames: ["platform", "skill", "status"],
    registers,
  });
  const answerSeconds = new Histogram({
    name: "tally_answer_duration_seconds",
    help: "Time from a question's arrival to its answer.",
    labelNames: ["platform"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const acknowledgementSeconds = new Histogram({
    name: "tally_acknowledgement_duration_seconds",
    help: "Time from a platform's request to its acknowledgement.",
    labelNames: ["platform"],
    buckets: ACKNOWLEDGEMENT_BUCKETS,
    registers,
  });
  const counters = deliveryCounters(registers);
  new Gauge({
    name: "tally_data_age_days",
    help: "Days between today and the last complete day of data.",
    registers,
    collect() {
      const age = dataAgeDays();
      if (age === null) this.remove();
      else this.set(age);
    },
  });
  return {
    answered({ platform, skill, status, milliseconds }) {
      answers.inc({ platform, skill: skill ?? "none", status });
      answerSeconds.observe({ platform }, milliseconds / 1000);
    },
    acknowledged(platform, milliseconds) {
      acknowledgementSeconds.observe({ platform }, milliseconds / 1000);
    },
    sent: (platform, outcome) => counters.sends.inc({ platform, outcome }),
    retried: (platform) => counters.retries.inc({ platform }),
    rateLimited: (platform) => counters.rateLimits.inc({ platform }),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

function deliveryCounters(registers: Registry[]) {
  return {
    sends: new Counter({
      name: "tally_sends_total",
      help: "Messages sent to a platform, by how it ended.",
      labelNames: ["platform", "outcome"],
      registers,
    }),
    retries: new Counter({
      name: "tally_send_retries_total",
      help: "Messages that were sent again.",
      labelNames: ["platform"],
      registers,
    }),
    rateLimits: new Counter({
      name: "tally_rate_limited_total",
      help: "Times that a platform asked to wait.",
      labelNames: ["platform"],
      registers,
    }),
  };
}
