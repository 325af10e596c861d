import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { providerRecommendationSchema } from "#src/provider-items";
import { ACCOUNT, FakeGoogle, refusal, success } from "./fake-google.ts";

const MACHINE_TYPE = "google.compute.instance.MachineTypeRecommender";
const IDLE_VM = "google.compute.instance.IdleResourceRecommender";
const COMMITMENT = "google.compute.commitment.UsageCommitmentRecommender";
const SETTINGS = { projects: ["web-shop"] };

let google: FakeGoogle;

beforeEach(async () => {
  google = new FakeGoogle();
  await google.start();
  locations("projects/web-shop", "global", "europe-west1", "europe-west1-b");
  locations(`billingAccounts/${ACCOUNT}`, "europe-west1");
});
afterEach(() => google.stop());

function locations(owner: string, ...ids: readonly string[]): void {
  const found = ids.map((locationId) => ({ name: `…/${locationId}`, locationId }));
  google.routes.set(`GET /v1beta1/${owner}/locations`, success({ locations: found }));
}

function listOf(owner: string, location: string, recommender: string): string {
  return `GET /v1/${owner}/locations/${location}/recommenders/${recommender}/recommendations`;
}

const ZONE = listOf("projects/web-shop", "europe-west1-b", MACHINE_TYPE);

/** As Google writes it; names hold the project's number. */
function recommendation(recommender: string, more: object = {}) {
  const vm = "//compute.googleapis.com/projects/web-shop/zones/europe-west1-b/instances/vm-1";
  return {
    name: `projects/1/locations/europe-west1-b/recommenders/${recommender}/recommendations/r1`,
    description: "Save cost by changing machine type from e2-standard-8 to e2-standard-4.",
    recommenderSubtype: "CHANGE_MACHINE_TYPE",
    lastRefreshTime: "2026-11-19T07:00:00.123456789Z",
    primaryImpact: {
      category: "COST",
      costProjection: {
        cost: { currencyCode: "USD", units: "-14", nanos: 0 },
        costInLocalCurrency: { currencyCode: "EUR", units: "-12", nanos: -340000000 },
        duration: "2592000s",
      },
    },
    content: {
      operationGroups: [
        {
          operations: [
            { action: "test", resource: vm, resourceType: "compute.googleapis.com/Instance" },
            { action: "replace", resource: vm, resourceType: "compute.googleapis.com/Instance" },
          ],
        },
      ],
    },
    stateInfo: { state: "ACTIVE" },
    etag: '"e1"',
    ...more,
  };
}

function impact(cost: object, duration = "2592000s", category = "COST") {
  return { primaryImpact: { category, costProjection: { cost, duration } } };
}

async function read(memory: string | null = null, settings: object = SETTINGS) {
  google.asked.length = 0;
  const reading = await google.feed("recommendation", settings).read(memory);
  for (const item of reading.items) providerRecommendationSchema.parse(item);
  return reading;
}

describe("a recommendation", () => {
  test("has its saving above zero, in the account's currency", async () => {
    google.routes.set(ZONE, success({ recommendations: [recommendation(MACHINE_TYPE)] }));
    const { items } = await read();
    expect(items).toEqual([
      {
        id: `projects/1/locations/europe-west1-b/recommenders/${MACHINE_TYPE}/recommendations/r1`,
        provider: "Google Cloud",
        url: "https://console.cloud.google.com/home/recommendations?project=web-shop",
        kind: "rightsize",
        action: "Save cost by changing machine type from e2-standard-8 to e2-standard-4.",
        resourceId:
          "//compute.googleapis.com/projects/web-shop/zones/europe-west1-b/instances/vm-1",
        resourceName: "vm-1",
        resourceType: "compute.googleapis.com/Instance",
        subAccountId: "web-shop",
        regionId: "europe-west1",
        monthlySaving: 12.34,
        monthlyCost: null,
        currency: "EUR",
        priced: "unknown",
        effort: null,
        restart: null,
        rollback: null,
        lookbackDays: null,
        state: "open",
        etag: '"e1"',
        refreshedAt: "2026-11-19T07:00:00.123Z",
      },
    ]);
  });

  test("of a year is put in months, and what saves nothing is left out", async () => {
    const name = (id: string) => ({ name: recommendation(MACHINE_TYPE).name.replace("r1", id) });
    const found = [
      recommendation(MACHINE_TYPE, impact({ currencyCode: "USD", units: "-365" }, "31536000s")),
      recommendation(MACHINE_TYPE, {
        ...name("r2"),
        ...impact({ currencyCode: "USD", units: "5" }),
      }),
      recommendation(MACHINE_TYPE, {
        ...name("r3"),
        ...impact({ currencyCode: "USD", units: "-5" }, "1s", "PERFORMANCE"),
      }),
    ];
    google.routes.set(ZONE, success({ recommendations: found }));
    const { items } = await read();
    expect(items).toMatchObject([{ monthlySaving: 30, currency: "USD" }]);
  });

  test.each([
    ["ACTIVE", "open"],
    ["CLAIMED", "accepted"],
    ["SUCCEEDED", "done"],
    ["FAILED", "open"],
    ["DISMISSED", "dismissed"],
  ])("that Google calls %s is %s", async (state, own) => {
    const found = recommendation(MACHINE_TYPE, { stateInfo: { state } });
    google.routes.set(ZONE, success({ recommendations: [found] }));
    expect((await read()).items).toMatchObject([{ state: own }]);
  });

  test("of the billing account is about buying commitments", async () => {
    const list = listOf(`billingAccounts/${ACCOUNT}`, "europe-west1", COMMITMENT);
    google.routes.set(list, success({ recommendations: [recommendation(COMMITMENT)] }));
    expect((await read()).items).toMatchObject([
      { kind: "buy-commitment", subAccountId: null, url: expect.stringContaining(ACCOUNT) },
    ]);
  });
});

