import { describe, expect, it } from 'vitest';
import {
  emptyRoot,
  headLine,
  logNumberOf,
  originBeside,
  originOf,
  parseHeadLine,
} from '../../../src/log/index.ts';
import { deskKey } from '../../support/signing-desk.ts';

describe('the name of a log', () => {
  it('tells its number, and that of the next one', () => {
    expect([1, 2, 99, 100].map((number) => logNumberOf(originOf('ward_1', number)))).toEqual([1, 2, 99, 100]);
    expect(originBeside(originOf('ward_1', 9), 10)).toBe('minhchung.internal/ward_1/evidence/10');
    expect(['example.com/log', 'x/evidence/00', 'x/evidence/1', ''].map(logNumberOf)).toEqual([1, 1, 1, 1]);
  });
});

describe('a head on one line', () => {
  it('is read as it was printed, and with the spaces of who copied it', () => {
    const head = { origin: originOf('ward_1', 2), size: 5, root: emptyRoot(), extensions: [] };
    const line = headLine(head, deskKey.verifier);
    expect(parseHeadLine(`  ${line.replaceAll(' ', '  ')}\n`)).toEqual({
      ...head,
      root: Buffer.from(head.root),
    });
    expect(parseHeadLine(line.split(' ').slice(0, 3).join(' '))).toMatchObject({ size: 5 });
  });

  it.each([
    '',
    'x',
    'x 5',
    'x five AAAA',
    'x 5 AAAA',
    `x 5 ${Buffer.from(emptyRoot()).toString('base64')} a b`,
  ])('is none: %j', (line) => {
    expect(parseHeadLine(line)).toBeUndefined();
  });
});
