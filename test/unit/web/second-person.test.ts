import { describe, expect, it } from 'vitest';
import type { Founding } from '../../../src/client/index.ts';
import { whoConfirms } from '../../../src/web/founding/proposal-need.ts';

type Person = Founding['people'][number];

const person = (id: string, role: Person['role'], enabled = true): Person => ({
  id,
  fullName: id,
  name: id,
  role,
  enabled,
});
const ward = [person('admin', 'admin'), person('officer', 'officer'), person('custodian', 'custodian')];

describe('when an act takes a second person', () => {
  it('is a custodian for an act on anybody else, and for a user to be', () => {
    expect(whoConfirms(ward, 'officer')).toBe('custodian');
    expect(whoConfirms(ward)).toBe('custodian');
  });

  it('is another custodian for an act on one, where another is enabled', () => {
    expect(whoConfirms([...ward, person('other', 'custodian')], 'custodian')).toBe('another');
    const disabled = person('other', 'custodian', false);
    expect(whoConfirms([...ward, disabled], 'custodian')).toBe('deputy');
  });

  it('is an auditor or a deputy for an act on the only custodian, and a deputy where no auditor is', () => {
    expect(whoConfirms([...ward, person('auditor', 'auditor')], 'custodian')).toBe('auditor');
    expect(whoConfirms(ward, 'custodian')).toBe('deputy');
  });
});
