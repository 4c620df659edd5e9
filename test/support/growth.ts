const rounds = 5;

/** How much longer work takes on four times as much: about 4 when it is linear, about 16 when it is quadratic. */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  return (await leastCpuMs(() => work(4 * size))) / (await leastCpuMs(() => work(size)));
}

/** Of the processor, and the least of some rounds: what a busy machine adds is left out. */
async function leastCpuMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return Math.min(...times);
}
