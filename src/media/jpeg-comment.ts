import { invalid } from '../core/index.ts';

const maxTextBytes = 65_533;
const startBytes = 2;

/**
 * The JPEG with a comment (`COM`, ITU-T T.81, B.2.4.5) in UTF-8 right after its start; the picture stays as it is. Errors:
 * `invalid` `jpeg-comment` for bytes that are no JPEG, or a text beyond 65 533 bytes.
 */
export function withJpegComment(jpeg: Uint8Array, text: string): Uint8Array {
  const comment = Buffer.from(text);
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw invalid('jpeg-comment', 'not a JPEG');
  if (comment.length > maxTextBytes) throw invalid('jpeg-comment', 'a comment too long for a JPEG');
  const head = Buffer.of(0xff, 0xfe, 0, 0);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, startBytes), head, comment, jpeg.subarray(startBytes)]);
}
