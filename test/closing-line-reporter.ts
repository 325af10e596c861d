import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with `N passed, N failed`, alone on its line; what can't even be collected is a failure. */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const skipped = count("skipped");
    const failed = count("failed") + broken + errors.length;
    const rest = skipped === 0 ? "" : `, ${skipped} skipped`;
    process.once("exit", () => {
      process.stdout.write(`${count("passed")} passed, ${failed} failed${rest}\n`);
    });
  }
}
