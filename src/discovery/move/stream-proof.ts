import {
  formatStreamUrl,
  hasBlanks,
  onHost,
  type PictureFormat,
  parseStreamUrl,
  pictureFormatName,
  type RegisteredCamera,
  type TakePictureFormat,
  type TriedStream,
} from '../../camera/index.ts';
import type { StreamId } from '../../core/index.ts';
import { type Change, changeOf } from '../discovery.ts';

export interface StreamFormats {
  readonly takePictureFormat: TakePictureFormat;
  /** The format in which the stream was recorded last; `undefined` where no footage is left of it. */
  readonly recordedFormat: (id: StreamId) => Promise<PictureFormat | undefined>;
}

/** `untried`: its address holds a password, which nobody is sent in clear. */
export type StreamProof = Change | 'same' | 'untried';

/**
 * Compares the stream at an address with the recorded footage of the camera, by the parameter sets (quirk 7). A camera without
 * footage has nothing to compare. Errors: those of `StreamFormats`.
 */
export async function compareStream(
  { takePictureFormat, recordedFormat }: StreamFormats,
  { stream }: RegisteredCamera,
  address: string,
  credentials: TriedStream['credentials'],
): Promise<StreamProof> {
  if (hasBlanks(stream.url)) return 'untried';
  const recorded = await recordedFormat(stream.id);
  if (!recorded) return 'same';
  const url = formatStreamUrl(onHost(parseStreamUrl(stream.url).url, address));
  const sent = await takePictureFormat({ url, ...(credentials && { credentials }) });
  return changeOf('picture-format', pictureFormatName(recorded), pictureFormatName(sent)) ?? 'same';
}
