import type { RecorderEnd } from '../../recording/index.ts';

/** Enough for the last lines of ffmpeg: the cause comes some lines before the end. */
const keptChars = 4_000;

/** The end of what ffmpeg says on its standard error. */
export class LastWords {
  private said = '';

  add(text: string): void {
    this.said = (this.said + text).slice(-keptChars);
  }

  /** What an exit means, as far as ffmpeg told. */
  endOf(code: number | null, signal: string | null): RecorderEnd {
    const message = lastLine(this.said);
    if (code === 0) return { kind: 'finished', message };
    if (/No space left on device|Disk quota exceeded/.test(this.said))
      return { kind: 'disk-full', message: 'the disk of the spool is full' };
    const exit = signal ? `was killed by ${signal}` : `ended with status ${code}`;
    return { kind: 'failed', message: message === '' ? `ffmpeg ${exit}` : message };
  }
}

/** The last line that says something. No URL. */
function lastLine(said: string): string {
  const telling = said
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('Conversion failed'));
  return (telling.at(-1) ?? '').replace(/rtsp:\S+/g, 'rtsp:…');
}
