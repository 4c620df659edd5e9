const rounds = 5;
/** Shorter work is repeated: one garbage collection would be a large part of its time. */
const minRoundMs = 10;

/** How much longer work takes on 16 times as much: about 16 when it is linear, about 256 when it is quadratic. */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  return (await minCpuMs(() => work(16 * size))) / (await minCpuMs(() => work(size)));
}

/** Processor time of one run of the work, the least of some rounds: a busy machine only adds to it. */
async function minCpuMs(work: () => unknown): Promise<number> {
  let leastMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    let spentMs = 0;
    let runs = 0;
    for (; spentMs < minRoundMs; runs++) spentMs += await cpuMs(work);
    leastMs = Math.min(leastMs, spentMs / runs);
  }
  return leastMs;
}

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
