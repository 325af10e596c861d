import { phrase, type QuestionWords } from "./question-words.ts";

const FRESHNESS: readonly RegExp[] = [
  "(?:what|which|how) (?:[^ ]+ ){0,4}(?:latest|most recent|newest) data|how (?:fresh|recent|current|old|stale|up-?to-?date|up to date|far behind)(?: is| are)?|freshness|stale|data lag",
  "(?:last|latest|recent) (?:sync|synced|synchroni[sz]ation|import|imported|update|updated|refresh|refreshed|delivery|deliveries|load|loaded|ingest|ingested|ingestion)",
  "(?:data|bills?) (?:through|up to|until|available until|as of)|data (?:is |are )?(?:complete|available|missing|delayed|late|in|there)",
  "(?:is|are|was) (?:(?:the|our|my|all|of) ){0,3}(?:[^ ]+ )?(?:data|bills?|numbers|figures|costs) (?:[^ ]+ )?(?:complete|fresh|current|final|up-?to-?date|up to date|missing|in yet|available)",
  "(?:is|are) (?:the )?(?:[^ ]+ )?(?:complete|final|up to date|closed)",
  "when (?:was|were|did|does|do|is|are|will) (?:[^ ]+ ){0,6}?(?:synced|sync|updated|update|refreshed|refresh|imported|import|loaded|load|ingested|arrive|arrived|delivered|available|final|complete|closed|in)",
  "(?:connectors?|data sources?|sources?|imports?|syncs?|feeds?|pipelines?|integrations?) (?:are |is )?(?:all )?(?:healthy|working|ok|okay|up|fresh|failing|broken|status|connected)",
  "(?:status|health|state) of (?:the |our |my |all ){0,3}(?:connectors?|data sources?|imports?|syncs?|data)",
  "(?:what|which)(?: is| are|s)?(?: the)? (?:latest|last|most recent|newest|earliest|first|oldest) (?:complete )?(?:day|date|month|week|data)(?: that| which)?(?: (?:we|you|i|they|tally))? (?:have|has|hold|got|with|of)(?: got)?(?: (?:data|figures|numbers))?(?: for| of)?",
  "how far (?:back )?(?:does|do|is|are) (?:the |our |my |your )*(?:[^ ]+ )?(?:data|history|records|bills?)(?: go| reach| extend| available| loaded)?(?: back)?",
  "(?:is|are|do|does) (?:any|some|all|the|our|my|every) ?(?:of )?(?:the |our |my )?(?:[^ ]+ )?(?:data )?(?:sources?|connectors?|imports?|feeds?|deliver(?:y|ies)|exports?) (?:is |are )?(?:late|missing|delayed|behind|overdue|stale|stuck|silent|gone|failed)(?: (?:or|and) (?:late|missing|delayed|behind|overdue|stale|failed))*",
  "(?:when|where) (?:does|do|did) (?:the |our |my |your )*(?:[^ ]+ )?(?:data|history|records) (?:start|begin|end|stop)s?|how (?:many (?:days|weeks|months|years)|much)(?: worth)? of (?:data|history) (?:do|does|is|are|have)(?: (?:we|you|i|they|there))?(?: have)?",
  "(?:any |are there |is there )+(?:[^ ]+ )?(?:data )?(?:gaps?|holes?|missing (?:data|days|deliver(?:y|ies)|imports?))(?: in (?:the |our |my )*(?:data|imports?|deliver(?:y|ies)))?|is (?:anything|something) (?:missing|late|delayed)",
  "(?:has|have|did) (?:[^ ]+ ){0,4}(?:data|bills?|usage|deliver(?:y|ies)|exports?)(?: (?:from|of|for) [^ ]+)? (?:arrived?|landed|come in|came in|been (?:loaded|imported|delivered))|^(?:the )?(?:latest|last|most recent|newest) data",
  "(?:latest|last|most recent|newest|earliest|first) (?:complete )?day (?:of|with|in) (?:the |our )?data|(?:latest|last|most recent) complete (?:day|week|month)|(?:does|do) (?:the |our |your )*(?:data|numbers|figures) (?:include|cover|contain|reach|go|run)|is there (?:any )?data|(?:what|which) (?:data )?sources (?:do|are) (?:we|you|there)(?: have)?",
  "(?:which|what) (?:data )?(?:sources?|connectors?|imports?|feeds?|deliver(?:y|ies)) (?:is|are) (?:late|missing|delayed|behind|overdue|stale|silent)(?: (?:or|and) (?:late|missing|delayed|behind|stale))*",
  "data coverage|coverage of (?:the |our )?data|data completeness|(?:how|is) complete (?:is|are) (?:the |our |my )?(?:data)?",
  "(?:do|does) (?:we|you|it|tally) have (?:all|every|any|complete|full) (?:of )?(?:the |our )?(?:[^ ]+ ){0,2}data",
  "(?:do|does) (?:we|you|it) have (?:[^ ]+ )?data|what data (?:do|does|is|are)|which data (?:do|does|is|are)",
].map(phrase);

/** Whether a question asks how fresh and complete the data are; explains the words that say so. */
export function readFreshness(words: QuestionWords): boolean {
  let isFreshness = false;
  for (const pattern of FRESHNESS) if (words.take(pattern).length > 0) isFreshness = true;
  return isFreshness;
}
