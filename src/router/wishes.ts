import { phrase } from "./question-words.ts";

interface Wish {
  /** Completes "I can't …". */
  readonly wish: string;
  readonly pattern: RegExp;
}

const POLITE = "^(?:(?:please|can|could|would|you|go|ahead|and|just|now|hey|tally) )*";
const RESOURCES =
  "(?:instances?|resources?|servers?|vms?|machines?|volumes?|disks?|clusters?|buckets?|databases?|functions?|snapshots?|gateways?|nodes?|services?|plans?|reservations?)";

/** What can be wished for but not done; the first that fits decides. */
const WISHES: readonly Wish[] = [
  wish(
    "run statements of a database",
    "(?:drop|truncate|alter|create) table|delete from|insert into|union select|select (?:[^ ]+ ){1,8}from [^ ]+|update [^ ]+ set",
  ),
  wish(
    "work with tickets or pull requests yet",
    "tickets?|jira|linear|servicenow|pull requests?|a pr|prs|github issues?",
  ),
  wish(
    "work out what-if scenarios yet",
    "what if|(?:would|could) (?:[^ ]+ ){1,12}if|if (?:we|i|you)",
  ),
  wish(
    "report on commitments yet",
    "(?:ri|sp|cud|commitment|reservation|savings plans?|reserved instances?)s?(?: sp)? (?:coverage|utili[sz]ation)|coverage|utili[sz]ation|expiring|expires?|renewals?|(?:commitments?|reserved instances?|reservations?|savings plans?|ris) (?:[^ ]+ ){0,2}(?:under-?utili[sz]ed|unused)|should (?:i|we) buy|on-?demand vs committed|ri sp",
  ),
  wish(
    "say that of savings; ask “what can we save?” or “what did we save?”",
    "recommend|recommends|recommendations?|recommended|recs?|save|saved|saves|saving|savings(?! plans?)|optimi[sz](?:e|ed|ing)|reduce|reducing|cut (?:our|my|the|costs?|down)|flagging|snooze",
  ),
  wish(
    "measure allocation coverage yet",
    "(?:un)?attributed|poor(?:ly)? tag(?:ged|ging)|tag(?:ging)? (?:coverage|compliance|hygiene|quality|policy)|tags? (?:are |is )?missing|allocation coverage|tagging|(?:share|percentage|percent|fraction|portion|%) (?:[^ ]+ ){0,5}(?:untagged|tagged|unallocated|allocated|unassigned)|(?:untagged|unallocated|allocation|tagged) (?:share|percentage|rate|ratio)|showback|chargeback",
  ),
  wish(
    "work out unit costs yet",
    "(?<!business )unit (?:costs?|economics|prices?)|costs? per unit|per-unit",
  ),
  wish("list cost perspectives", "(?:cost )?perspectives?"),
  wish("judge efficiency yet", "efficien(?:t|cy|tly|cies)"),
  wish(
    "look into clusters yet",
    "helm|pods?|(?:cpu|memory)(?: memory)? requests?|workloads missing",
  ),
  wish(
    "send that; name a report and a time, such as “daily brief to #finops every working day at 9”",
    `${POLITE}(?:send|email|mail|post|schedule|subscribe|notify|alert|forward)|scheduled? reports?|set up (?:[^ ]+ ){0,4}(?:reports?|alerts?|summary|digest)|(?:my|our) (?:scheduled )?(?:reports|subscriptions to)|digests?|alert me|notify me|remind me`,
  ),
  wish(
    "say who may see what yet",
    "who (?:can|may|is allowed|has access)|permissions?|(?:give|grant|revoke|request) (?:[^ ]+ ){0,4}access|access rights?",
  ),
  wish(
    "look up catalogue prices",
    "(?:prices?|pricing) (?:of|for) (?:an?|one|each)|(?:cheaper|cheapest|prices?) (?:[^ ]+ ){0,4}for an? (?:[^ ]+ ){0,3}(?:cores?|vcpus?|machine|vm|server|instance)|(?:prices?|rates?) (?:of|for) (?:[^ ]+ ){1,4}(?:per|an|a) (?:hour|month|gb|tb)|reserved pricing|price list|(?:hourly|monthly) (?:[^ ]+ )?(?:prices?|rates?) of|(?:how much|what) (?:is|does|would) (?:an?|one|each) (?:[^ ]+ ){1,6}(?:per|an|a|each|every) (?:hour|minute|second|day|month|gb|tb)",
  ),
  wish(
    "look up service health",
    "incidents?|outages?|service health|health incidents?|status page|is (?:[^ ]+ ){1,3}down",
  ),
  wish(
    "change cloud resources",
    `${POLITE}(?:terminate|delete|kill|destroy|shut ?down|stop|start|resize|downsize|upsize|deprovision|provision|launch|buy|purchase|reboot|restart|detach|turn (?:off|on)|scale (?:up|down|in|out)|remove|migrate|modify|create|deploy|switch off)|(?:terminate|delete|kill|shut ?down|resize|reboot|deprovision) (?:[^ ]+ ){0,4}${RESOURCES}`,
  ),
  wish(
    "explain an earlier answer, as there is none in this conversation",
    "how (?:did )?you (?:calculated?|computed?|got|get|arrived?|came?)|how (?:was|is) (?:that|this|it) (?:calculated|computed)|(?:does|did|do) (?:that|this|it|those) include|which rows|where does (?:that|this) (?:number|figure) come",
  ),
  wish(
    "repeat an earlier question, as there is none in this conversation",
    "same (?:thing|again|question|report|query|one)",
  ),
  wish(
    "explain that; I know the terms of FinOps and FOCUS, such as effective cost",
    "define|(?:what|whats)(?: (?:is|does|do|are))? (?:the )?(?:definition|meaning) of|what does (?:[^ ]+ ){1,4}mean|whats? (?:is |are )?(?:an? )?(?:effective|amorti[sz]ed|billed|list|contracted) costs?$",
  ),
  wish(
    "list what is new or gone yet; “what changed last month?” tells the largest of it",
    "new (?:services?|accounts?|resources?|projects?|subscriptions?|instances?|buckets?|clusters?)|(?:services?|accounts?|resources?|projects?) (?:[^ ]+ ){0,4}(?:appeared|disappeared|vanished|stopped using|no longer use)|had no (?:spend|spending|costs?|charges)",
  ),
  wish("count things yet", "how many(?! (?:dollars|euros|pounds|usd|eur))"),
  wish(
    "filter by percentages yet",
    "(?:over|above|more than|at least|under|below|less than|exceeding|by) \\d+(?:\\.\\d+)? ?(?:%|percent|percentage points)",
  ),
];

