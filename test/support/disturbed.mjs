/**
 * Loaded into every process of a service (NODE_OPTIONS --import): at SIGUSR2 it does what the file that DISTURBANCE names
 * says. `blockMs` stops the event loop for so long; `stepMs` steps the wall clock, and the monotonic one goes on.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
let aheadMs = 0;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};

process.on('SIGUSR2', () => {
  const { blockMs = 0, stepMs = 0 } = JSON.parse(readFileSync(process.env.DISTURBANCE, 'utf8'));
  aheadMs += stepMs;
  if (blockMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockMs);
});
