import { type Day, dayOfInstant } from "#src/focus/day";

/** How many tokens may still be used today. */
export interface TokenBudget {
  /** Sets tokens aside; false where that many aren't left. */
  reserve(tokens: number, now: Date): boolean;
  /** Corrects a reservation by what was used in the end. */
  settle(reserved: number, used: number, now: Date): void;
}

/** A budget by UTC day, kept in memory: a restart begins the day anew. */
export function dailyTokenBudget(tokensPerDay: number): TokenBudget {
  let today: Day = "";
  let used = 0;
  const turnTo = (now: Date) => {
    const day = dayOfInstant(now);
    if (day === today) return;
    today = day;
    used = 0;
  };
  return {
    reserve(tokens, now) {
      turnTo(now);
      if (used + tokens > tokensPerDay) return false;
      used += tokens;
      return true;
    },
    settle(reserved, actual, now) {
      turnTo(now);
      used = Math.max(0, used + actual - reserved);
    },
  };
}
