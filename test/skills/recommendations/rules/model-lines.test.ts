import { expect, test } from "vitest";
import { modelOf } from "#skills/recommendations/rules/model-lines";

test.each([
  ["claude-sonnet-4-5 cache read tokens", "claude-sonnet-4-5"],
  ["claude-haiku-4-5 input tokens", "claude-haiku-4-5"],
  ["USE1-Claude4.5Sonnet-input-tokens", "claude4.5sonnet"],
  ["gpt-5 cached input tokens", "gpt-5"],
  ["gpt-5-mini output tokens", "gpt-5-mini"],
  ["gpt 4o mini 0718 Inp regnl Tokens", "gpt-4o-mini"],
  ["gpt-4o output tokens", "gpt-4o"],
  ["gemini-2.5-flash-lite input tokens", "gemini-2.5-flash-lite"],
  ["text-embedding-3-large input tokens", null],
])("the model of “%s” is %s", (meter, model) => {
  expect(modelOf(meter)).toBe(model);
});
