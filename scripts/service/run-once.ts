import { unavailable } from '../../src/core/index.ts';
import { type ChildSpec, startChild } from './child.ts';
import { tail } from './tail.ts';

interface OnceSpec extends Pick<ChildSpec<never>, 'name' | 'command' | 'env' | 'privileges' | 'onLine'> {
  /** Ends the command at once. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command to its end.
 * @throws AppError `unavailable` / `command-failed` with its last lines, when its exit status is not 0; the
 * reason of the signal, when that is aborted
 */
export async function runOnce(spec: OnceSpec): Promise<void> {
  const lastLines = tail(20);
  const onLine = (line: string) => {
    lastLines.push(line);
    spec.onLine(line);
  };
  const never = () => undefined;
  spec.signal?.throwIfAborted();
  const child = startChild<never>({ ...spec, ...mortal, readyFrom: never, onLine });
  spec.signal?.addEventListener('abort', child.end);
  const how = await child.exited;
  spec.signal?.removeEventListener('abort', child.end);
  spec.signal?.throwIfAborted();
  if (how === 'exit status 0') return;
  throw unavailable('command-failed', `${spec.name} failed (${how})\n${lastLines.text()}`);
}

const mortal = { deathSignal: 'KILL', stopSignal: 'SIGTERM', stopWithinMs: 5_000 } as const;
