import { describe, expect, it } from 'vitest';
import { changeUser, type UserOrder, type UserRepository } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';
import type { CustodyEvent } from '../../../src/custody/index.ts';

const an = {
  id: 'usr_an' as UserId,
  name: 'an',
  fullName: 'Trần An',
  role: 'admin',
  enabled: true,
  createdAtMs: 0,
} as const;

/** The event of a change, and what is changed. */
async function changed(by: Parameters<typeof changeUser>[1], order: UserOrder) {
  const kept: { event?: CustodyEvent; changes?: object } = {};
  const users: Partial<UserRepository> = {
    change: async (_, changes, event) => void Object.assign(kept, { changes, event }),
  };
  await changeUser(users as UserRepository, by, an, order);
  return kept;
}

describe('what is recorded of a changed account', () => {
  it('names the admin who changed it, and the account by its id alone', async () => {
    const admin = { id: 'usr_admin' as UserId, role: 'admin' };
    const { event } = await changed({ user: admin, nowMs: 7 }, { enabled: false });
    expect(event).toMatchObject({ actor: 'usr_admin', atMs: 7, subject: 'usr_an', event: 'user-changed' });
    expect(event?.detail).toEqual({ what: 'disabled' });
  });

  it('names the account of the host where nobody is signed in', async () => {
    const { event } = await changed({ nowMs: 7, hostAccount: 'root' }, { enabled: true });
    expect(event).not.toHaveProperty('actor');
    expect(event).toMatchObject({ actorRole: 'service', detail: { what: 'enabled', hostAccount: 'root' } });
  });
});

describe('an admin', () => {
  it('does not shut out themselves', async () => {
    await expect(changed({ user: an, nowMs: 7 }, { enabled: false })).rejects.toMatchObject({
      code: 'user-is-self',
    });
  });
});
