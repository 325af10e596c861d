import type { HomeView } from "@slack/types";
import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { Card, IssueAction } from "#src/cards/card";
import { DEFAULT_LOCALE } from "#src/cards/format";
import { drawCard } from "./draw-card.ts";
import { drawn, fileNames, joined } from "./drawing.ts";
import { fitted } from "./fit.ts";

/** What the App Home shows: no charts, tables, folding or files. */
const ABILITIES = { hasCharts: false, hasTables: false, hasFolding: false, hasFiles: false };
const BUDGET = { text: 1_000, tables: 1_500, query: 0 };
const ROOM = { blocks: LIMITS.viewBlocks.most, characters: LIMITS.messageCharacters.most };

/** Cards as somebody's App Home, one below the other. */
export function renderHome(
  cards: readonly { readonly card: Card; readonly issue: IssueAction }[],
  locale = DEFAULT_LOCALE,
): HomeView {
  const parts = cards.flatMap(({ card, issue }, at) => [
    ...(at === 0 ? [] : [drawn({ type: "divider" })]),
    drawCard(card, {
      title: card.title,
      issue,
      locale,
      abilities: ABILITIES,
      budget: BUDGET,
      nameFile: fileNames(),
    }),
  ]);
  return { type: "home", blocks: [...fitted(joined(parts).blocks, ROOM)] };
}