const UNITS =
  "(?:active )?(?:customers?|users?|orders?|requests?|transactions?|seats?|quer(?:y|ies)|tokens?|api calls?|calls?|sessions?|bookings?|rides?|visits?|visitors?|subscribers?|members?|tenants?|devices?|messages?|deliver(?:y|ies)|employees?|mau|dau|gb|tb|hours?|\\d+ [^ ]+)";

/** Wishes in words that may as well be names; they count once it is clear that they aren't. */
const LATE_WISHES: readonly Wish[] = [
  wish("work out unit costs yet", `(?:per|for each|for every|each|every) (?:single )?${UNITS}`),
  wish("single out marketplace charges yet", "marketplaces?"),
  wish(
    "work out discounts yet; list cost, contracted cost and effective cost I know, one at a time",
    "discounts?",
  ),
  wish("split costs by Kubernetes namespace yet", "namespaces?"),
  wish("tell the days of the week apart yet", "weekends?|weekdays?|(?:working|business) days?"),
  wish(
    "convert currencies yet",
    "(?:in )?(?:usd|eur|gbp|chf|jpy|cad|aud|inr|dollars|euros|pounds|yen)",
  ),
];

const HELP =
  /^(?:(?:hi|hello|hey|yo|help|good (?:morning|afternoon|evening)|tally|there|please|me|ok|okay)(?: |$))+$|^(?:(?:hi|hello|hey) )?(?:what (?:can|do) (?:you|i) (?:do|ask|know)|who are you|what are you|how (?:do|can) i (?:use|ask)|how do you work|what questions|show me examples|examples|help(?: me)?(?: with .*)?$)/;

const THANKS =
  /^(?:(?:ok|okay|great|perfect|nice|cool|super|awesome|many|so|very|much|a lot|tally|you|that helps?|got it|cheers|thx|thanks?|thank you)(?: |$))*(?:thanks?|thank you|thx|cheers)(?: |$)(?:(?:so|very|much|a lot|tally|again|all|everyone)(?: |$))*$/;

/** What a question wishes for that no skill does; null where it wishes for nothing of the kind. */
export function readWish(text: string): string | null {
  return WISHES.find(({ pattern }) => text.search(pattern) >= 0)?.wish ?? null;
}

/** As `readWish`, for the words that nothing else has explained. */
export function readLateWish(text: string): string | null {
  return LATE_WISHES.find(({ pattern }) => text.search(pattern) >= 0)?.wish ?? null;
}

/** Whether a question only greets or asks for help. */
export function asksForHelp(text: string): boolean {
  return HELP.test(text);
}

/** Whether somebody only says thanks. */
export function onlyThanks(text: string): boolean {
  return THANKS.test(text);
}

function wish(words: string, pattern: string): Wish {
  return { wish: words, pattern: phrase(pattern) };
}
