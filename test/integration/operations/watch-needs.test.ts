import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Role, type SendDeps, sendNotifications } from '../../../src/access/index.ts';
import { createMailer } from '../../../src/adapters/nodemailer/mailer.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { openDatabase, openPool } from '../../../src/adapters/postgres/database.ts';
import { PostgresTroubleBook } from '../../../src/adapters/postgres/operations/trouble-book.ts';
import { minuteMs, silentLog } from '../../../src/core/index.ts';
import { type Lack, lack, type WatchNeedsDeps, watchNeeds } from '../../../src/operations/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';

let postgres: TestPostgres;
let api: TestApi;
let smtp: SmtpReceiver;
let sending: SendDeps;
let missing: readonly Lack[];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  [api, smtp] = await Promise.all([startApi(postgres), startSmtpReceiver()]);
  await api.database.pool.query("insert into site values ('ward', 'Ward') on conflict do nothing");
  sending = {
    outbox: new PostgresNotificationRepository(api.database.db),
    mailer: createMailer({ url: smtp.url, from: 'camera@ward.example' }),
    clock: api.clock,
    log: silentLog,
    settings: { timeZone: 'Asia/Ho_Chi_Minh' },
  };
  missing = [lack('store-full', 'is full')];
  for (const [name, role] of Object.entries(people)) await addressed(name, role);
});
afterEach(async () => {
  await smtp.close();
  await api.close();
});

const people: Readonly<Record<string, Role>> = {
  admin: 'admin',
  technician: 'technician',
  officer: 'officer',
};

async function addressed(name: string, role: Role): Promise<void> {
  const client = await api.as(role, name);
  await client.call('PUT', '/api/account/email', { email: `${name}@ward.example` });
}

/** A worker's watch, on a connection of its own where it is given one. */
const watch = (db = api.database.db): Promise<number> => {
  const deps: WatchNeedsDeps = {
    site,
    needs: [{ name: 'store', check: async () => missing }],
    lesserNeeds: [],
    book: new PostgresTroubleBook(db),
    clock: api.clock,
    log: silentLog,
    settings: { timeZone: 'Asia/Ho_Chi_Minh' },
  };
  return watchNeeds(deps);
};

const later = (minutes: number): void => {
  api.clock.atMs = noonMs + minutes * minuteMs;
};

const mailed = () => smtp.mails.map(({ to }) => to).sort();

describe('when something has been missing for five minutes', () => {
  it('is mailed to admins and technicians once, and once when it is over', async () => {
    expect(await watch()).toBe(0);
    later(5);
    expect(await watch()).toBe(2);
    expect(await sendNotifications(sending)).toBe(2);
    expect(mailed()).toEqual(['admin@ward.example', 'technician@ward.example']);
    later(30);
    expect(await watch()).toBe(0);
    missing = [];
    expect(await watch()).toBe(0);
    later(35);
    expect(await watch()).toBe(2);
    expect(await watch()).toBe(0);
    expect(await sendNotifications(sending)).toBe(2);
  });

  it('is written once though two workers look at the same time, and not again after a restart', async () => {
    const pool = openPool(api.database.url, () => {});
    const other = openDatabase(pool);
    await watch();
    later(5);
    const written = await Promise.all([watch(), watch(other), watch(), watch(other)]);
    expect(written.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(await watch(other)).toBe(0);
    await other.destroy();
  });

  it('is kept with its beginning for as long as it is seen', async () => {
    await watch();
    later(12);
    await watch();
    const book = new PostgresTroubleBook(api.database.db);
    const [store] = missing;
    const seen = { need: 'store', lack: store, site, sinceMs: noonMs, returns: 0 };
    expect(await book.open(site)).toEqual([{ ...seen, mailedAtMs: noonMs + 12 * minuteMs }]);
  });

  it('writes neither the trouble nor a letter when the transaction fails', async () => {
    const book = new PostgresTroubleBook(api.database.db);
    const failing = book.change(site, noonMs, () => {
      throw new Error('stopped');
    });
    await expect(failing).rejects.toThrow('stopped');
    expect(await book.open(site)).toEqual([]);
  });

  it('keeps a mail until the mail server takes it, and drops one without an address', async () => {
    await api.as('technician', 'nobody-reaches');
    await watch();
    later(5);
    expect(await watch()).toBe(3);
    smtp.answers = '451 try later';
    expect(await sendNotifications(sending)).toBe(0);
    smtp.answers = '250 taken';
    later(10);
    expect(await sendNotifications(sending)).toBe(2);
    later(60);
    expect(await sendNotifications(sending)).toBe(0);
  });
});