describe("lists of recommendations", () => {
  beforeEach(() => {
    google.routes.set(ZONE, success({ recommendations: [recommendation(MACHINE_TYPE)] }));
  });
  const lists = () => google.asked.filter((line) => line.includes("/recommenders/"));

  test("are asked each where its recommender may have something", async () => {
    await read();
    const places = (recommender: string) =>
      lists().flatMap((line) => (line.includes(`/${recommender}/`) ? line.split("/")[5] : []));
    expect(places(MACHINE_TYPE)).toEqual(["europe-west1-b"]);
    expect(places("google.compute.address.IdleResourceRecommender")).toEqual([
      "europe-west1",
      "global",
    ]);
    expect(places(COMMITMENT)).toEqual(["europe-west1"]);
  });

  test("that had nothing are asked again after a week", async () => {
    const { memory } = await read();
    expect(lists().length).toBeGreaterThan(10);
    const second = await read(memory);
    expect(google.asked).toEqual([ZONE]);
    expect(second.items).toHaveLength(1);
    google.now = "2026-11-27T09:00:00Z";
    await read(second.memory);
    expect(lists().length).toBeGreaterThan(10);
  });

  test("are read page by page", async () => {
    google.routes.set(ZONE, (query) =>
      query.get("pageToken") === "2"
        ? success({ recommendations: [recommendation(MACHINE_TYPE)] })
        : success({ recommendations: [recommendation(IDLE_VM)], nextPageToken: "2" }),
    );
    expect((await read()).items.map((item) => "kind" in item && item.kind)).toEqual([
      "stop-idle",
      "rightsize",
    ]);
  });

  test("may be set", async () => {
    const settings = {
      ...SETTINGS,
      locations: ["europe-west1-b"],
      recommenders: [MACHINE_TYPE, "google.new.Recommender"],
    };
    const { memory } = await read(null, settings);
    expect(google.asked).toEqual([
      ZONE,
      listOf("projects/web-shop", "europe-west1-b", "google.new.Recommender"),
    ]);
    // What is asked now was never asked before.
    await read(memory, { ...settings, recommenders: [IDLE_VM] });
    expect(google.asked).toHaveLength(1);
  });

  test("that may not be read are said once a recommender, and tried each time", async () => {
    const denied = listOf(
      "projects/web-shop",
      "europe-west1",
      "google.run.service.CostRecommender",
    );
    google.routes.set(denied, refusal(403, "PERMISSION_DENIED"));
    const { items, problems, memory } = await read();
    expect(items).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/CostRecommender.*may not do this \(403/)]);
    google.routes.set(denied, success({}));
    expect((await read(memory)).problems).toEqual([]);
    expect(google.asked).toContain(denied);
  });

  test("of a project that may not be read don't keep the others from being read", async () => {
    google.routes.set(
      "GET /v1beta1/projects/secret-1/locations",
      refusal(403, "PERMISSION_DENIED"),
    );
    const { items, problems, memory } = await read(null, { projects: ["secret-1", "web-shop"] });
    expect(items).toHaveLength(1);
    expect(problems).toEqual([
      "Listing locations of projects/secret-1: These credentials may not do this (403 PERMISSION_DENIED).",
    ]);
    await read(memory, { projects: ["secret-1", "web-shop"] });
    expect(google.asked).toEqual(["GET /v1beta1/projects/secret-1/locations", ZONE]);
  });

  test("that none of may be read are one problem of their project", async () => {
    google.routes.delete(ZONE);
    google.otherwise = refusal(403, "PERMISSION_DENIED");
    const { problems, memory } = await read(null, { ...SETTINGS, locations: ["europe-west1-b"] });
    expect(problems).toEqual([expect.stringContaining("of projects/web-shop/")]);
    google.otherwise = success({});
    await read(memory, { ...SETTINGS, locations: ["europe-west1-b"] });
    expect(lists().length).toBeGreaterThan(3);
  });

  test("fail altogether while Google gives no answer", async () => {
    google.routes.set(ZONE, refusal(503, "UNAVAILABLE"));
    await expect(read()).rejects.toMatchObject({ failure: "unavailable" });
  });
});

