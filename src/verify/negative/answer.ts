import { subtractAll } from '../../core/index.ts';
import { wordsDigest } from '../../log/index.ts';
import { distanceM } from '../../places/index.ts';
import type { Findings } from '../finding.ts';
import { cameraRecordsName, statementName } from '../manifest/index.ts';
import { msOf, ofType, type ProvedOf, type RecordOf } from '../records/kinds.ts';
import type { AnswerRecords } from './answer-records.ts';
import { groundsOfCameras } from './grounds.ts';
import { checkSilence, stateBefore } from './silence.ts';
import type { StatedArea, StatedCamera, StatedSilence } from './stated-silence.ts';

const file = statementName;

/** The statement is the one that the log names, it is whole, and its records bear it out. */
export function checkStated(
  { stated, sha256 }: { readonly stated: StatedSilence; readonly sha256: string },
  records: AnswerRecords,
  findings: Findings,
): void {
  const own = ofType(records.sites, 'neg').find(({ record }) => record.neg === stated.id);
  if (own?.record.sha256 === sha256) {
    const member = faultyMember(stated, own.record);
    if (member !== undefined)
      findings.add('answer-differs', { file, record: own.record.seq, detail: { member } });
    checkCameras(stated, { records, own }, findings);
  } else if (own) findings.add('statement-altered', { file });
  else findings.add('answer-not-recorded', { file, detail: { answer: stated.id } });
}

/** What does not go together with the record, or with the rest of the answer. */
function faultyMember(stated: StatedSilence, { t0, t1, cams }: RecordOf<'neg'>): string | undefined {
  if (stated.fromMs !== msOf(t0)) return 'from';
  if (stated.toMs !== msOf(t1)) return 'to';
  if (stated.cameras.length !== cams) return 'cameras';
  if (String(stated.grounds) !== String(groundsOfCameras(stated.cameras))) return 'grounds';
  const isWhole = stated.cameras.every(({ missing }) => subtractAll(stated, missing).length === 0);
  return isWhole ? undefined : 'missing';
}

function checkCameras(
  { area, cameras, outer }: StatedSilence,
  { records, own }: { readonly records: AnswerRecords; readonly own: ProvedOf<'neg'> },
  findings: Findings,
): void {
  const inside = new Set<StatedCamera>(cameras);
  for (const camera of [...cameras, ...outer]) {
    const { id: cam } = camera;
    const state = stateBefore(records.cameras.get(cam) ?? [], own);
    if (!state) {
      findings.add('camera-without-records', { detail: { cam } });
      continue;
    }
    const member = faultyState(camera, state.record, { area, isInside: inside.has(camera) });
    const at = { file: state.file, record: state.record.seq };
    if (member !== undefined) findings.add('camera-differs', { ...at, detail: { cam, member } });
  }
  for (const camera of cameras) {
    const state = stateBefore(records.cameras.get(camera.id) ?? [], own);
    const streams = records.streams.get(camera.id) ?? [];
    checkSilence(camera, { file: cameraRecordsName(camera.id), state, streams }, { answer: own, findings });
  }
}

/** The answer rounds to whole metres. */
const roundedM = 1;

/** Name and place are those that its record has. */
function faultyState(
  { name, distanceM: statedM }: StatedCamera,
  { salt, name: digest, loc }: RecordOf<'cam'>,
  { area, isInside }: { readonly area: StatedArea; readonly isInside: boolean },
): 'name' | 'place' | undefined {
  if (wordsDigest(salt, name) !== digest) return 'name';
  if (area.kind !== 'near') return undefined;
  if (!loc || statedM === undefined) return 'place';
  const awayM = distanceM({ lat: Number(loc.lat), lon: Number(loc.lon) }, area.centre);
  const isNear = awayM <= area.radiusM + roundedM;
  const isStated = Math.abs(awayM - statedM) <= roundedM;
  return isStated && isNear === isInside ? undefined : 'place';
}
