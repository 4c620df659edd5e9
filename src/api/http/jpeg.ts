import { invalid } from '../../core/index.ts';

const startOfJpeg = [0xff, 0xd8, 0xff];

/** Whether it is a JPEG by its first bytes: attacker-controlled, whatever it was declared as. Errors: `photo-invalid`. */
export function checkJpeg(bytes: Uint8Array): void {
  if (startOfJpeg.every((byte, i) => bytes[i] === byte)) return;
  throw invalid('photo-invalid', 'The photo must be a JPEG.');
}
