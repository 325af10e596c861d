import { benchDigests } from "./tmp-bench.ts";
console.log((await benchDigests({ rows: 357_000, firstMonth: "2026-10-01", months: 1, squads: 25 })).text);
