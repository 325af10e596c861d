import { describe, expect, test } from "vitest";
import { ChannelList, channelsSchema, schedulesOf, schedulesSchema } from "#src/schedule-config";

const channels = new ChannelList(
  channelsSchema.parse({
    "slack:T1/C1": { name: "#Payments", team: "payments", timeZone: "Europe/Berlin" },
    "teams:t/19:abc@thread.tacv2": { name: "finops", quietHours: false, alerts: { cap: 9 } },
  }),
  "Asia/Tokyo",
);

describe("channels of tally.yaml", () => {
  test("are known by name, words and team", () => {
    expect(channels.called("payments")).toBe("slack:T1/C1");
    expect(channels.called("#FinOps")).toBe("teams:t/19:abc@thread.tacv2");
    expect(channels.called("slack:T9/C9")).toBe("slack:T9/C9");
    expect(channels.called("#nowhere")).toBeNull();
    expect(channels.teamOf({ platform: "slack", tenant: "T1", id: "C1" })).toBe("payments");
    expect(channels.teamOf({ platform: "slack", tenant: "T1", id: "C2" })).toBeNull();
  });

  test("have what is usual where nothing is said", () => {
    const usual = {
      quietHours: { from: "20:00", until: "07:00", weekends: true },
      alerts: { cap: 5, from: "medium", environments: [] },
    };
    expect(channels.settingsOf("slack:T1/C1")).toMatchObject({
      timeZone: "Europe/Berlin",
      ...usual,
    });
    expect(channels.settingsOf("slack:T9/C9")).toMatchObject({ timeZone: "Asia/Tokyo", ...usual });
    expect(channels.all[1]).toMatchObject({
      timeZone: "Asia/Tokyo",
      quietHours: null,
      alerts: { cap: 9 },
    });
  });

  test.each([
    [{ "#payments": {} }, "write a channel as slack:T0123/C0456"],
    [{ "slack:T1/C1": { timeZone: "Berlin" } }, "write a time zone of IANA"],
    [{ "slack:T1/C1": { quietHours: { from: "8pm" } } }, "write a time as 09:00"],
    [{ "slack:T1/C1": { alerts: { cap: 0 } } }, ">=1"],
  ])("refuse %j", (given, problem) => {
    const read = channelsSchema.safeParse(given);
    expect(read.error?.issues.map(({ message }) => message).join()).toContain(problem);
  });
});

describe("schedules of tally.yaml", () => {
  const read = (...given: object[]) => [
    ...schedulesOf(schedulesSchema.parse(given), channels).values(),
  ];

  test("have their report's usual day, nine o'clock, and their channel's team and time zone", () => {
    const weekly = { name: "a", report: "weekly-digest", channel: "#payments" };
    const monthly = {
      name: "b",
      report: "monthly-report",
      channel: "finops",
      on: "last",
      at: "07:30",
    };
    expect(read(weekly, monthly)).toMatchObject([
      {
        kind: "weekly-digest",
        team: "payments",
        channel: "slack:T1/C1",
        times: {
          rhythm: { every: "week", weekday: "monday" },
          time: "09:00",
          timeZone: "Europe/Berlin",
        },
        person: "",
      },
      {
        team: null,
        times: { rhythm: { every: "month", day: "last" }, time: "07:30", timeZone: "Asia/Tokyo" },
      },
    ]);
  });

  test.each([
    ["friday", { every: "week", weekday: "friday" }],
    ["day", { every: "day" }],
    ["working day", { every: "working day" }],
    [15, { every: "month", day: 15 }],
    ["last", { every: "month", day: "last" }],
  ])("on %s", (on, rhythm) => {
    const [only] = read({ name: "a", report: "daily-brief", channel: "#payments", on });
    expect(only?.times.rhythm).toEqual(rhythm);
  });

  test("name a channel that is known", () => {
    const given = { name: "a", report: "daily-brief", channel: "#nowhere" };
    expect(() => read(given)).toThrow("a: no channel is called #nowhere.");
  });
});
