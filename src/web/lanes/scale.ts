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
