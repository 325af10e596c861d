import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { temporaryFolder } from "./store/random-bill.ts";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

function configOf(yaml: string) {
  const file = join(folder, "tally.yaml");
  writeFileSync(file, yaml);
  return readConfig({ TALLY_CONFIG: file });
}

/** Nine levels of ten aliases each: a thousand million words once it is unfolded. */
function aliasesOfAliases(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const ten = Array.from({ length: 10 }, () => (level === 0 ? "x" : `*a${level - 1}`));
    return `a${level}: &a${level} [${ten.join(", ")}]`;
  });
  return levels.join("\n");
}

describe("tally.yaml", () => {
  test.each([
    ["aliases of aliases", aliasesOfAliases()],
    ["lists within lists", "[".repeat(5_000)],
    ["levels without end", "- ".repeat(20_000)],
    ["an alias of itself", "people: &a [*a]"],
  ])("with %s is refused, in a moment", (_, yaml) => {
    const begun = performance.now();
    expect(() => configOf(yaml)).toThrow(ConfigError);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("says how much people may ask a minute", () => {
    expect(configOf("").limits).toEqual({
      questions: { person: 30, workspace: 3_000 },
      presses: { person: 60, workspace: 6_000 },
      files: { person: 10, workspace: 600 },
      signIns: 10,
    });
    const { limits } = configOf("limits: { questions: { person: 5 }, signIns: 3 }");
    expect(limits).toMatchObject({ questions: { person: 5, workspace: 3_000 }, signIns: 3 });
    expect(() => configOf("limits: { questions: { person: 0 } }")).toThrow(
      "limits.questions.person",
    );
  });
});
