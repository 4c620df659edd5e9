/** A finished test. */
export interface TimedTest {
  /** File and name. */
  readonly name: string;
  readonly durationMs: number;
}

/** One line for each of the slowest tests, slowest first. */
export function slowestLines(tests: readonly TimedTest[], most = 20): string[] {
  const slowest = tests.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, most);
  return slowest.map(({ name, durationMs }) => `${seconds(durationMs).padStart(7)} s  ${name}`);
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
