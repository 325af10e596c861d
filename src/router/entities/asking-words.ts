/** Words of asking, counting and drawing that name nothing in a bill. */
const ASKING = `
a an and any are as at be been being both but by can could did do does doing done dont for from get gets getting
give gave had has have having he her here him his how i id if ill im in into is it its itself ive just let lets like
may me might mine more most much must my no nor not of off ok okay on once one ones only or other our ours out over own
per please pls same see shall she should so some still such than thank thanks that the their theirs them then
there these they thing things this those through to too under until up us use used using very was we well were what
whats when where wheres which while who whose why will with within without would yes yet you your yours
about above across add all almost along already also always among amount amounts analyse analyze analysis another answer
anything approximately around ask asked attached average back bar basis become before began below between big breakdown break
broke broken build built business calculate call came chart charts chartit check checked classify clear click column columns come
comes coming compare compared comparing comparison complete consumption cost costed costing costs costly could count currently
dashboard dashboards data date dates day days deal default detail detailed details determine different difference dig display distribution dollar
dollars down draw drill drive driven driver drivers drives drove during each either else end entire euro euros even every
everything exact exactly examine expenditure expenditures expense expenses expensive explain explore export
far figure figures filter filtered find first focus following format full further general generate go goes going gone good
got graph graphs great group grouped grouping happen happened happening help hello hey hi high higher highest highlight
history hold i'd identify include included includes including inclusive indicate individual information infrastructure
insight insights instead interested kind know large larger last latest least left level levels line list listed listing little load
long look looking looks lot lots low lower made main mainly make makes making many mean means money monitor month
monthly months name named names near need needed net new next nice now number numbers off often old onto open order ordered
organisation organization organise others overall overview paid part particular particularly past pay paying people percent percentage
period periods person pie place plot point portion possible present previous price prices pricing probably proportion provide
provided pull put question quick quickly quite range rank ranked ranking rate rates rather ratio read real really recent recently
record records related relative report reported reporting represent result results retrieve return review right roughly round row rows
run running said saw say seem seems seen select send separate separately series set share shares should show showed showing shown
shows side simple simply single small smaller sort sorted spend spending spends spent split start started stat state statement
statistics stats status stood sum summarise summarize summary sure table tables take taken takes tell term terms time times
today together told took top total totals toward towards track trend trends try turn two type types typical understand usage
used uses usually value values various versus via view visualise visualize vs want wanted wants way ways weekly week weeks went
whatever whole wide wonder word words work worked working world worth write year yearly years
except excepting excl omitting omit minus apart aside besides ignoring ignore leaving leave outside actual owe owed aggregate aggregated accrued associated attributable attributed belonging belongs burn burned burning burnt cash charge charged
charges cloud clouds company companys corporate cumulative current daily deployed estimate exclude excluding finance financial finops
footprint gross hourly incur incurred invested invoice invoiced bill billed billing bills outlay owned owns
paying portfolio pricey quarter quarterly quarters respective respectively running service services
account accounts tag tags tagged tagging label labels labelled labeled resource resources region regions provider providers category
categories team teams environment environments product products instances instance costliest bucket buckets items item
r u ur yo hiya thru folks gang guys chaps crew lads please tally kindly cheers thanks damage burnt blew blown blow ran racked racking received receive
asap btw fyi urgent urgently boss cost-wise costwise spend-wise board deck slide slides style concerned cover covered covering
covers divide divided divides throw throwing thrown threw eg ie e.g i.e finally basically actually
good morning afternoon evening greetings @tally
receiving granted issued incurring traffic bandwidth equivalent capacity hosting fleet stack
`;

const WORDS: ReadonlySet<string> = new Set(ASKING.trim().split(/\s+/));

/** Words that are in too many names to stand for one. */
const GENERIC: ReadonlySet<string> = new Set(
  `amazon aws azure microsoft google cloud oracle oci service services data management manager simple
  elastic web standard business enterprise developer basic premium instance instances server servers
  account accounts engine platform system systems application applications database other general public
  private global central north south east west us eu europe asia`.split(/\s+/),
);

/** Whether a folded word is one of asking, not of naming. */
export function isAskingWord(text: string): boolean {
  return WORDS.has(text) || /^[$€£¥%\d.,+<>=-]*$/.test(text);
}

/** Whether a folded word alone tells no name from another. */
export function isGenericWord(text: string): boolean {
  return GENERIC.has(text) || WORDS.has(text);
}
