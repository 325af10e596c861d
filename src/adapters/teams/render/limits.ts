import type { IAdaptiveCard } from "@microsoft/teams.cards";

/** How much of a card is shown; when it still is too large, the next smaller size is tried. */
export interface CardSize {
  readonly tableRows: number;
  readonly cellCharacters: number;
  /** Rows of the table that stands for a chart where charts can't be drawn. */
  readonly fallbackRows: number;
  /** Values of a native chart, over all series; a larger one becomes an image. */
  readonly chartValues: number;
  /** Characters of a paragraph, a query, a list of small print. */
  readonly textCharacters: number;
  /** Characters of a button, a choice, a fact. */
  readonly labelCharacters: number;
  readonly options: number;
}

/**
 * Bytes of a card's JSON in UTF-16: Teams takes messages of about 100 KB with everything around the card, and
 * advises 80 KB.
 */
export const CARD_BYTES = 80_000;

/** From the size that people are shown as a rule to the one that is left when everything else is too large. */
export const CARD_SIZES: readonly [CardSize, ...CardSize[]] = [
  {
    tableRows: 40,
    cellCharacters: 120,
    fallbackRows: 12,
    chartValues: 400,
    textCharacters: 4000,
    labelCharacters: 120,
    options: 100,
  },
  {
    tableRows: 20,
    cellCharacters: 80,
    fallbackRows: 6,
    chartValues: 200,
    textCharacters: 2000,
    labelCharacters: 80,
    options: 60,
  },
  {
    tableRows: 8,
    cellCharacters: 60,
    fallbackRows: 3,
    chartValues: 100,
    textCharacters: 800,
    labelCharacters: 60,
    options: 25,
  },
  {
    tableRows: 3,
    cellCharacters: 40,
    fallbackRows: 0,
    chartValues: 0,
    textCharacters: 300,
    labelCharacters: 40,
    options: 10,
  },
];

/** Characters of `text`, `fallbackText`, `speak` and a title. */
export const MESSAGE_TEXT_CHARACTERS = 2000;
export const SPOKEN_CHARACTERS = 300;
export const TITLE_CHARACTERS = 300;

/** Rows of a table that is shown open beside its chart; a longer one is folded. */
export const OPEN_ROWS = 12;

/** Columns of a table; in a narrow window more can't be read. */
export const TABLE_COLUMNS = 10;

/** Key figures side by side; more are listed. */
export const FIGURES_IN_A_ROW = 3;

/** Figures or facts of one list. */
export const FACTS = 30;

/** Buttons in one set: as many as Adaptive Cards shows without a menu. */
export const BUTTONS_IN_A_SET = 5;
/** Buttons of one block. */
export const BUTTONS = 24;

/** What Teams draws readably. Points are labels; a larger chart becomes an image. */
export const CHART_LIMITS = {
  line: { series: 8, points: 100 },
  bar: { series: 6, points: 31 },
  "stacked-bar": { series: 8, points: 31 },
  pie: { series: 1, points: 10 },
  waterfall: { series: 1, points: 31 },
} as const;

/** Characters of a series' or point's name in a chart. */
export const CHART_LABEL_CHARACTERS = 40;
/** Series side by side in the table that stands for a chart. */
export const FALLBACK_SERIES = 6;

/** Bytes of a card's JSON in UTF-16, as Teams counts them. */
export function cardBytes(card: IAdaptiveCard): number {
  return JSON.stringify(card).length * 2;
}
