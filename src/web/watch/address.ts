import { useEffect, useMemo } from 'preact/hooks';
import { setParameters } from '../base/location.tsx';

/** The address is written once a person has let go of the keys: browsers refuse it many times a second. */
const settledMs = 200;

/** Writes the instant that a person left or sought into the address. */
export function useAddressTime(): (ms: number) => void {
  const writer = useMemo(() => new AddressTime(), []);
  useEffect(() => () => writer.stop(), [writer]);
  return writer.write;
}

class AddressTime {
  private timer: number | undefined;

  readonly write = (ms: number): void => {
    this.stop();
    this.timer = window.setTimeout(() => setParameters({ t: instantText(ms) }, { replace: true }), settledMs);
  };

  stop(): void {
    window.clearTimeout(this.timer);
  }
}

export const instantText = (ms: number): string => new Date(Math.round(ms)).toISOString();

/** Reads a parameter that anybody may have written; `undefined` where it names no instant. */
export function instantIn(search: URLSearchParams, name: string): number | undefined {
  const ms = Date.parse(search.get(name) ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
