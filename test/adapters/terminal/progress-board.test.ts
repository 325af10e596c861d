import { WriteStream } from "node:tty";
import { describe, expect, test } from "vitest";
import { createProgressBoard } from "#src/adapters/terminal/progress-board";

const BACK_UP = (lines: number) => `\u001b[${lines}A\r\u001b[J`;

/** A board on a terminal of 80 columns or a file, over a clock that is set by hand. */
function board(isTTY: boolean) {
  const written: string[] = [];
  const stream: NodeJS.WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: 80 },
    write: { value: (text: string) => written.push(text) > 0 },
  });
  const clock = { time: 0 };
  return { written, clock, board: createProgressBoard(stream, () => clock.time) };
}

const state = (name: string, done: number, total: number | null) => ({
  name,
  done,
  total,
  unit: "rows",
});

describe("a board on a terminal", () => {
  test("has a line for each task, and redraws them in place", () => {
    const { board: shown, written, clock } = board(true);
    shown.update("aws", state("aws 2026-10", 0, 100));
    clock.time = 2000;
    shown.update("azure", state("azure 2026-10", 50, null));
    expect(written).toEqual([
      "aws 2026-10  ░░░░░░░░░░░░░░░░░░░░  0%, 0 of 100 rows\n",
      BACK_UP(1),
      "aws 2026-10  ░░░░░░░░░░░░░░░░░░░░  0%, 0 of 100 rows\n",
      "azure 2026-10  50 rows\n",
    ]);
  });

  test("gives way to lines of text, and to a task that is done", () => {
    const { board: shown, written, clock } = board(true);
    shown.update("aws", state("aws", 1, 2));
    clock.time = 200;
    shown.update("azure", state("azure", 1, null));
    written.length = 0;
    shown.above(() => written.push("text"));
    expect(written.slice(0, 2)).toEqual([BACK_UP(2), "text"]);
    expect(written).toHaveLength(4);
    written.length = 0;
    shown.finish("aws");
    expect(written).toEqual([BACK_UP(2), "azure  1 rows\n"]);
    written.length = 0;
    shown.finish("azure");
    shown.above(() => written.push("text"));
    expect(written).toEqual([BACK_UP(1), "text"]);
  });

  test("reckons the rate from where a step begins", () => {
    const { board: shown, written, clock } = board(true);
    shown.update("aws", { ...state("aws", 900, 1000), unit: "bytes" });
    clock.time = 9000;
    shown.update("aws", state("aws", 0, 100));
    clock.time = 10_000;
    shown.update("aws", state("aws", 50, 100));
    expect(written.at(-1)).toContain("50%, 50 of 100 rows, 50/s, 1 s left");
  });
});

describe("a board in a file", () => {
  test("writes plain lines every ten seconds", () => {
    const { board: shown, written, clock } = board(false);
    for (clock.time = 0; clock.time < 30_000; clock.time += 100) {
      shown.update("aws", state("aws", 5, 10));
      shown.update("azure", state("azure", 1, null));
    }
    shown.finish("aws");
    shown.above(() => written.push("text"));
    expect(written).toHaveLength(5);
    expect(written.slice(0, 2)).toEqual([
      "aws: 50%, 5 of 10 rows, 1/s, 10 s left\n",
      "azure: 1 rows, 0/s\n",
    ]);
  });
});
