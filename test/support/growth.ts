const rounds = 5;

/** How much longer work takes on four times as much: about 4 when it is linear, about 16 when it is quadratic. */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  return (await quickestMs(() => work(4 * size))) / (await quickestMs(() => work(size)));
}

/** What a busy machine adds is left out. */
async function quickestMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return Math.min(...times);
}
