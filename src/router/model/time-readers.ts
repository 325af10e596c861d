import { phraseTaker } from "#src/router/conversation/phrase-taker";
import { readComing, takePlannedTime } from "#src/router/forecasts/time-to-come";
import { type AskedTime, readAskedTime } from "#src/router/period";
import type { RoutingContext } from "#src/router/router";

/** Reads time words; `reading.period` is null where there are none. */
export type TimeReader = (words: string, context: RoutingContext) => AskedTime;

/** Skills that do without a period; of those about time to come, the same words name other periods there. */
const WITHOUT_A_PERIOD: Readonly<Record<string, TimeReader>> = {
  "forecast-spend": readComing,
  "plan-change": readPlanned,
  "list-recommendations": readAskedTime,
  "list-savings": readAskedTime,
};

/** Whether a skill does without a period where no time words are said. */
export function needsNoPeriod(skill: string): boolean {
  return WITHOUT_A_PERIOD[skill] !== undefined;
}

/** How the time words of a skill's questions are read. */
export function timeReaderOf(skill: string): TimeReader {
  return WITHOUT_A_PERIOD[skill] ?? readAskedTime;
}

/** When something planned begins; where it is named to end, too, until then. */
function readPlanned(words: string, context: RoutingContext): AskedTime {
  const asked = readAskedTime("", context);
  const phrases = phraseTaker(words);
  const time = takePlannedTime(phrases, context);
  if (time === null) return asked;
  const period = { start: time.from, end: time.named.end };
  return { ...asked, period, reading: { ...asked.reading, period, phrase: words } };
}
