import fc from "fast-check";
import type {
  Card,
  CardBlock,
  CardButton,
  ChartBlock,
  Figure,
  TableBlock,
  TableColumn,
} from "#src/cards/card";

/** Texts that break renderers: markup of every platform, control characters, scripts, length. */
export const hostileTexts: readonly string[] = [
  "",
  " ",
  "Amazon EC2",
  "<!channel> <!here> <@U012ABC> <#C012ABC> <https://evil.example|click>",
  "<at>everyone</at> &lt;at&gt;",
  "*bold* _it_ ~no~ `code` ```block``` > quote",
  "[link](https://evil.example) ![image](https://evil.example/x.png) | pipe |",
  "<script>alert(1)</script> &amp; \"quoted\" 'single' {{template}}",
  '=HYPERLINK("https://evil.example")',
  "+1-2 @SUM(A1) -3",
  'a,b;c\t"d"\r\ne',
  "צוות תשלומים",
  "فريق البيانات",
  "東京プラットフォーム",
  "👩‍👩‍👧 family & 🚀 rockets",
  "e\u0301quipe données",
  "\u001b[31mred\u001b[0m\u0007\u202eright-to-left\u202c\u200b\ufeff",
  "lone \ud800 surrogate",
  "x".repeat(3000),
  "word ".repeat(700).trim(),
  "漢字".repeat(400),
  "🚀".repeat(400),
  "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
];

/** A text as data may have it: harmless, hostile or made of any characters. */
export const randomText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

/** An amount as data may have it: none, nothing, tiny, negative, huge. */
const randomAmount: fc.Arbitrary<number | null> = fc.oneof(
  fc.constantFrom(null, 0, -0, 0.000_002_1, -0.004, 0.005, -1234.5, 1e9, 1.5e15, Number.MIN_VALUE),
  fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
  cents().map((amount) => amount / 100),
);

const randomCurrency = fc.constantFrom("USD", "EUR", "CHF", "JPY", "XXX", "credits", "");
const randomCount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 3, arbitrary: fc.integer({ min: 13, max: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(1000, 5000) },
);

/** A table of 1 to 5,000 rows of whatever data may hold; large ones repeat a few names and amounts. */
export const randomTable: fc.Arbitrary<TableBlock> = fc
  .record({
    count: randomCount,
    columns: fc.array(randomColumn(), { minLength: 0, maxLength: 7 }),
    name: randomText,
    texts: fc.array(fc.option(randomText), { minLength: 1, maxLength: 12 }),
    amounts: fc.array(randomAmount, { minLength: 1, maxLength: 12 }),
  })
  .map(({ count, columns, name, texts, amounts }) => {
    const all: TableColumn[] = [{ label: name, kind: "text" }, ...columns];
    const rows = Array.from({ length: count }, (_, row) =>
      all.map(({ kind }, column) => cellOf(kind, row + column, texts, amounts)),
    );
    return { type: "table", columns: all, rows };
  });

/**
 * A table of whole cents, of which the parts shown, added up, are exactly the whole: for checks that what is
 * folded adds up. Its names have no digits.
 */
export const centsTable: fc.Arbitrary<TableBlock> = fc
  .record({
    count: randomCount,
    amounts: fc.array(cents(), { minLength: 1, maxLength: 40 }),
    name: fc.constantFrom("Amazon EC", "צוות תשלומים", "<!channel>", "long name ".repeat(20)),
  })
  .map(({ count, amounts, name }) => ({
    type: "table",
    columns: [
      { label: "Service", kind: "text" },
      { label: "Cost", kind: "money", currency: "USD" },
    ],
    rows: Array.from({ length: count }, (_, row) => [name, valueAt(amounts, row) / 100]),
  }));

/** A chart of up to 40 series and 400 points, whatever their roles; a waterfall needn't add up; labels are days, hours or names, also the same twice. */
export const randomChart: fc.Arbitrary<ChartBlock> = fc
  .record({
    chart: fc.constantFrom("line", "bar", "stacked-bar", "pie", "waterfall"),
    title: randomText,
    unit: fc.oneof(randomCurrency, fc.constantFrom("%", "hours", "USD")),
    points: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 31 }) },
      { weight: 1, arbitrary: fc.constantFrom(92, 366, 400) },
    ),
    labels: fc.constantFrom<Labelling>("days", "hours", "names"),
    texts: fc.array(randomText, { minLength: 1, maxLength: 12 }),
    series: fc.oneof(
      fc.array(randomSeries(), { maxLength: 4 }),
      fc.array(randomSeries(), { minLength: 40, maxLength: 40 }),
    ),
  })
  .map(({ chart, title, unit, points, labels, texts, series }) => ({
    type: "chart",
    chart,
    title,
    unit,
    labels: Array.from({ length: points }, (_, at) => labelOf(labels, at, texts)),
    series: (hasOneSeries(chart) ? series.slice(0, 1) : series).map(({ name, amounts, role }) => ({
      name,
      values: Array.from({ length: points }, (_, at) => valueAt(amounts, at)),
      ...(role === null || hasOneSeries(chart) ? {} : { role }),
    })),
  }));

