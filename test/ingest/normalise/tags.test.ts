import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTags } from "#src/ingest/normalise/tags";

describe("readTags", () => {
  test.each([
    ['{"env": "prod", "app": "shop"}', '{"app":"shop","env":"prod"}', undefined],
    ['{"org": "trey", " org": "trey"}', '{" org":"trey","org":"trey"}', undefined],
    ['{"10": 1, "9": true, "a": null}', '{"10":1,"9":true,"a":null}', undefined],
    ['{"__proto__": "x", "constructor": "y"}', '{"__proto__":"x","constructor":"y"}', undefined],
    ['{"a": "1", "a": "2"}', '{"a":"2"}', undefined],
    ['{"a": {"b": [1]}}', '{"a":"{\\"b\\":[1]}"}', "tags-nested"],
    ['[{"key": "env", "value": "prod"}]', '{"env":"prod"}', "tags-array"],
    [
      '[{"Key": "env", "Value": "prod"}, {"Key": "spot"}]',
      '{"env":"prod","spot":true}',
      "tags-array",
    ],
    [
      '[{"key":"env","value":"prod","x_type":"user","x_inherited":false,"x_namespace":null}]',
      '{"env":"prod"}',
      "tags-array",
    ],
    ['[["env", "prod"], ["app", "shop"]]', '{"app":"shop","env":"prod"}', "tags-array"],
    [
      "{'a': 'b', 'c': None, 'd': True, 'e': 1}",
      '{"a":"b","c":null,"d":true,"e":1}',
      "tags-python",
    ],
    [
      `{'name': "O'Hara", 'q': 'say "hi"', 'x': 'it\\'s'}`,
      `{"name":"O'Hara","q":"say \\"hi\\"","x":"it's"}`,
      "tags-python",
    ],
    [
      "[('env', 'prod'), ('app', 'None (yet)')]",
      '{"app":"None (yet)","env":"prod"}',
      "tags-python",
    ],
    ["[{'key': 'env', 'value': 'prod'},]", '{"env":"prod"}', "tags-python"],
    ["{'a': '\\u00e9\\n'}", '{"a":"é\\n"}', "tags-python"],
    ["{env=prod, team=data, ops}", '{"env":"prod","team":"data, ops"}', "tags-map"],
    ["{url=a=b, empty=}", '{"empty":"","url":"a=b"}', "tags-map"],
    ['"env": "prod","cost center": "42"', '{"cost center":"42","env":"prod"}', "tags-braceless"],
  ])("%s", (raw, value, quirk) => {
    expect(readTags(raw)).toEqual(
      quirk === undefined ? { ok: true, value } : { ok: true, value, quirk },
    );
  });

  test.each(["", "NULL", "{}", " {} ", "[]"])("%j holds no tags", (raw) => {
    expect(readTags(raw)).toMatchObject({ ok: true, value: null });
  });

  test.each(["env:prod", '{"env": ', "42", '"prod"', '["a", "b"]', "{'a': b'c'}", "true"])(
    "%j is kept whole",
    (raw) => {
      expect(readTags(raw)).toEqual({
        ok: true,
        value: JSON.stringify({ x_RawTags: raw }),
        quirk: "tags-unreadable",
      });
    },
  );

  const tagValue = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
  const tagSet = fc.dictionary(fc.string(), tagValue, { minKeys: 1 });

  test("keeps every tag, and equal tags are equal texts in whatever order", () => {
    fc.assert(
      fc.property(tagSet, (tags) => {
        const entries = Object.entries(tags);
        const text = (pairs: [string, unknown][]) =>
          `{${pairs.map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(", ")}}`;
        const reading = readTags(text(entries));
        expect(readTags(text(entries.toReversed()))).toEqual(reading);
        const value = reading.ok ? reading.value : null;
        expect(Object.entries(JSON.parse(value ?? "{}")).toSorted()).toEqual(entries.toSorted());
        expect(readTags(value ?? "")).toEqual(reading);
      }),
    );
  });

  test("never rejects, and always gives a flat JSON object", () => {
    const soup = fc.string({
      unit: fc.constantFrom(..."{}[]()'\"=:, \\abNoneTru1"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(soup, (raw) => {
        const reading = readTags(raw);
        expect(reading.ok).toBe(true);
        if (!reading.ok || reading.value === null) return;
        const tags: unknown = JSON.parse(reading.value);
        expect(Object.values(tags as object).filter((value) => value instanceof Object)).toEqual(
          [],
        );
      }),
      { numRuns: 2000 },
    );
  });
});
