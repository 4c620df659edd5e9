import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLetters } from '../../../src/adapters/postgres/access/letters.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import type { UserId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';

let postgres: TestPostgres;
let api: TestApi;
let admin: Client;
let custodian: Client;
let id: string;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  admin = await api.as('admin');
  custodian = await api.as('custodian');
  id = (await custodian.get('/api/session')).body.id;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const byAdmin = (email: string | null) => admin.call('PUT', `/api/users/${id}/email`, { email });
const byPerson = (email: string | null) => custodian.call('PUT', '/api/account/email', { email });

/** The letters that are due now, and their addresses. */
async function due(): Promise<object[]> {
  const { atMs: nowMs } = api.clock;
  const outbox = new PostgresNotificationRepository(api.database.db);
  const letters = await outbox.claim(50, { nowMs, untilMs: nowMs + 1 });
  for (const letter of letters) await outbox.end(letter.id, 'sent', nowMs);
  return letters.map(({ receiver }) => receiver ?? {});
}

describe('when the mail address of a custodian is changed', () => {
  it('sends a letter to the address of before, whoever changes it', async () => {
    expect((await byAdmin('one@ward.example')).status).toBe(204);
    expect(await due()).toEqual([]);
    expect((await byAdmin('two@ward.example')).status).toBe(204);
    expect(await due()).toEqual([{ email: 'one@ward.example' }]);
    api.clock.atMs += 1;
    expect((await byPerson(null)).status).toBe(204);
    expect(await due()).toEqual([{ email: 'two@ward.example' }]);
    expect((await byPerson('three@ward.example')).status).toBe(204);
  });

  it('takes the person alone once the ward is founded', async () => {
    await api.database.pool.query("update founding set closed_at_ms = 0, how = 'together'");
    const { status, body } = await byAdmin('admin@ward.example');
    expect([status, body.code]).toEqual([409, 'own-email-only']);
    expect((await api.deps.users.byName('custodian'))?.email).toBe('three@ward.example');
    api.clock.atMs += 1;
    expect((await byPerson('four@ward.example')).status).toBe(204);
    expect(await due()).toEqual([{ email: 'three@ward.example' }]);
  });
});

describe('when two letters to one person are written in one millisecond', () => {
  const changed = { kind: 'account', letter: { subject: 'Changed', text: 'Changed.' } } as const;
  const write = (...letters: Parameters<typeof writeLetters>[2][]) =>
    api.database.db.transaction().execute(async (trx) => {
      const written = [];
      for (const each of letters) written.push(await writeLetters(trx, [id as UserId], each, api.clock.atMs));
      return written;
    });

  it('sends both where they differ, also in their address alone', async () => {
    api.clock.atMs += 1;
    await byPerson('five@ward.example');
    await byPerson('six@ward.example');
    const letters = await due();
    expect(letters).toHaveLength(2);
    expect(letters).toEqual(
      expect.arrayContaining([{ email: 'four@ward.example' }, { email: 'five@ward.example' }]),
    );
  });

  it('sends a letter once that is written again, and once more when it is written later', async () => {
    api.clock.atMs += 1;
    expect(await write(changed, changed)).toEqual([1, 0]);
    expect(await write(changed)).toEqual([0]);
    api.clock.atMs += 1;
    expect(await write(changed)).toEqual([1]);
  });
});
