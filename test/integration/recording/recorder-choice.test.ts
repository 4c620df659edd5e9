import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { composeRecorder } from '../../../src/compose/recorder.ts';
import type { Services } from '../../../src/compose/services.ts';
import { type Log, silentLog, systemClock } from '../../../src/core/index.ts';

const parameterSets = ['6764001facb402802dd80880000003008000000f078c1950', '68ce3c80'].map((set) =>
  Buffer.from(set, 'hex'),
);
const readable = { codec: 'h264', clockRate: 90_000, parameterSets } as const;
const unreadable = { ...readable, parameterSets: parameterSets.map((set) => set.subarray(0, 3)) };
const otherClock = { ...readable, clockRate: 27_000_000 };

async function choice(recorder: 'ffmpeg' | 'direct' | 'auto') {
  const said: unknown[] = [];
  const log: Log = { ...silentLog, info: (fields) => void said.push(fields) };
  const services = { config: { recorder }, clock: systemClock, log, processes: { spawn } };
  const { isReadHere } = await composeRecorder(services as unknown as Services);
  return {
    said,
    isReadHere: [readable, unreadable, otherClock].map((format) => isReadHere(format, 'camera')),
  };
}

describe('when a recorder is chosen', () => {
  it('is ffmpeg or direct for every stream where the configuration names it', async () => {
    expect(await choice('ffmpeg')).toEqual({ said: [], isReadHere: [false, false, false] });
    expect(await choice('direct')).toEqual({ said: [], isReadHere: [true, true, true] });
  });

  it('is ffmpeg under auto where direct cannot write the stream, and the log says why', async () => {
    const { said, isReadHere } = await choice('auto');
    expect(isReadHere).toEqual([true, false, false]);
    expect(said).toEqual([
      { host: 'camera', why: 'the data ends inside a field' },
      { host: 'camera', why: 'its clock has 27000000 ticks a second' },
    ]);
  });
});
