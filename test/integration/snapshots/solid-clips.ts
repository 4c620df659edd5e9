import { type Keyframe, keyframeOf } from '../../../src/media/index.ts';
import { h264, oneSegment, type ReadSegment } from '../media/clips.ts';

export type Rgb = readonly [number, number, number];

/** Pictures of one colour each, told apart by a glance at the mean; the noise makes keyframes long enough to break. */
export const colours = {
  red: [200, 40, 40],
  green: [40, 160, 40],
  blue: [40, 40, 200],
  grey: [128, 128, 128],
} as const satisfies Record<string, Rgb>;

export type Colour = keyof typeof colours;

export interface SolidShape {
  readonly size?: string;
  readonly encoder?: readonly string[];
  readonly seconds?: number;
}

export function solidSegment(colour: Colour, shape: SolidShape = {}): Promise<ReadSegment> {
  const hex = colours[colour].map((value) => value.toString(16).padStart(2, '0')).join('');
  const { size = '320x240', encoder = h264('-bf', '0'), seconds = 2.4 } = shape;
  return oneSegment({ source: `color=0x${hex}:size=${size}:rate=15,noise=alls=24:allf=t`, encoder, seconds });
}

/** The keyframe of GOP 1: not the first, so that an open GOP shows. */
export async function solidKeyframe(colour: Colour, shape: SolidShape = {}): Promise<Keyframe> {
  const { bytes, file } = await solidSegment(colour, shape);
  return keyframeOf(bytes, file.track, file.fragments[1] ?? file.fragments[0]);
}

/** Which of the colours a picture is; undefined when it is none, or only in part. */
export function colourOf({ rgb }: { readonly rgb: Uint8Array }): Colour | undefined {
  const [upper, lower] = [rgb.subarray(0, rgb.length / 2), rgb.subarray(rgb.length / 2)].map(meanOf);
  return (Object.keys(colours) as Colour[]).find((colour) =>
    [upper, lower].every((mean) =>
      mean?.every((value, i) => Math.abs(value - (colours[colour][i] ?? 0)) < 25),
    ),
  );
}

function meanOf(rgb: Uint8Array): number[] {
  const sums = [0, 0, 0];
  for (const [i, value] of rgb.entries()) sums[i % 3] = (sums[i % 3] ?? 0) + value;
  return sums.map((sum) => (sum * 3) / rgb.length);
}
