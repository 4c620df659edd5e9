import { describe, expect, it } from 'vitest';
import { reportText, type VerifierReport, withDecoding } from '../../../src/verify/index.ts';

const report: VerifierReport = {
  format: 'evd/1',
  status: 0,
  findings: [],
  keys: {},
  counts: { files: 9, bytes: 900, records: 9 },
};
const damaged = { path: 'clip/cam_a.mp4', error: 'Invalid NAL unit size\u001b[2J' };

describe('what a decoder says of the clips', () => {
  it('is a remark, never an alteration: a camera may have sent footage that does not decode', () => {
    const decoded = withDecoding(report, { decoder: 'ffmpeg 7.1', clips: 2, failed: [damaged] });
    expect([decoded.status, decoded.decoding]).toEqual([3, { decoder: 'ffmpeg 7.1', clips: 2, decoded: 1 }]);
    const text = reportText(decoded, 'en');
    expect(text).toContain('Clips: 1 of 2 decode without error (ffmpeg 7.1)\n');
    expect(text).toContain(
      '- [3] clip/cam_a.mp4: the clip does not play without error, as it was recorded: Invalid NAL unit size·[2J',
    );
  });

  it('changes nothing of a bundle without clips', () => {
    expect(withDecoding(report, { clips: 0, failed: [] })).toEqual(report);
  });
});
