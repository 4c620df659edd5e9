import { describe, expect, it } from 'vitest';
import { formatProofLine, parseProofLine } from '../../../src/verify/index.ts';

const proof = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];

describe('the line that proves a record', () => {
  it('names the leaf alone in the first log, and the log before it in a later one', () => {
    const first = formatProofLine({ log: 1, index: 17, proof });
    const later = formatProofLine({ log: 12, index: 0, proof: [] });
    expect(first.startsWith('17 ')).toBe(true);
    expect(later).toBe('12:0');
    expect(parseProofLine(Buffer.from(first))).toEqual({ log: 1, index: 17, proof });
    expect(parseProofLine(Buffer.from(later))).toEqual({ log: 12, index: 0, proof: [] });
  });

  it.each(['1:5', '0:5', '02:5', ':5', '2:', '2:05', '2:-1', '2 5', '1234567:5', '2:3:5', '', ' '])(
    'has one form: %j is none',
    (line) => {
      expect(parseProofLine(Buffer.from(line))).toBeUndefined();
    },
  );
});
