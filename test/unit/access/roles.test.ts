import { describe, expect, it } from 'vitest';
import { actions, may, type Role, roles } from '../../../src/access/index.ts';

/** The table of the architecture page, once more. */
const expected: Record<Role, readonly string[]> = {
  technician: [
    'manage-neighbourhoods',
    'see-neighbourhoods',
    'manage-cameras',
    'see-enrolment-stills',
    'see-cameras',
    'see-ledger',
    'see-pauses',
    'see-places',
    'manage-places',
    'see-system',
  ],
  officer: [
    'see-neighbourhoods',
    'see-cameras',
    'see-places',
    'look-up-footage',
    'see-holds',
    'place-holds',
    'request-footage',
    'open-emergencies',
    'countersign-emergencies',
    'see-footage',
    'see-requests',
    'close-requests',
  ],
  custodian: [
    'close-founding',
    'see-neighbourhoods',
    'see-cameras',
    'see-ledger',
    'answer-contributors',
    'see-pauses',
    'see-looks',
    'see-places',
    'look-up-footage',
    'see-holds',
    'place-holds',
    'review-holds',
    'see-retention',
    'countersign-emergencies',
    'see-requests',
    'decide-requests',
    'close-requests',
    'name-deputies',
  ],
  auditor: [
    'see-neighbourhoods',
    'see-cameras',
    'see-ledger',
    'see-pauses',
    'see-looks',
    'see-places',
    'look-up-footage',
    'see-holds',
    'see-retention',
    'see-custody',
    'open-actors',
    'see-requests',
  ],
  admin: [
    'manage-users',
    'close-founding',
    'manage-jobs',
    'manage-neighbourhoods',
    'see-neighbourhoods',
    'see-cameras',
    'see-ledger',
    'see-contributors',
    'see-places',
    'manage-places',
    'see-holds',
    'see-retention',
    'see-system',
    'manage-retention',
  ],
};

describe('when a role is asked about', () => {
  it.each(roles)('%s may what the table says, and nothing else', (role) => {
    expect(actions.filter((action) => may(role, action))).toEqual(expected[role]);
  });
});
