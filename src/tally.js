// Plain JavaScript, so that a Node too old for TypeScript can still read it and say so.
const needed = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < needed) {
  process.stderr.write(
    `Tally needs Node ${needed} or newer, and this is Node ${process.versions.node}; start it with "npm start" or "npm run tally", which bring their own.\n`,
  );
  process.exit(2);
}
// Process 1, which it is in a container without an init, isn't ended by signals that nobody listens to.
if (process.pid === 1) {
  for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(status);
    });
  }
}
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2));
