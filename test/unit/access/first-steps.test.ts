import { describe, expect, it } from 'vitest';
import { firstSteps, type SetUpFacts, type User } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';

const aUser = (role: User['role'], fullName: string, enabled = true): User => ({
  id: `user_${fullName}` as UserId,
  name: fullName.toLowerCase(),
  fullName,
  role,
  enabled,
  createdAtMs: 0,
});
const nothing: SetUpFacts = {
  users: [aUser('admin', 'An')],
  shapes: 0,
  cameras: 0,
  noticed: 0,
  hasPolicy: false,
  mail: { hasServer: false, people: 1, withoutAddress: 0, unsent: 0 },
};
const seen = (facts: Partial<SetUpFacts>) =>
  Object.fromEntries(
    firstSteps({ ...nothing, ...facts }).map(({ step, done, of }) => [step, `${done}/${of}`]),
  );

describe('when an administrator sets the service up', () => {
  it('begins with every step open', () => {
    expect(seen({})).toEqual({
      people: '1/5',
      map: '0/1',
      cameras: '0/1',
      notices: '0/1',
      policy: '0/1',
      mail: '0/1',
    });
  });

  it('ticks each step by what there is', () => {
    const users = (['admin', 'technician', 'officer', 'custodian', 'auditor'] as const).map((role) =>
      aUser(role, role),
    );
    const mail = { hasServer: true, people: 2, withoutAddress: 0, unsent: 0 };
    expect(seen({ users, shapes: 3, cameras: 4, noticed: 4, hasPolicy: true, mail })).toEqual({
      people: '5/5',
      map: '1/1',
      cameras: '4/4',
      notices: '4/4',
      policy: '1/1',
      mail: '2/2',
    });
  });

  it('says how many cameras have no notice, and unticks mail when an address is missing', () => {
    const mail = { hasServer: true, people: 3, withoutAddress: 1, unsent: 0 };
    expect(seen({ cameras: 4, noticed: 3, mail })).toMatchObject({ notices: '3/4', mail: '2/3' });
  });

  it('names the enabled people of the roles that may do a step, and no others', () => {
    const users = [
      aUser('admin', 'An'),
      aUser('technician', 'Bình'),
      aUser('technician', 'Chi', false),
      aUser('officer', 'Dũng'),
    ];
    const steps = firstSteps({ ...nothing, users });
    expect(steps.find(({ step }) => step === 'cameras')).toMatchObject({
      roles: ['technician'],
      people: ['Bình'],
    });
    expect(steps.find(({ step }) => step === 'policy')).toMatchObject({ roles: ['admin'], people: ['An'] });
  });
});
