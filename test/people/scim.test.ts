import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScim } from "#src/people/scim";
import { settings } from "./random-entries.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const OBJECT = "AAAAAAAA-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

const user = (more: object) => ({
  schemas: [USER],
  userName: "ann@example.com",
  active: true,
  ...more,
});
const group = (more: object) => ({ schemas: [GROUP], ...more });
const page = (...resources: object[]) => ({ totalResults: resources.length, Resources: resources });

function read(json: unknown, tenant: string | null = null) {
  return readScim("scim.json", JSON.stringify(json), settings, tenant);
}

function only(more: object, ...others: object[]) {
  const { entries } = read(page(user(more), ...others));
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe("people as SCIM", () => {
  test("are known by their primary address, else that of work, else their name", () => {
    const [home, work] = [
      { value: "home@example.com" },
      { value: "Work@example.com", type: "work" },
    ];
    const emails = [home, { ...work, primary: true }];
    expect(only({ userName: "x", emails })?.email).toBe("work@example.com");
    expect(only({ emails: [home, work] })?.email).toBe("work@example.com");
    expect(
      only({ emails: [home, { ...home, primary: "True", value: "p@example.com" }] })?.email,
    ).toBe("p@example.com");
    expect(only({ emails: [home] })?.email).toBe("home@example.com");
    expect(only({ emails: null })?.email).toBe("ann@example.com");
  });

  test("have rights by the groups, departments and roles that mean something here", () => {
    const entry = only(
      {
        id: "1",
        groups: [
          { value: "g9", display: "Storage" },
          { value: "g8", display: "Everybody" },
        ],
        roles: [{ value: "Viewer" }, "owner", { value: "Chief" }],
        [ENTERPRISE]: { department: "Search" },
      },
      group({ id: "g1", displayName: "Storage", members: [{ value: "1" }] }),
      group({ id: "g2", displayName: "constructor", members: [{ value: "1" }, { value: "2" }] }),
    );
    expect(entry).toMatchObject({ role: "owner", teams: [], scopes: [] });
    expect(entry?.groups).toEqual([
      { list: "departments", name: "Search" },
      { list: "scimGroups", name: "Storage" },
    ]);
    expect(
      only({ id: "2" }, group({ displayName: "Storage", members: [{ value: "1" }] }))?.groups,
    ).toEqual([]);
  });

  test("have Entra's object id where the tenant is known", () => {
    const { entries } = read(page(user({ externalId: OBJECT })), "Tenant");
    expect(entries[0]?.teamsId).toBe(`tenant/${OBJECT.toLowerCase()}`);
    expect(read(page(user({ externalId: OBJECT }))).entries[0]?.teamsId).toBeNull();
    expect(read(page(user({ externalId: "00u1ab" })), "tenant").entries[0]?.teamsId).toBeNull();
  });

  test("are left out where they aren't active, are guests or have no address", () => {
    expect(
      read(
        page(
          user({ active: false }),
          user({ active: "False" }),
          user({ userType: "Guest" }),
          user({ userName: "eve_other.example#EXT#@example.com" }),
          user({ userName: "robot", emails: [] }),
        ),
      ),
    ).toEqual({ entries: [], inactive: 2, guests: 2, withoutEmail: 1 });
  });

  test("come in pages, which have to be there all", () => {
    const [ann, bob] = [user({}), user({ userName: "bob@example.com" })];
    const first = { totalResults: 2, startIndex: 1, Resources: [ann] };
    expect(
      read([first, { totalResults: 2, startIndex: 2, Resources: [bob] }]).entries,
    ).toHaveLength(2);
    expect(() => read(first)).toThrow(/It has 1 of 2 resources/);
    expect(read([page(ann), page(group({ id: "g" }))]).entries).toHaveLength(1);
    expect(read(page()).entries).toEqual([]);
  });

  test.each([
    ["{", /It is no JSON/],
    [`{"Resources": 1}`, /It is no list of SCIM’s/],
    [`"x"`, /It is no list of SCIM’s/],
    [JSON.stringify(page({ userName: "ann@example.com" })), /resource 1: it says neither/],
    [JSON.stringify(page(user({ emails: "x" }))), /resource 1: emails: /],
    [JSON.stringify(page(user({}), group({ members: [1] }))), /resource 2: members\.0: /],
    [
      JSON.stringify(page(user({ emails: [{ value: "Ann <ann@example.com>" }] }))),
      /resource 1: e-mail: /,
    ],
    [
      JSON.stringify(page(user({}), user({ id: "2" }))),
      /resource 2: ann@example.com is resource 1 already/,
    ],
  ])("%s isn't taken", (json, problem) => {
    expect(() => readScim("scim.json", json, settings, null)).toThrow(problem);
  });

  test("whatever JSON it is, it is read or refused in words", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const text = `{"Resources":[{"schemas":["${USER}"],"emails":${json},"groups":${json}}]}`;
        for (const given of [json, text]) {
          try {
            readScim("scim.json", given, settings, null);
          } catch (error) {
            expect(error).toMatchObject({ name: "UserError" });
          }
        }
      }),
    );
  });
});
