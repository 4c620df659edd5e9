const rounds = 5;
/** Shorter work is repeated: one garbage collection would be a large part of its time, and the kernel counts a thread's in ticks. */
const minRoundMs = 20;

/**
 * How much longer work takes on 16 times as much: about 16 when it is linear, about 256 when it is quadratic. Rounds of both
 * take turns, so that what others do on this machine slows both; `size` is small enough that memory costs little. `made` makes
 * each input once, and its time does not count: a text above 128 KiB is a large object of V8's, whose making costs more than a
 * quick reading of it.
 */
export async function growth<T>(
  made: (size: number) => T,
  work: (input: T) => unknown,
  size: number,
): Promise<number> {
  const [some, more] = [made(size), made(16 * size)];
  let [leastMs, leastOfMoreMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    leastMs = Math.min(leastMs, await roundMs(() => work(some)));
    leastOfMoreMs = Math.min(leastOfMoreMs, await roundMs(() => work(more)));
  }
  return leastOfMoreMs / leastMs;
}

/**
 * Processor time of one run of the work, the mean of a round. Of this thread alone: V8 marks garbage of a large heap in other threads,
 * for longer than all rounds of short work take.
 */
async function roundMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    await work();
    const { user, system } = process.threadCpuUsage(before);
    const spentMs = (user + system) / 1_000;
    if (spentMs >= minRoundMs) return spentMs / runs;
  }
}
