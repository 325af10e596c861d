/**
 * What is said of each quirk in the import report. `{cells}`, `{charges}` and `{columns}` stand for
 * the count with its noun, `{were}` for the verb that fits it.
 */
const SENTENCES = {
  "null-word": "{cells} spelled NULL {were} read as empty.",
  blank: "{cells} of nothing but spaces {were} read as empty.",
  "outer-space": "{cells} with spaces around the value {were} read without them.",

  "header-spelling": "{columns} {were} recognised in another spelling than the specified one.",
  "header-older-name": "{columns} {were} recognised by the name of an older FOCUS version.",
  "header-unnamed": "{columns} without a name {were} kept under their position.",

  "date-without-zone": "{cells} with a time but no zone {were} read as UTC.",
  "date-only": "{cells} with a date alone {were} read as midnight UTC.",
  "date-month-first": "{cells} of the form 4/1/25 {were} read month first, as UTC.",
  "date-with-offset": "{cells} with another zone than UTC {were} converted to UTC.",
  "hour-past-midnight": "{cells} with an hour past 23 {were} read as an hour of the following day.",
  "inclusive-end": "{cells} with an inclusive end {were} moved to the exclusive one.",
  "charge-end-missing": "{charges} without a ChargePeriodEnd {were} taken to last one day.",
  "billing-end-missing": "{charges} without a BillingPeriodEnd {were} put in a calendar month.",

  "spreadsheet-money": "{cells} formatted as money ($1,234.50) {were} read as plain numbers.",
  "currency-unstated": "{charges} in a file without BillingCurrency {were} kept apart as XXX.",

  "enum-casing": "{cells} with an allowed value in another spelling {were} respelled.",
  "enum-older-name": "{cells} with a value of an older FOCUS version {were} given today's name.",
  "unknown-value": "{cells} with a value that FOCUS doesn't list {were} kept as they are.",
  "charge-category-missing": "{charges} without a ChargeCategory {were} kept without one.",
  "subcategory-lifted":
    "{charges} {were} classified by the ChargeSubcategory of FOCUS 1.0-preview.",

  "tags-array": "{cells} with key-value pairs in a list {were} read as tags.",
  "tags-python": "{cells} with tags in Python's notation {were} read as tags.",
  "tags-map": "{cells} with tags of the form (key=value) {were} read as tags.",
  "tags-braceless": "{cells} with tags but no braces around them {were} read as tags.",
  "tags-nested": "{cells} with objects or lists as tag values {were} kept with those as JSON text.",
  "tags-unreadable": "{cells} with tags that can't be read {were} kept under the tag x_RawTags.",

  "provider-from-publisher":
    "{charges} sold by one company for another {were} put down to their publisher.",
  "provider-missing": "{charges} that name no provider {were} kept without one.",
  "invoice-issuer-filled":
    "{charges} without an InvoiceIssuerName {were} put down to ProviderName.",
  "invoice-issuer-missing": "{charges} without an InvoiceIssuerName {were} kept without one.",
  "service-name-filled":
    "{charges} without a ServiceName {were} named by their SkuMeter or ChargeDescription.",
  "service-name-missing": "{charges} without a ServiceName {were} kept without one.",
  "service-category-filled": "{charges} without a ServiceCategory {were} put in Other.",
} as const;

/**
 * Something in a delivered file that FOCUS doesn't allow, or no longer, and that was put right or
 * kept.
 */
export type Quirk = keyof typeof SENTENCES;

/**
 * A sentence for the import report, `8,973 cells spelled NULL were read as empty.`
 * @param count cells, charges or columns that have the quirk; at least 1
 */
export function describeQuirk(quirk: Quirk, count: number): string {
  const one = count === 1;
  return SENTENCES[quirk]
    .replace(
      /\{(cell|charge|column)s\}/,
      (_, noun: string) => `${count.toLocaleString("en-US")} ${noun}${one ? "" : "s"}`,
    )
    .replace("{were}", one ? "was" : "were");
}
