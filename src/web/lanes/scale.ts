const stepsMs = [
  1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
] as const;

/** A stretch of time laid along a width in pixels. */
export interface Scale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}

export const xOf = ({ fromMs, toMs, width }: Scale, ms: number): number =>
  ((ms - fromMs) / (toMs - fromMs)) * width;

export const msAt = ({ fromMs, toMs, width }: Scale, x: number): number =>
  fromMs + (Math.min(Math.max(x, 0), width) / width) * (toMs - fromMs);

/**
 * Round times to name on the axis, at least `apartPx` from each other, by the zone's clock. Above an hour they stay round
 * where the clocks are set.
 */
export function ticksOf(scale: Scale, apartPx: number, offsetMsAt: (ms: number) => number): number[] {
  const offsetMs = offsetMsAt(scale.fromMs);
  const minMs = ((scale.toMs - scale.fromMs) / scale.width) * apartPx;
  const stepMs = stepsMs.find((step) => step >= minMs) ?? minMs;
  const firstMs = Math.ceil((scale.fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const count = Math.max(0, Math.floor((scale.toMs - firstMs) / stepMs) + 1);
  const even = Array.from({ length: count }, (_, tick) => firstMs + tick * stepMs);
  return stepMs > 3_600_000 ? even.map((ms) => ms + offsetMs - offsetMsAt(ms)) : even;
}
