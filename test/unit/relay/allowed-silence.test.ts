import { describe, expect, it } from 'vitest';
import { AllowedSilence } from '../../../src/relay/camera/allowed-silence.ts';

/** What is allowed after pictures of these times, ms by the camera's clock, which came then or when it is told. */
function allowedAfter(pictures: readonly (number | readonly [number, number])[]): number {
  const silence = new AllowedSilence(5_000);
  for (const picture of pictures) {
    const [showMs, arrivalMs] = typeof picture === 'number' ? [picture, picture] : picture;
    silence.note(showMs, arrivalMs);
  }
  return silence.ms;
}

describe('when a camera sends nothing', () => {
  it.each([
    ['of a usual rate', [0, 40, 80, 120], 5_000],
    ['that just begins', [0], 20_000],
    ['with a picture in 3 s', [0, 3_000, 6_000], 9_000],
    ['with a picture in 6 s', [0, 6_000], 18_000],
    [
      'with a picture in 6 s, cached ones first',
      [
        [0, 50],
        [6_000, 50],
      ] as const,
      18_000,
    ],
    ['whose RTP clock jumped by an hour', [0, [3_600_000, 40]] as const, 60_000],
    ['with B-frames', [0, 120, 40, 80, 240], 5_000],
    ['that was slow a while ago', [0, 6_000, ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => 6_000 + n * 40)], 5_000],
  ])('is patient with one %s (quirk 25)', (_, pictures, allowedMs) => {
    expect(allowedAfter(pictures)).toBe(allowedMs);
  });
});
