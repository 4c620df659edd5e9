const rounds = 5;

/** How much longer work takes on four times as much: about 4 when it is linear, about 16 when it is quadratic. */
export function growth(work: (size: number) => void, size: number): number {
  return quickest(() => work(4 * size)) / quickest(() => work(size));
}

/** What a busy machine adds is left out. */
function quickest(work: () => void): number {
  const times = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}