describe("Google is told", () => {
  const { name } = recommendation(MACHINE_TYPE);
  let state = "ACTIVE";
  let etag = 1;

  beforeEach(() => {
    state = "ACTIVE";
    etag = 1;
    google.routes.set(`GET /v1/${name}`, () =>
      success({ name, etag: `"${etag}"`, stateInfo: { state } }),
    );
    const methods = {
      markClaimed: "CLAIMED",
      markSucceeded: "SUCCEEDED",
      markFailed: "FAILED",
      markDismissed: "DISMISSED",
    };
    for (const [method, next] of Object.entries(methods)) {
      google.routes.set(`POST /v1/${name}:${method}`, (_, body) => {
        if ((body as { etag: string }).etag !== `"${etag}"`) return refusal(409, "ABORTED");
        state = next;
        etag++;
        return success({});
      });
    }
  });

  type State = "open" | "accepted" | "done" | "not-done" | "dismissed" | "snoozed";
  const tell = (told: State, id = name) =>
    google.source().tell({ kind: "recommendation", id, state: told, until: null });

  test.each([
    ["accepted", "CLAIMED", { stateMetadata: {}, etag: '"1"' }],
    ["done", "SUCCEEDED", { stateMetadata: {}, etag: '"1"' }],
    ["not-done", "FAILED", { stateMetadata: {}, etag: '"1"' }],
    ["dismissed", "DISMISSED", { etag: '"1"' }],
  ] as const)("that it is %s", async (told, theirs, body) => {
    expect(await tell(told)).toBeNull();
    expect(state).toBe(theirs);
    expect(google.posted).toEqual([body]);
    // A second time does no harm.
    expect(await tell(told)).toBeNull();
    expect(google.posted).toHaveLength(1);
  });

  test.each([
    [
      "SUCCEEDED",
      "dismissed",
      "At Google it is done, and Google's Recommender doesn't let that become dismissed.",
    ],
    ["CLAIMED", "dismissed", "doesn't let that become dismissed"],
    ["DISMISSED", "accepted", "At Google it is dismissed"],
    ["ACTIVE", "snoozed", "can't put a recommendation off"],
    ["DISMISSED", "open", "can't open a recommendation again"],
  ] as const)("nothing where it is %s and becomes %s", async (theirs, told, sentence) => {
    state = theirs;
    expect(await tell(told)).toContain(sentence);
    expect(google.posted).toEqual([]);
  });

  test("once more where somebody wrote in between", async () => {
    const method = google.routes.get(`POST /v1/${name}:markSucceeded`);
    google.routes.set(`POST /v1/${name}:markSucceeded`, (query, body) => {
      google.routes.set(`POST /v1/${name}:markSucceeded`, method ?? refusal(500, "INTERNAL"));
      etag++;
      state = "CLAIMED";
      return typeof method === "function" ? method(query, body) : refusal(500, "INTERNAL");
    });
    expect(await tell("done")).toBeNull();
    expect(google.posted).toMatchObject([{ etag: '"1"' }, { etag: '"2"' }]);
    expect(state).toBe("SUCCEEDED");
  });

  test("no third time", async () => {
    google.routes.set(`POST /v1/${name}:markClaimed`, refusal(409, "ABORTED"));
    await expect(tell("accepted")).rejects.toMatchObject({ failure: "changed" });
    expect(google.posted).toHaveLength(2);
  });

  test("once though the answer was lost", async () => {
    const method = google.routes.get(`POST /v1/${name}:markClaimed`);
    google.routes.set(`POST /v1/${name}:markClaimed`, (query, body) => {
      const reply = typeof method === "function" ? method(query, body) : refusal(500, "INTERNAL");
      return reply.status === 200 ? refusal(503, "UNAVAILABLE") : reply;
    });
    expect(await tell("accepted")).toBeNull();
    expect(state).toBe("CLAIMED");
  });

  test("of its own recommendations only", async () => {
    expect(await tell("done", "projects/1/../secrets")).toContain("isn't the name");
    google.routes.delete(`GET /v1/${name}`);
    expect(await tell("done")).toContain("doesn't list this recommendation any more");
    expect(await google.source().tell({ kind: "anomaly", id: "a", feedback: "no" })).toContain(
      "takes no word on its anomalies",
    );
  });

  test("nothing without the permission", async () => {
    google.routes.set(`POST /v1/${name}:markClaimed`, refusal(403, "PERMISSION_DENIED"));
    await expect(tell("accepted")).rejects.toThrow("may not do this (403 PERMISSION_DENIED)");
  });
});
