import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Spawn } from '../../../src/adapters/ffmpeg/child.ts';

const systemError = (code: string) => Object.assign(new Error(`spawn setpriv ${code}`), { code });

/** A child that did not start, as Node tells it after the call: without pipes if there are no more files. */
export const failsLater =
  (code: string): Spawn =>
  () => {
    const child = new EventEmitter() as ChildProcess;
    process.nextTick(() => child.emit('error', systemError(code)));
    return child;
  };

export const failsAtOnce =
  (code: string): Spawn =>
  () => {
    throw systemError(code);
  };
