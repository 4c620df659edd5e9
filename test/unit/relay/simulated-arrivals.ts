/** A camera and a network, as far as the wall clock sees them: when each picture arrives. */
export interface ArrivalOptions {
  readonly seconds: number;
  /** Pictures per second really sent, and what the RTP clock claims. */
  readonly fps?: number;
  readonly declaredFps?: number;
  /** How fast the camera's clock runs, in parts per million beyond ours. */
  readonly driftPpm?: number;
  /** One-sided delay, uniform. */
  readonly jitterMs?: number;
  /** Pictures of the cached GOP, sent at once at PLAY. */
  readonly burst?: number;
  /** Mean time between reads; each is jittered by half. 0 = read as they come. */
  readonly readEveryMs?: number;
  /** Whole stretches, in seconds since the first picture, whose arrivals wait for the end. */
  readonly stalls?: readonly (readonly [fromS: number, toS: number])[];
  readonly seed?: number;
}

export interface Arrival {
  readonly mediaMs: number;
  readonly capturedMs: number;
  readonly arrivalMs: number;
}

/** Small and seeded, so that a failure can be seen again (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const epochMs = 1_795_000_000_000;

/** Arrivals in order. The first picture was captured `burst` pictures before PLAY. */
export function* simulateArrivals(options: ArrivalOptions): Generator<Arrival> {
  const {
    seconds,
    fps = 25,
    declaredFps = fps,
    driftPpm = 0,
    jitterMs = 0,
    burst = 0,
    readEveryMs = 0,
  } = options;
  const random = seededRandom(options.seed ?? 1);
  const playMs = epochMs + (burst * 1000) / fps;
  let nextReadMs = playMs;
  let earliestMs = playMs;
  for (let i = 0; i < seconds * fps; i++) {
    const capturedMs = epochMs + (i * 1000) / fps;
    const sentMs = afterStalls(Math.max(capturedMs, playMs), options.stalls ?? []) + random() * jitterMs;
    earliestMs = Math.max(earliestMs, sentMs);
    while (readEveryMs > 0 && nextReadMs < earliestMs) nextReadMs += readEveryMs * (0.5 + random());
    const arrivalMs = readEveryMs > 0 ? nextReadMs : earliestMs;
    yield { mediaMs: ((i * 1000) / declaredFps) * (1 + driftPpm / 1e6), capturedMs, arrivalMs };
  }
}

function afterStalls(atMs: number, stalls: readonly (readonly [number, number])[]): number {
  const stall = stalls.find(([fromS, toS]) => atMs >= epochMs + fromS * 1000 && atMs < epochMs + toS * 1000);
  return stall ? epochMs + stall[1] * 1000 : atMs;
}
