import { setTimeout as sleep } from "node:timers/promises";
import { problemOf } from "./slack-problem.ts";

/**
 * Calls Slack, and again after as long as it asks to wait.
 * @param attempts how often at most
 * @throws whatever the last attempt threw
 */
export async function waitAndCall<T>(call: () => Promise<T>, attempts: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const { waitSeconds } = problemOf(error);
      if (waitSeconds === null || attempt === attempts) throw error;
      await sleep(waitSeconds * 1000);
    }
  }
}
