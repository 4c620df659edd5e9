import type { FragmentedFile } from './mp4/fragmented-file.ts';

/** The UUID of the SEI in which a camera signs its stream (ONVIF Media Signing). */
const signingUuid = Buffer.from('005bc93f2d715e95ada4796f90877a6f', 'hex');
/** A camera that signs does so at least once a GOP, perhaps a GOP late. */
const signedWithinGops = 2;

/** Whether the camera signs its stream: the first GOPs of the file have a signature in them. It is not verified. */
export function isSignedStream(bytes: Uint8Array, { fragments }: Pick<FragmentedFile, 'fragments'>): boolean {
  const { buffer, byteOffset, length } = bytes;
  const file = Buffer.from(buffer, byteOffset, length);
  return fragments
    .slice(0, signedWithinGops)
    .some(({ offsetBytes, sizeBytes }) =>
      file.subarray(offsetBytes, offsetBytes + sizeBytes).includes(signingUuid),
    );
}
