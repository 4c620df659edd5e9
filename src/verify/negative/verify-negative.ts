import { sha256Hex } from '../../core/index.ts';
import { keyFingerprint } from '../../log/index.ts';
import { statusOfFindings } from '../finding.ts';
import { checkpointName, statementName, unlistedNames } from '../manifest/index.ts';
import { type AnswerSubject, countsOf, type VerifierReport } from '../report.ts';
import { checkEarlier } from '../rules/consistency.ts';
import { checkTimeOfLog } from '../rules/time-of-log.ts';
import { endedLogs } from '../trust/ended-logs.ts';
import { keyInUse } from '../trust/keys-in-use.ts';
import { checkpointIn, type KeysOfLog, type WitnessedCheckpoint } from '../trust/opened-checkpoint.ts';
import { recordedAt, tellTrust, timedHead } from '../trust/witnessed-time.ts';
import type { Verifying } from '../verifying.ts';
import type { OpenedBundle } from '../zip/opened-bundle.ts';
import { checkStated } from './answer.ts';
import { type AnswerRecords, answerRecords, checkAnswerFiles } from './answer-records.ts';
import { type StatedSilence, statedIn } from './stated-silence.ts';

const maxStatementBytes = 10_000_000;

/** Whether the ZIP proves a negative answer: it begins with a statement, and has no manifest. */
export const isNegativeProof = ({ has }: Pick<OpenedBundle, 'has'>): boolean =>
  has(statementName) && !has(unlistedNames.manifest);

/** Verifies what proves a negative answer: every file is a record with its proof, or what a record names by its digest. */
export async function verifyNegative(
  verifying: Verifying,
  earlier: Uint8Array | undefined,
): Promise<VerifierReport> {
  const { bundle, findings } = verifying;
  const document = (await bundle.whole(statementName, maxStatementBytes)) ?? new Uint8Array();
  const stated = statedIn(document);
  if (!stated) findings.add('file-malformed', { file: statementName });
  const ofLog = await keyInUse(verifying, 'log');
  const checkpoint = ofLog && (await checkpointIn(verifying, checkpointName, [ofLog.key]));
  const logKeys: KeysOfLog | undefined = ofLog && [ofLog.key, ...ofLog.earlier];
  const ended = checkpoint && logKeys ? await endedLogs(verifying, checkpoint.origin, logKeys) : [];
  const records = checkpoint && (await answerRecords(verifying, { log: checkpoint, ended }));
  const said = stated && { stated, sha256: sha256Hex(document) };
  if (logKeys && checkpoint && records) {
    if (earlier) await checkEarlier(verifying, earlier, { known: [checkpoint], ended, logKeys });
    checkRecords(verifying, records, { said, heads: [checkpoint, ...ended] });
    tellTrust(verifying, checkpoint);
  }
  const cams = [...(stated?.cameras ?? []), ...(stated?.outer ?? [])].map(({ id }) => id);
  await checkAnswerFiles(verifying, new Set(cams));
  const all = findings.all();
  const recorded = checkpoint && records && recordedAt(checkpoint, records.all);
  return {
    format: 'evd/1',
    status: statusOfFindings(all),
    findings: all,
    ...(recorded && { recorded }),
    ...(said && { answer: subjectOf(said) }),
    keys: ofLog ? { log: keyFingerprint(ofLog.key) } : {},
    counts: countsOf(bundle, records?.all ?? []),
  };
}

interface Said {
  readonly stated: StatedSilence;
  readonly sha256: string;
}

/** What follows from a file that is altered is not told. */
function checkRecords(
  { findings }: Verifying,
  records: AnswerRecords,
  { said, heads }: { readonly said: Said | undefined; readonly heads: readonly WitnessedCheckpoint[] },
): void {
  if (findings.all().some(({ code }) => code !== 3)) return;
  if (said) checkStated(said, records, findings);
  checkTimeOfLog(records.all, heads.flatMap(timedHead), findings);
}

const subjectOf = ({ stated, sha256 }: Said): AnswerSubject => ({
  id: stated.id,
  sha256,
  case: stated.caseNumber,
  t0: new Date(stated.fromMs).toISOString(),
  t1: new Date(stated.toMs).toISOString(),
  cams: stated.cameras.map(({ id }) => id),
  grounds: stated.grounds,
});
