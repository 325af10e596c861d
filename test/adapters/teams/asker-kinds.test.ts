import { describe, expect, test } from "vitest";
import { AskerKinds } from "#src/adapters/teams/asker-kinds";
import { readActivity } from "#src/adapters/teams/read-activity";
import { directoryOf } from "#src/chat/directory";
import { silentLog } from "#src/log";
import { knownPeople } from "../../known-people.ts";
import { ANN, activity, EVE, hosts, TENANT, withTeams } from "./teams-bench.ts";

const byEve = { from: { id: "29:eve", name: "Administrator", aadObjectId: EVE } };
const asks = { text: "cost in October" };

/** A tenant in which all may ask; one person is listed. */
const directory = directoryOf(
  knownPeople([{ email: "ann@example.com", role: "admin", teams: `${TENANT}/${ANN}` }]),
  true,
);

describe.each(hosts)("on %s", (host) => {
  test("an open tenant isn't open to its guests, unless an id of theirs is written down", () =>
    withTeams(
      host,
      async ({ connector, send }) => {
        const { serviceUrl, members } = connector;
        const guest = { userRole: "guest", userPrincipalName: "e_other.example#EXT#@example.com" };
        members.set("a:personal", [
          { id: "29:eve", aadObjectId: EVE, ...guest },
          { id: "29:ann", aadObjectId: ANN, ...guest },
        ]);
        await send(activity(serviceUrl, { ...asks, ...byEve }));
        const [toEve] = await connector.waitFor(1);
        expect(JSON.stringify(toEve?.body)).toContain("can let a guest in");
        await send(activity(serviceUrl, asks));
        const [, toAnn] = await connector.waitFor(2);
        expect(toAnn?.body.summary).toContain("$240.00");
      },
      { desk: { directory } },
    ));

  test("an open tenant is open to its members", () =>
    withTeams(
      host,
      async ({ connector, send }) => {
        const eve = { id: "29:eve", aadObjectId: EVE, userRole: "user", tenantId: TENANT };
        connector.members.set("a:personal", [eve]);
        await send(activity(connector.serviceUrl, { ...asks, ...byEve }));
        const [answer] = await connector.waitFor(1);
        expect(answer?.body.summary).toContain("$240.00");
      },
      { desk: { directory } },
    ));
});

describe("what an asker is", () => {
  const event = (given: object = {}) => {
    const read = readActivity(activity("https://smba.example", { ...asks, ...byEve, ...given }));
    if (read === null) throw new Error("no event");
    return read;
  };

  test("is asked once an hour, and of nobody who says it themselves", async () => {
    let asked = 0;
    let now = new Date("2026-11-20T09:00:00Z");
    const kinds = new AskerKinds({
      outbox: {
        async member() {
          asked += 1;
          return { id: "29:eve", userRole: "guest" };
        },
      },
      clock: () => now,
      log: silentLog,
    });
    const kindOf = async (given?: object) => (await kinds.told(event(given))).person.kind;
    expect(await kindOf()).toBe("guest");
    expect(await kindOf()).toBe("guest");
    expect(asked).toBe(1);
    expect(await kindOf({ from: { ...byEve.from, tenantId: "another" } })).toBe("external");
    expect(await kindOf({ type: "installationUpdate", action: "add" })).toBeUndefined();
    expect(await kindOf({ from: { id: "29:x" } })).toBeUndefined();
    expect(asked).toBe(1);
    now = new Date("2026-11-20T10:00:01Z");
    await kindOf();
    expect(asked).toBe(2);
  });

  test("stays open where Teams doesn't say, and is asked again a minute later", async () => {
    let asked = 0;
    let now = new Date("2026-11-20T09:00:00Z");
    const kinds = new AskerKinds({
      outbox: {
        member() {
          asked += 1;
          return asked === 1 ? Promise.reject(new Error("no")) : new Promise(() => undefined);
        },
      },
      clock: () => now,
      log: silentLog,
    });
    for (const seconds of [0, 59, 61, 100]) {
      now = new Date(Date.UTC(2026, 10, 20, 9, 0, seconds));
      expect((await kinds.told(event())).person.kind).toBeUndefined();
    }
    expect(asked).toBe(2);
  });
});
