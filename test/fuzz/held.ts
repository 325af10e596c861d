/** What is there for the length of a callback, held open until it is let go. */
export interface Held<World> {
  readonly world: World;
  /** @throws what ended it, where that was an error */
  close(): Promise<void>;
}

/** Holds open what `run` gives to its callback. */
export async function hold<World>(
  run: (use: (world: World) => Promise<void>) => Promise<void>,
): Promise<Held<World>> {
  const opened = Promise.withResolvers<World>();
  const closing = Promise.withResolvers<void>();
  const ended = run(async (world) => {
    opened.resolve(world);
    await closing.promise;
  });
  ended.catch(opened.reject);
  const world = await opened.promise;
  return {
    world,
    async close() {
      closing.resolve();
      await ended;
    },
  };
}
