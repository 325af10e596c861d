import { describe, expect, test } from "vitest";
import { emptyFields, type Form, formInput } from "#src/cards/form";

const form: Form = {
  title: "Subscribe",
  submit: "Subscribe",
  fields: [
    { type: "text", name: "note", label: "Note", isOptional: true },
    { type: "time", name: "time", label: "At" },
    {
      type: "choice",
      name: "rhythm",
      label: "How often",
      options: [
        { label: "Daily", value: { every: "day" } },
        { label: "Mondays", value: { every: "week", weekday: "monday" } },
      ],
    },
    {
      type: "choices",
      name: "files",
      label: "With",
      isOptional: true,
      options: [
        { label: "CSV", value: "csv" },
        { label: "PNG", value: "png" },
      ],
    },
    {
      type: "choice",
      name: "channel",
      label: "Channel",
      isOptional: true,
      ofChannels: true,
      options: [{ label: "#data", value: "slack:T1/C2" }],
    },
  ],
  call: { skill: "schedule-report", input: { kind: "weekly-digest" } },
};

describe("what is filled into a form", () => {
  test("becomes part of the input: choices are what they stand for, empty fields are left out", () => {
    const filled = { note: " ", time: "08:30", rhythm: "1", files: ["0", "1"], channel: "0" };
    expect(formInput(form, filled)).toEqual({
      kind: "weekly-digest",
      time: "08:30",
      rhythm: { every: "week", weekday: "monday" },
      files: ["csv", "png"],
      channel: "slack:T1/C2",
    });
  });

  test("may be several choices with commas between, or a channel that the platform offered", () => {
    const filled = { note: "1,2", time: "", files: "1,0", channel: "slack:T1/C9" };
    expect(formInput(form, filled)).toEqual({
      kind: "weekly-digest",
      note: "1,2",
      files: ["png", "csv"],
      channel: "slack:T1/C9",
    });
  });

  test("can't be anything that the form doesn't have", () => {
    const filled = { kind: "answer", rhythm: "7", files: ["x", "-1"], person: "eve", time: "1" };
    expect(formInput(form, filled)).toEqual({ kind: "weekly-digest", time: "1", files: [] });
  });

  test("has to be there, unless it may stay empty", () => {
    expect(Object.keys(emptyFields(form, { note: "", rhythm: "9" }))).toEqual(["time", "rhythm"]);
    expect(emptyFields(form, { time: "08:30", rhythm: "0" })).toEqual({});
  });
});
