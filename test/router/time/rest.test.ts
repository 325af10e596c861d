import { describe, expect, test } from "vitest";
import { readTime } from "#src/router/time/read-time";

const clock = { today: "2026-11-20" };

describe("the rest of a question", () => {
  test.each([
    ["what did we spend on EC2 last month?", "what did we spend on EC2 ?"],
    ["what did we spend in October on EC2", "what did we spend on EC2"],
    ["costs for the last 30 days by region", "costs by region"],
    ["Get last month's Datadog spend", "Get Datadog spend"],
    ["top 5 services in October", "top 5 services"],
    ["top 5 October costs", "top 5 costs"],
    ["daily EC2 cost since the 1st", "EC2 cost"],
    ["EC2 cost from Oct 3 to Oct 9 by account", "EC2 cost by account"],
    ["Compare this month's Azure spend to last month by service", "Compare Azure spend by service"],
    ["changes from September to October by service", "changes by service"],
    ["increase between March and April", "increase"],
    ["October vs September by team", "by team"],
    ["month over month growth", "growth"],
    ["show EC2 and last month's S3", "show EC2 and S3"],
    ["projected to go over this month", "projected to go over"],
    ["what is going on this week", "what is going on"],
    [
      "last month, and the accounts with the most cost this month",
      ", and the accounts with the most cost",
    ],
    ["costs of us-east-1 and m5.xlarge", "costs of us-east-1 and m5.xlarge"],
    ["forecast by the end of October", "forecast by the end of October"],
    ["snooze it until Friday", "snooze it until Friday"],
    ["a monthly budget of 500", "a monthly budget of 500"],
    ["  cost   last month  ", "cost"],
    ["last month", ""],
    ["", ""],
  ])("%s", (question, rest) => {
    expect(readTime(question, clock).rest).toBe(rest);
  });
});
