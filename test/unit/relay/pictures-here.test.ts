import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PicturesHere } from '../../../src/relay/recorder/pictures-here.ts';
import { WakeUps } from '../../../src/relay/wake-ups.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const format = { codec: 'h264', clockRate: 90_000, parameterSets: [] } as const;

function aSource(maxQueuedBytes = 1_000) {
  const gone: string[] = [];
  const source = new PicturesHere(format, {
    arrivalMs: 1_000,
    maxQueuedBytes,
    wakeUps: new WakeUps(),
    onRecorderGone: (how) => void gone.push(how),
  });
  const read: (number | string | undefined)[] = [];
  const reader = {
    onPicture: ({ nals }: { nals: readonly Buffer[] }) => void read.push(nals[0]?.toString()),
    onEnd: (mediaToMs: number | undefined) => void read.push(mediaToMs),
  };
  /** The relay overwrites the bytes of a picture after the call. */
  const write = (text: string) => {
    const borrowed = Buffer.from(text);
    source.write({ nals: [borrowed], ticks: 0 });
    borrowed.fill('-');
  };
  return { source, gone, read, reader, write };
}

describe('when pictures are read in this process', () => {
  it('hands over what waited, as it was, then what comes, then the end', () => {
    const { source, read, reader, write } = aSource();
    write('one');
    write('two');
    source.read(reader);
    write('three');
    source.finish(40);
    source.finish(undefined);
    expect(read).toEqual(['one', 'two', 'three', 40]);
  });

  it('tells a reader that comes after the end all of it', () => {
    const { source, read, reader, write } = aSource();
    write('one');
    source.finish(undefined);
    source.read(reader);
    expect(read).toEqual(['one', undefined]);
  });

  it('gives a reader up that does not come in time, and keeps nothing for it (R5)', () => {
    const { source, gone, read, reader, write } = aSource();
    write('one');
    vi.advanceTimersByTime(1_100);
    write('two');
    expect(gone).toEqual(['stalled']);
    source.read(reader);
    expect(read).toEqual([]);
  });

  it('gives it up when too much waits, once (R5)', () => {
    const { gone, write } = aSource(5);
    for (const text of ['one', 'two', 'three']) write(text);
    vi.advanceTimersByTime(2_000);
    expect(gone).toEqual(['stalled']);
  });

  it('has patience with a reader that came', () => {
    const { source, gone, reader, write } = aSource();
    write('one');
    source.read(reader);
    vi.advanceTimersByTime(2_000);
    expect(gone).toEqual([]);
  });
});
