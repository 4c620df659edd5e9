import { logNumberOf } from '../../log/index.ts';
import { checkpointName, timestampName } from '../manifest/index.ts';
import { msOf } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';
import type { VerifierReport } from '../report.ts';
import type { Verifying } from '../verifying.ts';
import type { WitnessedCheckpoint } from './opened-checkpoint.ts';

/** When a checkpoint was seen: by its earliest witness, or an authority of time stamps; none where nobody says. */
export function timedHead({ origin, size, witnesses, stampedMs }: WitnessedCheckpoint) {
  const seen = witnesses.flatMap(({ timeS }) => (timeS === undefined ? [] : timeS * 1_000));
  const times = [...seen, ...(stampedMs === undefined ? [] : [stampedMs])];
  return times.length === 0 ? [] : [{ log: logNumberOf(origin), size, timeMs: Math.min(...times) }];
}

/** Warns where nobody outside saw the log. */
export function tellTrust({ bundle, trusted, findings }: Verifying, checkpoint: WitnessedCheckpoint): void {
  const file = checkpointName;
  const { witnesses } = checkpoint;
  if (witnesses.length === 0 || trusted.isQuorum?.(witnesses) === false)
    findings.add('unwitnessed', { file });
  if (timedHead(checkpoint).length === 0) findings.add('time-self-asserted', { file });
  if (trusted.timestamp?.length && !bundle.has(timestampName)) findings.add('timestamp-missing', { file });
}

/** When a witness saw the checkpoint; else what the newest record of it says. */
export function recordedAt(
  checkpoint: WitnessedCheckpoint,
  records: readonly ProvedRecord[],
): VerifierReport['recorded'] {
  const [head] = timedHead(checkpoint);
  const by = head?.timeMs === checkpoint.stampedMs ? 'timestamp' : 'witness';
  if (head) return { at: new Date(head.timeMs).toISOString(), by };
  const latestMs = records.reduce((latest, { record }) => Math.max(latest, msOf(record.at)), 0);
  return latestMs === 0 ? undefined : { at: new Date(latestMs).toISOString(), by: 'log' };
}
