import type { Messages } from './vi.ts';

export const recordsEn: Pick<Messages, 'records'> = {
  records: {
    recordedSealed: 'Recorded, sealed in the evidence log',
    sealed: 'sealed in the log',
    pending: 'not sealed in the log yet, plays',
    altered: 'not what was recorded',
    unchecked: 'Not compared with the evidence log',
    allSealed: 'all sealed in the log',
    standing: 'Evidence log',
    alteredTitle: 'Some time is not what was recorded:',
    kinds: {
      segment: 'the entry of the segment was changed, and it is not played',
      gap: 'the gap agrees with no record of the log',
      missing: 'it was recorded, and the catalogue has no segment of it any more',
    },
    alteredMore: (count) => `and ${count} more`,
    remedy:
      'Do not use this time as evidence. The log has it and the admin is told, who restores the catalogue from a backup.',
    refused: (range) => `${range} is not played.`,
    goOn: (time) => `Play on from ${time}`,
  },
};
