import { openStore } from "#src/store/open-store";

const [file = "", instant = "0"] = process.argv.slice(2);
// All at the same moment.
while (Date.now() < Number(instant));
openStore(file).close();
