// Plain JavaScript, so that a Node too old for TypeScript can still read it and say so.
const needed = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < needed) {
  process.stderr.write(
    `Tally needs Node ${needed} or newer, and this is Node ${process.versions.node}; start it with "npm start" or "npm run tally", which bring their own.\n`,
  );
  process.exit(2);
}
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2));
