import { AppError } from '../../core/index.ts';
import { newestStampPath, stampPath, witnessedPath } from '../../log/index.ts';
import { timestampName } from '../../verify/index.ts';
import { consistencyFile, type EvdFile } from '../evd/index.ts';
import type { SealWait } from './await-seal.ts';
import type { SealedLog } from './sealed-log.ts';

/** The log under a checkpoint that somebody outside saw, where there is one, and what shows that. */
export interface AttestedLog {
  readonly log: SealedLog;
  /** The token over its checkpoint; else an earlier checkpoint that was stamped. */
  readonly files: readonly EvdFile[];
}

/** A stamp comes after the answers of witnesses, seconds after the seal. */
const maxTries = 20;
const pauseMs = 250;
/** A token has some 3 kB. */
const maxTokenBytes = 64 * 1024;

/**
 * The newest checkpoint that an authority stamped, or witnesses signed, of those that cover as much as `log`; waits five seconds for it
 * where one of either kind was ever kept. Errors: those of the store.
 */
export async function attestedLog(
  { pause, askSeal }: Pick<SealWait, 'pause' | 'askSeal'>,
  log: SealedLog,
): Promise<AttestedLog> {
  for (let tries = 0; tries < maxTries; tries++) {
    const [stamped, witnessed] = [await newestStamped(log), await newestWitnessed(log)];
    const isLast = tries === maxTries - 1;
    if (stamped && covers(stamped.log, log))
      return { log: stamped.log, files: [{ path: timestampName, content: stamped.token }] };
    if (!stamped && !witnessed) return { log, files: [] };
    if (witnessed && covers(witnessed, log) && (!stamped || isLast))
      return { log: witnessed, files: await headFiles(witnessed, stamped) };
    if (isLast) return { log, files: await headFiles(log, stamped) };
    // Who asks has the checkpoint stamped now, and not within the hour.
    if (tries === 0) await askSeal();
    else await pause(pauseMs);
  }
  return { log, files: [] };
}

const covers = (one: SealedLog, other: SealedLog): boolean => one.head.size >= other.head.size;

interface StampedLog {
  readonly log: SealedLog;
  readonly token: Uint8Array;
}

async function newestStamped(log: SealedLog): Promise<StampedLog | undefined> {
  const size = Number(Buffer.from((await log.file(newestStampPath)) ?? []).toString('latin1'));
  if (!Number.isSafeInteger(size) || size <= 0) return undefined;
  const [note, token] = [
    await log.file(stampPath(size, 'checkpoint')),
    await log.file(stampPath(size, 'checkpoint.tsr')),
  ];
  const stamped = note && opened(log, note);
  return stamped && token && token.length <= maxTokenBytes ? { log: stamped, token } : undefined;
}

async function newestWitnessed(log: SealedLog): Promise<SealedLog | undefined> {
  const note = await log.file(witnessedPath);
  return note && opened(log, note);
}

/** What the key of the log did not sign, such as a note of before its change, says nothing. */
function opened(log: SealedLog, note: Uint8Array): SealedLog | undefined {
  try {
    return log.at(note);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** An earlier checkpoint, which begins the one of the bundle. */
async function headFiles(log: SealedLog, stamped: StampedLog | undefined): Promise<EvdFile[]> {
  if (!stamped || covers(stamped.log, log)) return [];
  const { note, head } = stamped.log;
  const path = `heads/${head.size}`;
  return [
    { path: `${path}.checkpoint`, content: note },
    { path: `${path}.consistency`, content: consistencyFile(await log.consistencyFrom(head.size)) },
    { path: `${path}.tsr`, content: stamped.token },
  ];
}