/** A block of any kind. */
const randomBlock: fc.Arbitrary<CardBlock> = fc.oneof(
  randomTable,
  randomChart,
  fc.record({ type: fc.constant("text" as const), text: randomText }),
  fc.record({
    type: fc.constant("figures" as const),
    figures: fc.array(randomFigure(), { maxLength: 12 }),
  }),
  fc.record({ type: fc.constant("fields" as const), fields: randomFields() }),
  fc.record({
    type: fc.constant("context" as const),
    lines: fc.array(randomText, { maxLength: 12 }),
  }),
  fc.record({ type: fc.constant("divider" as const) }),
  fc.record({
    type: fc.constant("buttons" as const),
    buttons: fc.array(randomButton(), { maxLength: 30 }),
  }),
  fc.record({
    type: fc.constant("select" as const),
    label: randomText,
    options: fc.array(randomButton(), { maxLength: 120 }),
  }),
  fc.record(
    {
      type: fc.constant("date" as const),
      label: randomText,
      action: fc.record({
        kind: fc.constant("ask" as const),
        question: fc.constant("cost on {date}"),
      }),
      initial: fc.constant("2026-10-08"),
    },
    { requiredKeys: ["type", "label", "action"] },
  ),
  fc.record({ type: fc.constant("basis" as const), fields: randomFields(), query: randomText }),
);

/** A card of up to 12 blocks of any kind, for “always valid” of every renderer. */
export const randomCard: fc.Arbitrary<Card> = fc.record({
  title: randomText,
  blocks: fc.array(randomBlock, { maxLength: 12 }),
});

type Labelling = "days" | "hours" | "names";

function cents(): fc.Arbitrary<number> {
  return fc.integer({ min: -10_000_000, max: 1_000_000_00 });
}

function randomColumn(): fc.Arbitrary<TableColumn> {
  return fc.record(
    {
      label: fc.oneof(
        randomText,
        fc.constantFrom("BillingCurrency", "day", "month", "EffectiveCost"),
      ),
      kind: fc.constantFrom<TableColumn["kind"]>("text", "time", "money", "percent", "share"),
      currency: randomCurrency,
    },
    { requiredKeys: ["label", "kind"] },
  );
}

function randomSeries() {
  return fc.record({
    name: randomText,
    amounts: fc.array(randomAmount, { minLength: 1, maxLength: 12 }),
    role: fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("reference" as const, "low" as const, "high" as const),
      },
    ),
  });
}

function hasOneSeries(chart: ChartBlock["chart"]): boolean {
  return chart === "pie" || chart === "waterfall";
}

function randomFigure(): fc.Arbitrary<Figure> {
  return fc.record(
    {
      label: randomText,
      value: randomAmount,
      currency: randomCurrency,
      change: fc.record({
        value: randomAmount.map((amount) => amount ?? 0),
        percent: randomAmount,
      }),
    },
    { requiredKeys: ["label", "value", "currency"] },
  );
}

function randomFields() {
  return fc.array(fc.record({ label: randomText, value: randomText }), { maxLength: 12 });
}

function randomButton(): fc.Arbitrary<CardButton> {
  return fc.record(
    {
      label: randomText,
      action: fc.oneof(
        fc.record({ kind: fc.constant("ask" as const), question: randomText }),
        fc.record({
          kind: fc.constant("file" as const),
          format: fc.constantFrom("csv" as const, "png" as const),
        }),
      ),
      style: fc.constantFrom("primary" as const, "danger" as const),
      confirm: randomText,
    },
    { requiredKeys: ["label", "action"] },
  );
}

function cellOf(
  kind: TableColumn["kind"],
  at: number,
  texts: readonly (string | null)[],
  amounts: readonly (number | null)[],
): string | number | null {
  switch (kind) {
    case "text":
      return valueAt(texts, at);
    case "time":
      return dayAt(at);
    case "money":
    case "percent":
    case "share":
      return valueAt(amounts, at);
  }
}

function labelOf(labelling: Labelling, at: number, texts: readonly string[]): string {
  switch (labelling) {
    case "days":
      return dayAt(at);
    case "hours":
      return new Date(Date.UTC(2026, 9, 1, at)).toISOString().replace(".000", "");
    case "names":
      return valueAt(texts, at);
  }
}

function dayAt(at: number): string {
  return new Date(Date.UTC(2026, 0, 1 + (at % 730))).toISOString().slice(0, 10);
}

function valueAt<Value>(values: readonly Value[], at: number): Value {
  return values[at % values.length] as Value;
}
