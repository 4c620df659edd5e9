import type { Camera, CameraClock } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { exactLengthText, isPlainlyOff, offsetText } from '../time/clock-offset.ts';
import { zonedText } from '../time/format.ts';

/** How far off the camera’s clock is, or why that is not known. */
export function CameraClockLine({ camera }: { readonly camera: Camera }) {
  const { messages, language } = useLanguage();
  const { clocks: words, units } = messages;
  const { clock, clockFailure } = camera;
  const offset = (reading: CameraClock) =>
    Math.abs(reading.offsetMs) <= reading.errorMs
      ? words.right(exactLengthText(mostMs(reading), units, language))
      : offsetText(reading, messages, language);
  const isOff = clock !== undefined && isPlainlyOff(clock);
  const at = (instant: string) => zonedText(Date.parse(instant));
  return (
    <p class={isOff ? 'notice' : 'hint'}>
      {clock ? words.measured(offset(clock), at(clock.measuredAt)) : words.never}
      {clockFailure && ` ${words.failed(at(clockFailure.triedAt), words.faults[clockFailure.fault])}`}
      {isOff && ` ${words.set}`}
    </p>
  );
}

/** How far off it may be, upwards to a tenth of a second. */
const mostMs = ({ offsetMs, errorMs }: CameraClock): number =>
  Math.ceil((Math.abs(offsetMs) + errorMs) / 100) * 100;
