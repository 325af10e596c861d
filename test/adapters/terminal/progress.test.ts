import { WriteStream } from "node:tty";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { createProgress } from "#src/adapters/terminal/progress";
import { textWidth } from "#src/adapters/terminal/text-width";

/** A write stream that keeps what is written; a terminal of `columns` columns, or a file where absent. */
function recorder(columns?: number) {
  const written: string[] = [];
  const stream: NodeJS.WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: columns !== undefined },
    columns: { value: columns },
    write: { value: (text: string) => written.push(text) > 0 },
  });
  return { stream, written };
}

function clock() {
  let time = 1_000_000;
  return {
    now: () => time,
    wait(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe("on a terminal", () => {
  test("redraws one line with bar, amount, rate and remaining time", () => {
    const { stream, written } = recorder(120);
    const { now, wait } = clock();
    const progress = createProgress(stream, "Importing october.csv", now);
    progress.update(0, 27_000);
    wait(10_000);
    progress.update(12_150, 27_000);
    progress.finish("27,000 rows imported");
    expect(written).toEqual([
      "\r\u001b[KImporting october.csv  ░░░░░░░░░░░░░░░░░░░░  0%, 0 of 27,000 rows",
      "\r\u001b[KImporting october.csv  █████████░░░░░░░░░░░  45%, 12,150 of 27,000 rows, " +
        "1,215/s, 13 s left",
      "\r\u001b[K27,000 rows imported\n",
    ]);
  });

  test("redraws at most ten times a second", () => {
    const { stream, written } = recorder(80);
    const { now, wait } = clock();
    const progress = createProgress(stream, "Importing", now);
    for (let done = 0; done < 1000; done += 1) {
      progress.update(done, 1000);
      wait(1);
    }
    expect(written).toHaveLength(10);
  });

  test("shows bytes by their size, and no bar where the total isn't known", () => {
    const { stream, written } = recorder(80);
    const { now, wait } = clock();
    const progress = createProgress(stream, "Reading", now);
    wait(2000);
    progress.update(1_400_000, null, "bytes");
    expect(written).toEqual(["\r\u001b[KReading  1.4 MB, 700 kB/s"]);
  });

  test("stays on one line, whatever the label holds", () => {
    const { stream, written } = recorder(70);
    const label = `\u001b[2Jexport\n${"東京".repeat(40)}`;
    createProgress(stream, label, () => 0).update(5, 10);
    const [line = ""] = written;
    const shown = stripVTControlCharacters(line).trimStart();
    expect(textWidth(shown)).toBeLessThan(70);
    expect(shown).toMatch(/^export .*… {2}█{10}░{10} {2}50%, 5 of 10 rows$/);
    expect(line.split("\u001b")).toHaveLength(2);
  });

  test("gives up the bar before the numbers where the terminal is narrow", () => {
    const { stream, written } = recorder(80);
    const { now, wait } = clock();
    const progress = createProgress(stream, "Importing october.csv", now);
    wait(10_000);
    progress.update(12_150_000, 27_000_000);
    expect(written).toEqual([
      "\r\u001b[KImporting october.…  45%, 12,150,000 of 27,000,000 rows, 1,215,000/s, 13 s left",
    ]);
  });

  test("never says 100% before the end, nor more than that", () => {
    const { stream, written } = recorder(80);
    const { now, wait } = clock();
    const progress = createProgress(stream, "Importing", now);
    progress.update(9999, 10_000);
    wait(1000);
    progress.update(10_001, 10_000);
    expect(written[0]).toContain(" 99%, ");
    expect(written[1]).toContain(" 100%, ");
    expect(written[1]).not.toContain("left");
  });
});

describe("elsewhere", () => {
  test("writes a plain line every ten seconds and the closing one", () => {
    const { stream, written } = recorder();
    const { now, wait } = clock();
    const progress = createProgress(stream, "Importing", now);
    for (let second = 0; second < 25; second += 1) {
      progress.update(second * 100, 10_000);
      wait(1000);
    }
    progress.finish("done");
    expect(written).toEqual([
      "Importing: 10%, 1,000 of 10,000 rows, 100/s, 1 min 30 s left\n",
      "Importing: 20%, 2,000 of 10,000 rows, 100/s, 1 min 20 s left\n",
      "done\n",
    ]);
  });

  test("writes only the closing line of a short task", () => {
    const { stream, written } = recorder();
    const progress = createProgress(stream, "Importing", () => 0);
    progress.update(1, 2);
    progress.finish("done");
    expect(written).toEqual(["done\n"]);
  });
});
