import { describe, expect, it } from 'vitest';
import { type ChosenPart, chosenBytes, orderOf, takenForms } from '../../../src/web/exports/chosen-part.ts';

const sizes = {
  paperBytes: 1,
  cameras: [
    { cameraId: 'a', originalBytes: 1_000, clipBytes: 300, besideBytes: 10 },
    { cameraId: 'b', originalBytes: 2_000, clipBytes: 700, besideBytes: 20 },
  ],
};
const part: ChosenPart = { without: new Set(), stretch: 'whole', form: 'originals' };

describe('the size of what is chosen', () => {
  it('is that of its forms, with what goes beside them; papers go alone', () => {
    expect(takenForms.map((form) => chosenBytes(sizes, { ...part, form }))).toEqual([3_031, 1_031, 4_031, 1]);
  });

  it('leaves out the cameras that are left out', () => {
    expect(chosenBytes(sizes, { ...part, without: new Set(['b']), form: 'both' })).toBe(1_311);
  });
});

describe('the order of what is chosen', () => {
  it('names cameras and time only where they are a part, and always the forms', () => {
    expect(orderOf(part, ['a', 'b'])).toEqual({ originals: true, clips: false });
    const stretch = { fromMs: Date.UTC(2026, 10, 21), toMs: Date.UTC(2026, 10, 22) };
    expect(orderOf({ without: new Set(['a']), stretch, form: 'papers' }, ['a', 'b'])).toEqual({
      cameras: ['b'],
      from: '2026-11-21T00:00:00.000Z',
      to: '2026-11-22T00:00:00.000Z',
      originals: false,
      clips: false,
    });
  });
});
