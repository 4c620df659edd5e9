import { describe, expect, it } from 'vitest';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { zipOf } from '../../support/evd/zip-of.ts';
import { trustOfTests } from '../../support/export-sealing.ts';
import { iso } from './evidence.ts';
import { beforehand, negativeProofFiles, negativeStatement, noCameraStatement } from './negative-proof.ts';
import { realExport, scope } from './real-export.ts';

const real = await realExport();
const { fromMs, toMs } = scope;

/** What the verifier finds of an answer that the ward really recorded. */
async function found(statement: object, terms: Parameters<typeof negativeProofFiles>[2] = {}) {
  const files = await negativeProofFiles(real, statement, terms);
  const report = await verdictOnZip(zipOf(files), trustOfTests);
  return report.findings.map(({ what, detail = {} }) => `${what} ${detail.member ?? ''}`.trim());
}

describe('when an insider states and records that there is no footage', () => {
  it('is contradicted by the footage that was recorded before', async () => {
    const told = await found(negativeStatement(real));
    expect(told).toEqual(
      expect.arrayContaining(['silence-unproved', 'silence-disproved', 'camera-differs name']),
    );
    expect(told).not.toContain('footage-since');
  });

  it('is told that footage came in later', async () => {
    const told = await found(negativeStatement(real), { stating: beforehand });
    expect(told).toContain('footage-since');
    expect(told).not.toContain('silence-disproved');
  });

  it.each([
    ['grounds', { grounds: ['paused'] }],
    ['missing', { cameras: [{ id: real.ids.a, name: 'Cột 14', missing: [] }], grounds: [] }],
    ['from', { from: iso(fromMs - 1_000) }],
    ['to', { to: iso(toMs + 1_000) }],
    ['cameras', { cameras: [], grounds: ['no-camera'] }],
  ])('names what contradicts itself or its record: %s', async (member, over) => {
    expect(await found(negativeStatement(real, over))).toContain(`answer-differs ${member}`);
  });

  it('finds nothing where no camera is there, which no record can show', async () => {
    const trusted = await found(noCameraStatement(real), { cams: 0 });
    expect(trusted.filter((each) => !/^(?:unwitnessed|time-self-asserted)$/.test(each))).toEqual([]);
  });
});
