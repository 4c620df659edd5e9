import { describe, expect, it } from 'vitest';
import { actions, may, type Role, roles } from '../../../src/access/index.ts';

/** The table of the architecture page, once more. */
const expected: Record<Role, readonly string[]> = {
  technician: ['manage-neighbourhoods', 'see-neighbourhoods', 'manage-cameras', 'see-cameras'],
  officer: ['see-neighbourhoods', 'see-cameras', 'look-up-footage', 'request-footage'],
  custodian: ['see-neighbourhoods', 'see-cameras', 'look-up-footage'],
  auditor: ['see-neighbourhoods', 'see-cameras', 'look-up-footage'],
  admin: ['manage-users', 'manage-neighbourhoods', 'see-neighbourhoods'],
};

describe('when a role is asked about', () => {
  it.each(roles)('%s may what the table says, and nothing else', (role) => {
    expect(actions.filter((action) => may(role, action))).toEqual(expected[role]);
  });
});
