import { describe, expect, test } from "vitest";
import { type TeamsSettings, trustOf } from "#src/adapters/teams/settings";
import { ConfigError } from "#src/errors";

const production: TeamsSettings = {
  host: "sdk",
  clientId: "bot",
  clientSecret: "secret",
  tenantId: "Own",
  tenants: ["partner"],
  serviceHosts: ["smba.trafficmanager.net", "botframework.com"],
  issuer: "https://api.botframework.com",
  isDevelopment: false,
  isLoopback: false,
};
const trial = { ...production, clientId: undefined, isDevelopment: true, isLoopback: true };

describe("trustOf", () => {
  test("refuses to start without authentication, but for a trial on loopback", () => {
    const open = { ...production, clientId: undefined };
    for (const part of [{}, { isDevelopment: true }, { isLoopback: true }]) {
      expect(() => trustOf({ ...open, ...part })).toThrow(ConfigError);
    }
    expect(trustOf(trial).isAuthenticated).toBe(false);
    expect(trustOf({ ...trial, clientId: "bot" }).isAuthenticated).toBe(true);
  });

  test("refuses to start without a tenant to talk to", () => {
    expect(() => trustOf({ ...production, tenantId: undefined, tenants: [] })).toThrow(
      "TEAMS_TENANT_ID",
    );
  });

  test("knows its tenants, in any case of letters", () => {
    const trust = trustOf(production);
    expect(["own", "OWN", "Partner", "other", "", undefined].map(trust.isTenant)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test.each([
    "https://smba.trafficmanager.net/emea/",
    "https://europe.botframework.com",
    "https://smba.trafficmanager.net:443/teams",
  ])("answers at %s", (url) => expect(trustOf(production).isServiceUrl(url)).toBe(true));

  test.each([
    undefined,
    "",
    "smba.trafficmanager.net",
    "http://smba.trafficmanager.net/",
    "https://evilbotframework.com/",
    "https://botframework.com.evil.example/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:password@smba.trafficmanager.net/",
    "https://evil.example/?smba.trafficmanager.net",
    "http://127.0.0.1:3978/",
    "http://localhost/",
    "http://[::1]/",
    "file:///botframework.com",
  ])("never answers at %s", (url) => expect(trustOf(production).isServiceUrl(url)).toBe(false));

  test("answers on loopback in a trial only", () => {
    const urls = ["http://localhost:56150/_connector", "http://127.0.0.1:1/", "http://[::1]:1/"];
    const inTrial = trustOf(trial);
    expect(urls.map((url) => inTrial.isServiceUrl(url))).toEqual([true, true, true]);
    expect(inTrial.isServiceUrl("http://192.168.0.1/")).toBe(false);
    const served = trustOf({ ...production, isDevelopment: true });
    expect(served.isServiceUrl("http://localhost:56150/")).toBe(false);
  });
});
