import { z } from "zod";
import { changedParts, configurationFacts } from "#src/audit/configuration";
import type { Config } from "#src/config";
import { lastOfKind } from "#src/store/audit/audit-reader";
import { removeOld } from "#src/store/audit/audit-removal";
import type { Store } from "#src/store/store";

const DAY = 86_400_000;

const recordedSchema = z.object({
  digest: z.string(),
  parts: z.record(z.string(), z.string()),
});

/**
 * Records what the server runs by, where that has changed since it last ran, and removes what is too old, now and
 * once a day. `stop` ends it; `onProblem` hears why something couldn't be removed, which is tried again.
 */
export function keepAudit(
  config: Config,
  store: Store,
  {
    clock,
    onProblem,
  }: { readonly clock: () => Date; readonly onProblem: (error: unknown) => void },
): { stop(): void } {
  recordConfiguration(config, store, clock());
  const remove = () =>
    removeOld(store.database, config.audit, notAhead(clock()), config.auditSeal).catch(
      (error: unknown) => {
        if (store.database.open) onProblem(error);
      },
    );
  void remove();
  const daily = setInterval(remove, DAY);
  daily.unref();
  return { stop: () => clearInterval(daily) };
}

/** A clock that is set ahead to try something out lets nothing outlive its time. */
function notAhead(instant: Date): Date {
  return new Date(Math.min(instant.getTime(), Date.now()));
}

/** Records what Tally runs by, unless that is what was recorded last. */
export function recordConfiguration(config: Config, store: Store, at: Date): void {
  const facts = configurationFacts(config);
  const before = recordedSchema.safeParse(
    readJson(lastOfKind(store.database, "configuration")?.what ?? null),
  );
  if (before.data?.digest === facts.digest) return;
  const what = { ...facts, changed: changedParts(before.data?.parts ?? {}, facts.parts) };
  const where = { platform: null, channel: null };
  store.audit.note({ at, kind: "configuration", person: "", ...where, what, text: null });
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
