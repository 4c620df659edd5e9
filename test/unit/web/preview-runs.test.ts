import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../../../src/client/index.ts';
import { previewRuns } from '../../../src/web/audit/preview-runs.ts';

const anEvent = (event: string, seq: number): CustodyEvent => ({
  ...{ seq, event, at: '2026-11-21T05:00:00.000Z', role: 'officer', sha256: '0' },
});
const events = array(constantFrom('storyboard-issued', 'gops-served', 'still-issued')).map((names) =>
  names.map(anEvent),
);

describe('when the events of a session are shown', () => {
  it('hides none, and keeps their order', () => {
    assert(
      property(events, (all) => {
        expect(previewRuns(all).flat()).toEqual(all);
      }),
    );
  });

  it('joins previews that follow each other, and nothing else', () => {
    assert(
      property(events, (all) => {
        const runs = previewRuns(all);
        for (const [i, run] of runs.entries()) {
          const isPreview = run[0].event === 'storyboard-issued';
          if (!isPreview) expect(run).toHaveLength(1);
          else expect(runs[i + 1]?.[0].event).not.toBe('storyboard-issued');
        }
      }),
    );
  });
});
