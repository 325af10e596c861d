import type { SkillAnswer } from "#src/answer";
import type { Card } from "#src/cards/card";
import { filterSchema } from "#src/cost-question";
import type { AnySkill } from "#src/skill";
import type { Costs } from "#src/store/costs";

/** Said with figures that may leave something out, so that nobody takes a share or a rank for one of the whole bill. */
const OF_WHAT_IS_SEEN = "totals, shares and ranks are of what you may see";

/**
 * A skill's answer, with what was assumed when it was asked, and its card. Where its figures may be of a part, since
 * not all that was asked for is certain to be seen, both say so.
 */
export function presented(
  skill: AnySkill,
  output: SkillAnswer,
  {
    input,
    assumptions = [],
  }: { readonly input: unknown; readonly assumptions?: readonly string[] },
  costs: Costs,
): { readonly answer: SkillAnswer; readonly card: Card } {
  const said = { ...output, assumptions: [...output.assumptions, ...assumptions] };
  const answer = skill.access === "read" ? sayingWhatIsSeen(said, costs) : said;
  return { answer, card: cardSayingWhatIsSeen(skill.present(answer, input), answer) };
}

function sayingWhatIsSeen<Said extends SkillAnswer>(answer: Said, costs: Costs): Said {
  const { totals, table, metric, filters, assumptions } = answer;
  const hasFigures = totals.length > 0 || (metric !== null && table !== null);
  const asked = filters.flatMap((filter) => filterSchema.safeParse(filter).data ?? []);
  if (!hasFigures || costs.seesAllOf(asked)) return answer;
  return { ...answer, assumptions: [...assumptions, OF_WHAT_IS_SEEN] };
}

/** Cards of some skills have no place for assumptions. */
function cardSayingWhatIsSeen(card: Card, { assumptions }: SkillAnswer): Card {
  const isSaid = card.blocks.some(
    (block) => block.type === "context" && block.lines.includes(OF_WHAT_IS_SEEN),
  );
  if (isSaid || !assumptions.includes(OF_WHAT_IS_SEEN)) return card;
  return { ...card, blocks: [...card.blocks, { type: "context", lines: [OF_WHAT_IS_SEEN] }] };
}
