import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Seal } from "#src/adapters/slack/sealing";
import { ConfigError } from "#src/errors";

const key = () => randomBytes(32).toString("base64");

describe("a seal", () => {
  test("opens what it closed, at its place alone", () => {
    const seal = new Seal(key());
    const sealed = seal.close("xoxb-secret 東京", "T1");
    expect(Buffer.from(sealed).toString("latin1")).not.toContain("secret");
    expect(seal.open(sealed, "T1")).toBe("xoxb-secret 東京");
    expect(() => seal.open(sealed, "T2")).toThrow();
    expect(seal.close("same", "T1")).not.toEqual(seal.close("same", "T1"));
  });

  test("doesn't open what was changed, in any byte", () => {
    const seal = new Seal(key());
    const sealed = Buffer.from(seal.close("secret", "T1"));
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => seal.open(changed, "T1")).toThrow();
    }
    expect(() => seal.open(sealed.subarray(0, 20), "T1")).toThrow();
  });

  test("takes a new key in front of the old ones", () => {
    const [old, recent] = [key(), randomBytes(32).toString("hex")];
    const sealed = new Seal(old).close("secret", "T1");
    const both = new Seal(`${recent}, ${old}`);
    expect(both.open(sealed, "T1")).toBe("secret");
    expect(both.isOld(sealed)).toBe(true);
    expect(both.isOld(both.close("secret", "T1"))).toBe(false);
    expect(() => new Seal(recent).open(sealed, "T1")).toThrow("isn't configured any more");
  });

  test("takes no weak key", () => {
    for (const weak of ["", "password", randomBytes(16).toString("hex"), `${key()},`]) {
      expect(() => new Seal(weak)).toThrow(ConfigError);
    }
  });
});
