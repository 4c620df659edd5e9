import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { sendNotifications } from '../../../src/access/index.ts';
import { createMailer } from '../../../src/adapters/nodemailer/mailer.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { PostgresDepartures } from '../../../src/adapters/postgres/log/departures.ts';
import { newestLog } from '../../../src/adapters/postgres/log/evidence-logs.ts';
import { PostgresHeadOutbox } from '../../../src/adapters/postgres/log/head-outbox.ts';
import { createWebhook } from '../../../src/adapters/webhook/webhook.ts';
import { dayMs, newId, silentLog } from '../../../src/core/index.ts';
import { openCheckpoint } from '../../../src/log/index.ts';
import { postHeads } from '../../../src/witness/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { aWitnessedLog, logKey, logOrigin } from '../../support/witnessed-log.ts';

const secret = 'a secret of the ward and its program';
const clock = new HandClock();
const log = aWitnessedLog(7);
const { headReceivers } = loadConfig({
  MINHCHUNG_HEAD_RECEIVERS: 'auditor, custodian,pc06@quan1.example',
});
let postgres: TestPostgres;
let catalogue: TestDatabase;
let smtp: SmtpReceiver;
let hook: WebhookReceiver;

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  [smtp, hook] = [await startSmtpReceiver(), await startWebhookReceiver(secret)];
  for (const role of ['auditor', 'custodian', 'officer'] as const)
    await catalogue.db
      .insertInto('app_user')
      .values({
        id: newId('user', clock.nowMs()),
        name: role,
        full_name: role,
        role,
        password_hash: null,
        created_at_ms: clock.nowMs(),
        email: `${role}@ward.example`,
        role_since_ms: null,
      })
      .execute();
  await newestLog(catalogue.db, { number: 1, origin: logOrigin, begunAtMs: clock.nowMs() });
});

afterAll(async () => {
  await Promise.all([smtp?.close(), hook?.close()]);
  await catalogue?.close();
  await postgres?.stop();
});

const post = (note: Uint8Array | undefined) =>
  postHeads({
    note: async () => note,
    key: async () => logKey,
    witnessKeys: [],
    outbox: new PostgresHeadOutbox(catalogue.db, headReceivers),
    clock,
  });

const send = () =>
  sendNotifications({
    outbox: new PostgresNotificationRepository(catalogue.db),
    mailer: createMailer({ url: smtp.url, from: 'camera@ward.example' }),
    webhook: createWebhook({ url: hook.url, secret }, clock),
    clock,
    log: silentLog,
    settings: { timeZone: 'Asia/Ho_Chi_Minh' },
  });

describe('when a day has passed', () => {
  it('sends the checkpoint to those who keep it, at home and elsewhere, and to the webhook: once', async () => {
    const note = await log.checkpoint(7);
    expect(await post(note)).toBe(0);
    expect(await post(undefined)).toBe(0);
    clock.advance(dayMs);
    expect(await post(note)).toBe(4);
    expect(await post(note)).toBe(0);
    expect(await new PostgresDepartures(catalogue.db).newest()).toEqual([]);
    await send();
    expect(smtp.mails.map(({ to }) => to).toSorted()).toEqual([
      'auditor@ward.example',
      'custodian@ward.example',
      'pc06@quan1.example',
    ]);
    const [event] = hook.events.map(({ body }) => body);
    expect(event).toMatchObject({ kind: 'log-head' });
    expect(openCheckpoint(Buffer.from(String(event?.checkpoint)), logKey).checkpoint.size).toBe(7);
    const left = { size: 7, leftAtMs: clock.nowMs() };
    expect(await new PostgresDepartures(catalogue.db).newest()).toEqual(
      expect.arrayContaining([
        { way: 'mail', ...left },
        { way: 'webhook', ...left },
      ]),
    );
    clock.advance(dayMs - 1);
    expect(await post(note)).toBe(0);
    clock.advance(1);
    expect(await post(note)).toBe(4);
  });
});
