import type { Card, CardBlock, TableBlock } from "#src/cards/card";
import { localTime } from "#src/schedule/local-time";
import type { ScheduleStatus } from "#src/schedule/status";
import { timesWords } from "#src/schedule/times-words";
import type { ChannelList } from "#src/schedule-config";
import type { Posting, Postings } from "#src/store/schedules/postings";

/** Troubles of the last days are told. */
const DAYS_BACK = 14;

/** What is sent by itself, as a table, with what didn't get through below. */
export function schedulesCard(
  statuses: readonly ScheduleStatus[],
  postings: Postings,
  {
    unread,
    channels,
    now,
  }: {
    /** Names in tally.yaml that no server has read yet. */
    readonly unread: readonly string[];
    readonly channels: ChannelList;
    readonly now: Date;
  },
): Card {
  const since = new Date(now.getTime() - DAYS_BACK * 86_400_000);
  const lines = [
    ...unread.map((name) => `“${name}” of tally.yaml begins once the server starts.`),
    ...postings.troubles(since).map(troubleLine),
  ];
  const blocks: CardBlock[] = [
    statuses.length === 0
      ? { type: "text", text: "Nothing is sent by itself; docs/schedules.md shows how." }
      : table(statuses, channels),
  ];
  if (lines.length > 0) blocks.push({ type: "context", lines });
  return { title: "Schedules", blocks };
}

function table(statuses: readonly ScheduleStatus[], channels: ChannelList): TableBlock {
  const columns: TableBlock["columns"] = [
    { label: "name", kind: "text" },
    { label: "what", kind: "text" },
    { label: "where", kind: "text" },
    { label: "when", kind: "text" },
    { label: "next", kind: "text" },
    { label: "last", kind: "text" },
  ];
  const rows = statuses.map(({ schedule, nextDue, last }) => {
    const { name, kind, channel, times } = schedule;
    const minuteOf = (instant: string) => {
      const { day, time } = localTime(new Date(instant), times.timeZone);
      return `${day} ${time}`;
    };
    return [
      name,
      kind,
      channels.settingsOf(channel).name ?? channel,
      timesWords(times),
      nextDue === null ? "never" : minuteOf(nextDue),
      last === null ? "none yet" : `${minuteOf(last.dueAt)}: ${last.state}`,
    ];
  });
  return { type: "table", columns, rows };
}

function troubleLine({ kind, channel, dueAt, state, problem }: Posting): string {
  const what = `${kind} of ${dueAt.slice(0, 16).replace("T", " ")} UTC to ${channel}`;
  return `${what}: ${state}${problem === null ? "" : `. ${problem}`}`;
}
