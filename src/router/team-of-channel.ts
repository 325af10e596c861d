import { z } from "zod";
import type { Filter } from "./filter.ts";
import type { Routing } from "./router.ts";

const TEAM = "team";
const OURS = /\b(?:our team|we(?:['’](?:re|ve|ll|d))?|ours?)\b/i;
/** “Cost us”, “for us”; not the country, “for US accounts” or “for us-east-1”. */
const US =
  /\b(?:[Cc]ost(?:s|ing)?|[Cc]harged?|[Ff]or|[Bb]y) us(?![-\s]*(?:east|west|north|south|central|gov|regions?)\b)(?![-\w])/;
const OUR_TEAM = /\bour team\b/i;
const COMPANY =
  /\b(?:(?:the|whole|entire|our) (?:company|organi[sz]ation|business)|(?:whole|entire) (?:bill|cloud)|company[- ]?wide|(?:all|across) (?:of )?(?:the |our )?teams)\b/i;
/** Fields by which a call names something by itself, whosever it is. */
const NAMING = ["name", "names", "id", "nth", "words", "number", "numbers", "list"];
/** Whether the bill is complete is asked of all of it. */
const OF_THE_BILL = new Set(["get-freshness"]);

/** As much of a call's input as says whose charges it is about. */
interface Slice {
  readonly filters?: readonly Filter[];
  readonly groupBy?: readonly string[] | string | null;
  readonly dimension?: string | null;
  readonly compare?: { readonly dimension?: string };
}

/**
 * What a question means that is asked in a team's channel: “our spend” is the team's, unless it says whose it is, asks
 * for teams side by side, or names the company. Only skills whose input has filters are about charges.
 */
export function inTeamsChannel(
  routing: Routing,
  question: string,
  team: string,
  skills: ReadonlyMap<string, { readonly input: z.ZodType }>,
): Routing {
  const said = (OURS.exec(question) ?? US.exec(question))?.[0];
  if (routing.kind !== "skill" || said === undefined || COMPANY.test(question)) return routing;
  const schema = skills.get(routing.skill)?.input;
  const isAboutCharges = schema instanceof z.ZodObject && "filters" in schema.shape;
  if (!isAboutCharges || OF_THE_BILL.has(routing.skill)) return routing;
  const input = OUR_TEAM.test(question) ? withoutTeams(routing.input) : routing.input;
  if (isSliced(input)) return routing;
  const { filters = [] } = input as Slice;
  const own: Filter = { dimension: TEAM, operator: "in", values: [team] };
  return {
    ...routing,
    input: { ...(input as object), filters: [...filters, own] },
    assumptions: [...routing.assumptions, assumption(said, team)],
  };
}

function assumption(said: string, team: string): string {
  return `“${said}” read as team ${team}, whose channel this is; ask about “the whole company” for all`;
}

/** “Our team” names one, and asks for no table of them. */
function withoutTeams(input: unknown): unknown {
  const { groupBy } = input as Slice;
  if (!Array.isArray(groupBy)) return input;
  return { ...(input as object), groupBy: groupBy.filter((dimension) => dimension !== TEAM) };
}

function isSliced(input: unknown): boolean {
  const { filters = [], groupBy, dimension, compare } = input as Slice;
  const dimensions = [filters.map((filter) => filter.dimension), groupBy ?? [], dimension ?? []];
  return (
    [...dimensions.flat(), compare?.dimension].includes(TEAM) ||
    NAMING.some((field) => isSaid(Reflect.get(input as object, field)))
  );
}

function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
