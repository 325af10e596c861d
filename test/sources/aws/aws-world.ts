import nock from "nock";
import { vi } from "vitest";
import type { CallLimits } from "#src/sources/calls/caller";
import type { SourceContext } from "#src/sources/context";

export const COST_EXPLORER = "https://ce.us-east-1.amazonaws.com";
export const BUDGETS = "https://budgets.amazonaws.com";
export const HUB = "https://cost-optimization-hub.us-east-1.amazonaws.com";

export const PAYER = "111122223333";
export const MEMBER = "444455556666";

/** What a source is opened with, and what its clock and purse were asked for. */
export interface AwsContext extends SourceContext {
  /** Milliseconds. */
  readonly waits: number[];
  /** US dollars that are left today. */
  dollars: number;
  /** What the sources said they may spend. */
  readonly purses: { readonly source: string; readonly dollarsPerDay: number }[];
}

/** A clock that only moves by waiting, and a purse. */
export function awsContext(
  now = "2026-11-25T09:00:00Z",
  limits: Partial<CallLimits> = {},
): AwsContext {
  let time = Date.parse(now);
  const context: AwsContext = {
    environment: {},
    clock: {
      now: () => time,
      wait: async (milliseconds) => {
        context.waits.push(milliseconds);
        time += milliseconds;
      },
      random: () => 0,
    },
    limits: { callsPerSecond: 1e9, ...limits },
    waits: [],
    dollars: 100,
    purses: [],
    purseOf(source, dollarsPerDay) {
      context.purses.push({ source, dollarsPerDay });
      return {
        take(price) {
          // In cents, as dollars don't add up.
          if (Math.round(context.dollars * 100) < Math.round(price * 100)) return false;
          context.dollars -= price;
          return true;
        },
      };
    },
  };
  return context;
}

/** Credentials that the SDK's chain finds first, and nothing else to find. */
export function stubCredentials(): void {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("AWS_SESSION_TOKEN", "");
  vi.stubEnv("AWS_PROFILE", "");
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
}

/** A call as it was made: the operation, such as "GetAnomalies", and its input. */
export interface AwsCall {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the inputs of many operations
  readonly input: any;
  readonly credential: string;
}

/** An answer that is no success. */
export class AwsFault {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status = 400) {
    this.code = code;
    this.status = status;
  }
}

/**
 * Answers all calls of an API; returns those that were made.
 * @param answer what an operation gives, or an AwsFault
 */
export function answerCalls(
  host: string,
  answer: (call: AwsCall) => unknown,
  headers: Record<string, string> = {},
): AwsCall[] {
  const calls: AwsCall[] = [];
  nock(host)
    .persist()
    .post("/")
    .reply(async (request: Request) => {
      const target = request.headers.get("x-amz-target") ?? "";
      const authorization = request.headers.get("authorization") ?? "";
      const call = {
        operation: target.split(".")[1] ?? "",
        input: await request.json(),
        credential: /Credential=(\w+)/.exec(authorization)?.[1] ?? "",
      };
      calls.push(call);
      const given = answer(call);
      const all = { "content-type": "application/x-amz-json-1.1", ...headers };
      if (given instanceof AwsFault) {
        const text = `User: arn:aws:iam::${PAYER}:user/x is not authorized`;
        return [given.status, { __type: given.code, Message: text, message: text }, all];
      }
      return [200, given as nock.Body, all];
    });
  return calls;
}
