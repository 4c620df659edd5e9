/**
 * `round`, one at a time: who asks while one runs gets the next one, which begins after they asked, and which all who wait share.
 */
export function inTurns<Result>(round: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const result = round();
      running = result.catch(() => undefined);
      return result;
    });
    return next;
  };
}
