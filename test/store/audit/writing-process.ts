import { setTimeout as sleep } from "node:timers/promises";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { openStore } from "#src/store/open-store";
import { event } from "./audit-store.ts";

const [file = "", writer = "", count = "0"] = process.argv.slice(2);
const database = openStore(file);
const audit = new StoredAudit(database);
for (let step = 0; step < Number(count); step++) {
  audit.note(event({ person: `${writer}@example.com`, what: { writer, step } }));
  if (step % 10 === 0) await sleep(1);
}
audit.close();
database.close();
