import { expect, it } from 'vitest';
import type { CameraFootage } from '../../../src/client/index.ts';
import { laneRecordsOf, standingAt } from '../../../src/web/lanes/lane-records.ts';

const at = (second: number) => new Date(second * 1_000).toISOString();
const camera: CameraFootage = {
  id: 'cam',
  name: 'Cột 14',
  neighbourhoodId: '',
  enabled: true,
  spans: [{ from: at(0), to: at(60) }],
  gaps: [],
  open: [],
  held: [],
  pending: [{ from: at(40), to: at(60) }],
  altered: [{ from: at(50), to: at(55), kind: 'segment' }],
};

it('says of each instant whether its record is sealed, pending or another than the catalogue', () => {
  const records = laneRecordsOf(camera);
  if (!records) throw new Error('nothing was compared');
  expect([0, 39, 40, 50, 54, 55].map((second) => standingAt(records, second * 1_000))).toEqual([
    'sealed',
    'sealed',
    'pending',
    'altered',
    'altered',
    'pending',
  ]);
});

it('says nothing of coverage that was compared with no record', () => {
  const { pending, altered, ...unchecked } = camera;
  expect(pending && altered && laneRecordsOf(unchecked)).toBeUndefined();
});
