import { useEffect, useMemo } from 'preact/hooks';
import { SettledParameters } from '../base/settled-parameters.ts';

/** Writes the instant that a person left or sought into the address. */
export function useAddressTime(): (ms: number) => void {
  const parameters = useMemo(() => new SettledParameters(), []);
  useEffect(() => () => parameters.stop(), [parameters]);
  return useMemo(() => (ms) => parameters.write(() => ({ t: instantText(ms) })), [parameters]);
}

export const instantText = (ms: number): string => new Date(Math.round(ms)).toISOString();

/** Reads a parameter that anybody may have written; `undefined` where it names no instant. */
export function instantIn(search: URLSearchParams, name: string): number | undefined {
  const ms = Date.parse(search.get(name) ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
