import { channelName } from "#src/channel";
import { type Courier, CourierError } from "#src/chat/courier";
import { silentLog } from "#src/log";
import { Speaker } from "#src/schedule/speaker";
import { ChannelList } from "#src/schedule-config";
import { openStore } from "#src/store/open-store";

// A process of its own that sends what is due from a store to the platform at an address, until it is killed.
// Its clock began at an instant of the machine's and goes so many times as fast.
const [file = "", address = "", began = "0", start = "", speed = "1"] = process.argv.slice(2);

const now = () => Date.parse(start) + (Date.now() - Number(began)) * Number(speed);

async function call(path: string, body: object): Promise<{ readonly id: string | null }> {
  let response: Response;
  try {
    const text = JSON.stringify({ ...body, process: process.pid });
    response = await fetch(`${address}${path}`, { method: "POST", body: text });
  } catch {
    throw new CourierError("unsure", "the answer got lost");
  }
  if (response.status === 429) throw new CourierError("later", "too many", 60_000);
  if (!response.ok) throw new CourierError("unsure", String(response.status));
  return (await response.json()) as { readonly id: string | null };
}

const courier: Courier = {
  async post(channel, { card: { title } }, { mark }) {
    const { id } = await call("/post", { channel: channelName(channel), title, mark });
    return id ?? "";
  },
  update: () => Promise.resolve(),
  remember: () => undefined,
  find: async (_, mark) => (await call("/find", { mark })).id,
};

new Speaker({
  store: { database: openStore(file) },
  couriers: { slack: courier },
  reporter: async ({ schedule, period }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { card: { title: `${schedule.name} of ${period}`, blocks: [] }, issue: () => "" };
  },
  alerts: () => [],
  draw: (card) => Promise.resolve({ card, issue: () => "" }),
  direct: () => null,
  channels: new ChannelList({}, "UTC"),
  waitHours: 24,
  clock: {
    now,
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds / Number(speed));
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  },
  log: silentLog,
}).start();
