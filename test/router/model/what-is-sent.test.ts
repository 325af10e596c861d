import { describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { candidateFinder } from "#src/router/model/candidates";
import { fillPrompt } from "#src/router/model/prompts";
import { ACCOUNT_NUMBERS, Redactor, SECRETS } from "#src/router/model/redaction";
import { skillTools } from "#src/router/model/tools";
import { company } from "../fixture-vocabulary.ts";
import { calls, modelServer } from "./model-server.ts";
import { doubtful, routerTo } from "./routed-by-model.ts";

const nothing = calls(["no-fitting-tool", {}]);

test("the whole request, as it is sent", async () => {
  const { baseUrl, requests } = await modelServer(nothing);
  await routerTo(baseUrl).route(doubtful);
  const { messages: _, tools, ...settings } = requests[0]?.body ?? {};
  const [system = "", message = ""] = requests[0]?.messages ?? [];
  const pretty = (value: unknown) => JSON.stringify(value, null, 2);
  const told = [
    "# Settings",
    pretty(settings),
    "# System",
    system,
    "# Message",
    pretty(JSON.parse(message)),
    "# Tools",
    pretty(tools),
  ];
  await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("golden/request.md");
});

describe("tools", () => {
  const tools = skillTools(skills);

  test("there is one for each skill, with its examples", () => {
    expect(tools.map(({ definition }) => definition.function.name)).toEqual(
      skills.map(({ name }) => name),
    );
    for (const { skill, definition } of tools)
      for (const example of skill.examples)
        expect(definition.function.description).toContain(example);
  });

  test("none takes a date or a flag that code works out", () => {
    const text = JSON.stringify(tools.map(({ definition }) => definition));
    expect(text).toContain("periodPhrase");
    expect(text).toContain("comparePhrase");
    for (const word of ["half-open", '"start"', "periodWords", '"running"', "\\\\d{4}"])
      expect(text).not.toContain(word);
  });
});

describe("redaction", () => {
  const redacted = (text: string) => new Redactor([...SECRETS, ...ACCOUNT_NUMBERS]).redact(text);

  test.each([
    ["cost of alice.b+x@mail.example.co.uk, please", "cost of [e-mail 1], please"],
    ["key AKIAABCDEFGHIJKLMNOP", "key [key 1]"],
    ["sk-proj-abcdefghijklmnop1234 costs", "[key 1] costs"],
    ["ghp_abcdefghijklmnopqrst1234", "[key 1]"],
    ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 x", "[key 1] x"],
    ["eyJhbGciOi.eyJzdWIi.sig_1-2", "[token 1]"],
    ["Authorization: Bearer abcdef123456==", "Authorization: Bearer [token 1]"],
    ["password: hunter2, team data", "password: [secret 1], team data"],
    ["api_key=abc123 spend", "api_key=[secret 1] spend"],
    ["postgres://tally:s3cret@db/bill", "postgres://tally:[password 1]@db/bill"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----.", "[private key 1]."],
    ["account 210000000011 and 210000000012", "account [account 1] and [account 2]"],
    ["a@b.example or a@b.example", "[e-mail 1] or [e-mail 1]"],
  ])("%s", (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  test.each([
    "EC2 cost in us-east-1 last month over $1,200,000",
    "by team, tag:cost-center and token usage of the OpenAI API",
    "arn:aws:s3:::shop-assets",
    "3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f01",
  ])("%s stays", (text) => {
    expect(redacted(text)).toBe(text);
  });

  test("what is kept back comes back", () => {
    const redactor = new Redactor(SECRETS);
    const text = "a@b.example $& c@d.example";
    expect(redactor.restore(redactor.redact(text))).toBe(text);
  });

  test("a name that is kept back can be asked about all the same", async () => {
    const filters = [{ dimension: "SubAccountId", operator: "in", values: ["[account 2]"] }];
    const { baseUrl, requests } = await modelServer(
      calls(["get-spend", { periodPhrase: null, filters, limit: 3 }]),
      calls(["get-spend", { periodPhrase: null, filters }]),
    );
    const { route } = routerTo(baseUrl, {
      mode: "model-then-rules",
      redaction: [...SECRETS, ...ACCOUNT_NUMBERS],
    });
    expect(await route("zzz of 210000000011, said bob@corp.example: x")).toMatchObject({
      input: { filters: [{ values: ["210000000011"] }] },
    });
    expect(requests).toHaveLength(2);
    const sent = JSON.stringify(requests.map(({ body }) => body));
    for (const secret of ["210000000011", "bob@corp"]) expect(sent).not.toContain(secret);
  });
});

describe("candidates", () => {
  const find = candidateFinder();
  const near = (question: string) =>
    find(question, company).map(({ dimension, value }) => `${dimension} ${value}`);

  test("are values near the words of the question, and nothing else", () => {
    expect(near("how much did payments burn on dynamo in Frankfurt?")).toEqual(
      expect.arrayContaining([
        "team payments",
        "ServiceName Amazon DynamoDB",
        "RegionId eu-central-1",
      ]),
    );
    expect(near("how much did payments burn on dynamo in Frankfurt?").join()).not.toContain(
      "ledger",
    );
    expect(near("what did everything cost?")).toEqual([]);
  });

  test("forgive a typing error", () => {
    expect(near("recomender")).toContain("application recommender");
  });

  test("hold values of tags that the question names", () => {
    expect(near("customer initech")).toContain("tag:Customer Initech");
    expect(near("initech")).toEqual([]);
  });

  test("leave out what the store doesn't hold", () => {
    expect(near("heroku in Mumbai")).toEqual([]);
  });

  test("are 40 at most, of a length that is a name's", () => {
    const values = Array.from({ length: 200 }, (_, at) => ({
      value: at === 0 ? `ledger ${"x".repeat(500)}` : `ledger ${at}`,
      names: [],
      weight: 200 - at,
    }));
    const many = { ...company, values: (name: string) => (name === "team" ? values : []) };
    const found = find("ledger", many);
    expect(found).toHaveLength(40);
    expect(found[0]?.value).toBe("ledger 1");
  });

  test("are looked up anew after a delivery", () => {
    let generation = "1";
    const held = [{ value: "comet", names: [], weight: 1 }];
    const store = {
      ...company,
      get generation() {
        return generation;
      },
      values: (name: string) => (name === "team" && generation === "2" ? held : []),
    };
    expect(find("comet", store)).toEqual([]);
    generation = "2";
    expect(find("comet", store)).toEqual([{ dimension: "team", value: "comet", name: null }]);
  });
});

describe("prompts", () => {
  test("what is filled in isn't searched for variables", () => {
    expect(fillPrompt("{{a}} {{ b }}", { a: "{{b}}", b: "$&" })).toBe("{{b}} $&");
  });

  test("a variable without a value is a mistake", () => {
    expect(() => fillPrompt("{{c}}", {})).toThrow("{{c}}");
  });
});
