import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Access } from "#src/access";
import { readConfig } from "#src/config";
import { openTally } from "#src/main";
import type { Routing } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import type { Vocabulary } from "#src/router/vocabulary";
import { knownPeople } from "../../known-people.ts";

/** The demo company with the names of everything in its bill. */
export interface DemoNames {
  readonly vocabulary: Vocabulary;
  /** Every value and display name of the dimensions that people name, each once. */
  readonly names: readonly string[];
  /** A question of 20 November 2026, routed as the first of a conversation. */
  readonly route: (question: string) => Routing;
  readonly close: () => void;
}

const DIMENSIONS = [
  ...["ServiceName", "ServiceProviderName", "ServiceCategory", "SubAccountId", "RegionId"],
  ...["team", "environment", "application", "cost_centre"],
];

/** Builds the demo company in a folder of its own. */
export function openDemoNames(): DemoNames {
  const folder = mkdtempSync(join(tmpdir(), "tally-names-"));
  const config = readConfig({
    TALLY_DB: join(folder, "none.db"),
    TALLY_DEMO_DB: join(folder, "demo.db"),
  });
  const now = new Date("2026-11-20T09:00:00Z");
  const { store } = openTally(config, { now, onDemoProgress: () => {} });
  const { vocabulary } = new Access(store, knownPeople([])).viewOf(null);
  const router = ruleRouter();
  const context = { today: "2026-11-20", fiscalYearStartMonth: 1, previous: null, vocabulary };
  const dimensions = [...DIMENSIONS, ...vocabulary.tagKeys().map((key) => `tag:${key}`)];
  const values = dimensions.flatMap((dimension) => vocabulary.values(dimension));
  const names = values.flatMap(({ value, names: others }) => [value.trim(), ...others]);
  return {
    vocabulary,
    names: [...new Set(names)],
    route: (question) => router.route(question, context),
    close: () => {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
