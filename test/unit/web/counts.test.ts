import { describe, expect, it } from 'vitest';
import type { FiledRequest, Proposal, Shortening } from '../../../src/client/index.ts';
import { countOf } from '../../../src/web/app/counts.ts';

const request = (state: FiledRequest['state']) => ({ state, isExpired: false }) as FiledRequest;
const requests = [request('submitted'), request('approved'), request('refused')];
const shortenings = [{ of: 'policy' }, { of: 'clock' }] as Shortening[];
const proposals = [{ mayAnswer: true }, { mayAnswer: false }] as Proposal[];
const known = { requests, shortenings, proposals };

describe('when a page of the header counts what is under way', () => {
  it('counts all that a custodian may speak about: requests, shorter retention, proposals', () => {
    expect(countOf('/inbox', 'custodian', known)).toBe(4);
    expect(countOf('/inbox', 'custodian', { shortenings })).toBe(2);
  });

  it('counts the own requests of an officer, and nothing elsewhere', () => {
    expect(countOf('/requests', 'officer', known)).toBe(2);
    expect(countOf('/requests', 'custodian', known)).toBe(0);
    expect(countOf('/inbox', 'custodian', {})).toBe(0);
  });
});
