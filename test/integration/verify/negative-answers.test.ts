import { describe, expect, it } from 'vitest';
import { trustedKeys, zipOf } from '../../support/evd/bundle.ts';
import { iso, scope } from '../../support/evd/evidence.ts';
import {
  negativeProofFiles,
  negativeStatement,
  noCameraStatement,
} from '../../support/evd/negative-proof.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';

const [fromMs, toMs] = scope;

/** What the verifier finds of an answer that the ward really recorded. */
async function found(statement: object, terms: Parameters<typeof negativeProofFiles>[1] = {}) {
  const { evidence, files } = await negativeProofFiles(statement, terms);
  const report = await verdictOnZip(zipOf(files), trustedKeys(evidence));
  return report.findings.map(({ what, detail = {} }) => `${what} ${detail.member ?? ''}`.trim());
}

describe('when an insider states and records that there is no footage', () => {
  it('is contradicted by the footage that was recorded before', async () => {
    const told = await found(negativeStatement());
    expect(told).toEqual(
      expect.arrayContaining(['silence-unproved', 'silence-disproved', 'camera-differs name']),
    );
    expect(told).not.toContain('footage-since');
  });

  it('is told that footage came in later', async () => {
    const told = await found(negativeStatement(), { atMs: fromMs - 30_000 });
    expect(told).toContain('footage-since');
    expect(told).not.toContain('silence-disproved');
  });

  it.each([
    ['grounds', { grounds: ['paused'] }],
    ['missing', { cameras: [{ id: 'cam_a', name: 'Cột 14', missing: [] }], grounds: [] }],
    ['from', { from: iso(fromMs - 1_000) }],
    ['to', { to: iso(toMs + 1_000) }],
    ['cameras', { cameras: [], grounds: ['no-camera'] }],
  ])('names what contradicts itself or its record: %s', async (member, over) => {
    expect(await found(negativeStatement(over))).toContain(`answer-differs ${member}`);
  });

  it('finds nothing where no camera is there, which no record can show', async () => {
    expect(await found(noCameraStatement, { cams: 0 })).toEqual([]);
  });
});
