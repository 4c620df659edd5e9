import type { Log } from '../../../core/index.ts';
import { stateSayable } from '../log/sayable.ts';
import type { Scribe, Statement } from '../log/scribe.ts';
import type { Trx } from '../recording/locked-stream.ts';

/** One transaction of an adoption. */
export interface Adopting {
  readonly trx: Trx;
  readonly scribe: Scribe;
  readonly log: Log;
}

/** What is still to be adopted. */
export interface AdoptionTask {
  readonly kind: 'camera' | 'hold' | 'stream';
  readonly subject: string;
  /** Of a stream: what begins then or later is done. */
  readonly before_ms: number;
}

/** Answers the number of the record. What no record can say stays without one, and is named. */
export async function stateAdopted(
  { trx, scribe, log }: Adopting,
  subject: string,
  statement: Statement,
): Promise<number | undefined> {
  const stated = await stateSayable(trx, scribe, statement);
  if ('seq' in stated) return stated.seq;
  log.error({ subject, why: stated.unstated }, 'no record can say what an earlier version left');
  return undefined;
}

export async function endTask({ trx }: Adopting, { kind, subject }: AdoptionTask): Promise<void> {
  await trx.deleteFrom('adoption').where('kind', '=', kind).where('subject', '=', subject).execute();
}
