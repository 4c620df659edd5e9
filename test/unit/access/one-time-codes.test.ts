import { describe, expect, it } from 'vitest';
import { oneTimeCodes } from '../../../src/adapters/otpauth/one-time-codes.ts';

/** `12345678901234567890` in base 32: the seed of RFC 6238 appendix B. */
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const codes = oneTimeCodes('Test');

describe('when a code is one of RFC 6238 appendix B', () => {
  // Its codes have eight digits; ours are their last six (RFC 4226 section 5.3).
  it.each([
    [59, '94287082', 0x1],
    [1_111_111_109, '07081804', 0x23523ec],
    [1_111_111_111, '14050471', 0x23523ed],
    [1_234_567_890, '89005924', 0x273ef07],
    [2_000_000_000, '69279037', 0x3f940aa],
    [20_000_000_000, '65353130', 0x27bc86aa],
  ])('is of its step at %i s', (atS, code, step) => {
    expect(codes.stepOf(seed, code.slice(2), atS * 1000)).toBe(step);
  });

  it('is of its step one step early and one late, and of none beyond', () => {
    const at = (steps: number) => codes.stepOf(seed, '287082', 59_000 + steps * 30_000);
    expect([at(-1), at(0), at(1), at(2), at(3)]).toEqual([1, 1, 1, undefined, undefined]);
  });
});

describe('when a code is no code', () => {
  it.each(['', '28708', '2870820', 'abcdef', '287 082', '２８７０８２'])('refuses "%s"', (code) => {
    expect(codes.stepOf(seed, code, 59_000)).toBeUndefined();
  });
});

describe('when a secret is made', () => {
  it('has 160 bits, and is another one each time', () => {
    const secrets = new Set(Array.from({ length: 100 }, () => codes.newSecret()));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });
});
