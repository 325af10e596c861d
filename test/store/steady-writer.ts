import BetterSqlite3 from "better-sqlite3";

// Writes to a store until it is ended, two rows that belong together in each transaction: steady-writer.ts STORE
const [file = ""] = process.argv.slice(2);
const database = new BetterSqlite3(file, { timeout: 5000 });
const addTurn = database.prepare(
  "INSERT INTO conversation (thread, person, state, asked_at) VALUES (?, '', '{}', '2026-11-20')",
);
const count = database.prepare(
  "INSERT OR REPLACE INTO setting (name, value) VALUES ('turns written', ?)",
);
const writeBoth = database.transaction((turn: number) => {
  addTurn.run(`turn ${turn}`);
  count.run(String(turn));
});
for (let turn = 1; ; turn++) writeBoth(turn);
