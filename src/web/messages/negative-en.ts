import type { negativeWordsVi } from './negative-vi.ts';

export const negativeWordsEn: typeof negativeWordsVi = {
  negative: {
    offered:
      'There is no footage of this place and time. The ward can say so on paper; it takes no approval.',
    open: 'Issue a negative answer…',
    title: 'Negative answer',
    authorityHint: 'Whom the paper is for, if anybody',
    recorded:
      'The paper names every camera at the place and why there is no footage, and the cameras within twice the radius. That you issued it is recorded with your name.',
    act: 'Issue the paper',
    grounds: {
      'no-camera': 'No camera is at that place.',
      dead: 'The camera or its recording did not work.',
      paused: 'The camera was paused.',
      expired: 'The footage was deleted when its time of storage was over.',
      'never-recorded': 'The camera was not recorded at that time.',
    },
    inLog: (seq: number, chain: string) => `It is in the evidence log: record ${seq} of the chain ${chain}.`,
    paperVi: 'Paper in Vietnamese (PDF)',
    paperEn: 'Paper in English (PDF)',
    statement: 'Statement (JSON)',
    proof: 'Proof (ZIP)',
    close: 'Close',
  },
};
