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
  "(?:do|does) (?:we|you|it) have (?:[^ ]+ )?data|what data (?:do|does|is|are)|which data (?:do|does|is|are)",
].map(phrase);

/** Whether a question asks how fresh and complete the data are; explains the words that say so. */
export function readFreshness(words: QuestionWords): boolean {
  let isFreshness = false;
  for (const pattern of FRESHNESS) if (words.take(pattern).length > 0) isFreshness = true;
  return isFreshness;
}
