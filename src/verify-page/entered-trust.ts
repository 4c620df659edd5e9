import { parseTrust, pinnedKey, type TrustedKeys } from '../verify/index.ts';
import type { EnteredKeys } from './key-fields.tsx';

/** What the person typed, as keys; `undefined` where some of it is none. */
export function trustedBy({ log, export: exported, policy }: EnteredKeys): TrustedKeys | undefined {
  try {
    const lines = [
      `log ${pinnedKey(log)}`,
      ...(exported.trim() ? [`export ${pinnedKey(exported)}`] : []),
      policy,
    ];
    return parseTrust(lines.join('\n'));
  } catch {
    return undefined;
  }
}
