import type { Clock } from '../../src/core/index.ts';

export const noonMs = Date.parse('2026-11-21T12:00:00Z');

/** A clock that a test turns by hand. Stepping moves wall time alone. */
export class HandClock implements Clock {
  constructor(
    private wallMs = noonMs,
    private upMs = 0,
  ) {}
  nowMs = (): number => this.wallMs;
  monotonicMs = (): number => this.upMs;

  advance(ms: number): void {
    this.wallMs += ms;
    this.upMs += ms;
  }

  step(ms: number): void {
    this.wallMs += ms;
  }
}
