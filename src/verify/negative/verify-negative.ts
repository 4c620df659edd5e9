import { sha256Hex } from '../../core/index.ts';
import { keyFingerprint } from '../../log/index.ts';
import { statusOfFindings } from '../finding.ts';
import { checkpointName, statementName, unlistedNames } from '../manifest/index.ts';
import { type AnswerSubject, countsOf, type VerifierReport } from '../report.ts';
import { checkEarlier } from '../rules/consistency.ts';
import { checkTimeOfLog } from '../rules/time-of-log.ts';
import { type KeyInUse, keyInUse } from '../trust/keys-in-use.ts';
import { checkpointIn, type WitnessedCheckpoint } from '../trust/opened-checkpoint.ts';
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
  const records = checkpoint && (await answerRecords(verifying, checkpoint));
  const said = stated && { stated, sha256: sha256Hex(document) };
  if (ofLog && checkpoint && records) {
    if (earlier) await checkConnected(verifying, earlier, { ofLog, checkpoint });
    checkRecords(verifying, records, { said, checkpoint });
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

const checkConnected = (
  verifying: Verifying,
  earlier: Uint8Array,
  { ofLog, checkpoint }: { readonly ofLog: KeyInUse; readonly checkpoint: WitnessedCheckpoint },
): Promise<void> =>
  checkEarlier(verifying, earlier, { known: [checkpoint], logKeys: [ofLog.key, ...ofLog.earlier] });

/** What follows from a file that is altered is not told. */
function checkRecords(
  { findings }: Verifying,
  records: AnswerRecords,
  { said, checkpoint }: { readonly said: Said | undefined; readonly checkpoint: WitnessedCheckpoint },
): void {
  if (findings.all().some(({ code }) => code !== 3)) return;
  if (said) checkStated(said, records, findings);
  checkTimeOfLog(records.all, timedHead(checkpoint), findings);
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
