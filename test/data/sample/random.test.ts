import { describe, expect, test } from "vitest";
import {
  codeOf,
  noiseFactor,
  randomNumbers,
  randomNumbersOfDay,
  seedOf,
} from "#data/sample/random";

function first(count: number, random: () => number): number[] {
  return Array.from({ length: count }, random);
}

describe("randomNumbers", () => {
  test("repeat for a seed and differ between seeds", () => {
    const numbers = first(5, randomNumbers(7));
    expect(first(5, randomNumbers(7))).toEqual(numbers);
    expect(first(5, randomNumbers(8))).not.toEqual(numbers);
  });

  test("are spread evenly over [0, 1)", () => {
    const numbers = first(10_000, randomNumbers(seedOf("spread")));
    const counts = Array.from({ length: 10 }, () => 0);
    for (const number of numbers) {
      const tenth = Math.floor(number * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    expect(counts).toHaveLength(10);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  test("differ from day to day and from stream to stream", () => {
    const starts = ["a", "b", "c"].flatMap((stream) =>
      [20_000, 20_001, 20_002].map((day) => randomNumbersOfDay(seedOf(stream), day)()),
    );
    expect(new Set(starts).size).toBe(9);
  });
});

describe("noiseFactor", () => {
  test("has mean 1, the deviation asked for, and no more than three deviations", () => {
    const random = randomNumbers(1);
    const factors = first(20_000, () => noiseFactor(random, 0.05));
    const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
    const variance =
      factors.reduce((sum, factor) => sum + (factor - mean) ** 2, 0) / factors.length;
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(0.05, 2);
    expect(Math.max(...factors)).toBeLessThanOrEqual(1.15);
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.85);
  });
});

describe("codeOf", () => {
  test("is hexadecimal, of the length asked for, and belongs to its text", () => {
    expect(codeOf("volume 1", 17)).toMatch(/^[0-9a-f]{17}$/);
    expect(codeOf("volume 1", 17)).toBe(codeOf("volume 1", 17));
    expect(codeOf("volume 1", 17)).not.toBe(codeOf("volume 2", 17));
  });
});
