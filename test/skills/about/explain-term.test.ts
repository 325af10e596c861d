import { expect, test } from "vitest";
import { explainTerm, explainTermSchema, termAnswerSchema } from "#skills/about/explain-term";
import { cardText } from "#src/cards/fallback-text";
import { ClarifyError } from "#src/errors";
import { termNamed, terms } from "#src/glossary";
import { nameKey } from "#src/router/fold";
import { chargeOn, withBill } from "../../store/store-with-bill.ts";
import { readingContext } from "../reading-context.ts";

test("says what terms mean, in the order that they are asked in", async () => {
  await withBill([chargeOn("2026-11-01")], [], (store) => {
    const context = readingContext(store, "2026-11-20");
    const input = explainTermSchema.parse({ terms: ["billed cost", "amortized cost"] });
    const answer = termAnswerSchema.parse(explainTerm.run(context, input));
    expect(answer.help.map(({ term }) => term)).toEqual(["Billed cost", "Effective cost"]);
    const text = cardText(explainTerm.present(answer, input));
    expect(text).toContain(`Billed cost: ${termNamed("billed costs")?.text}`);
    expect(() => explainTerm.run(context, { terms: ["wibble"] })).toThrow(ClarifyError);
  });
});

test("each name is one term's", () => {
  const names = terms.flatMap(({ term, names: others }) => [term, ...others].map(nameKey));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
