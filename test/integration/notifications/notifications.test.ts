import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remindCustodians, type SendDeps, sendNotifications } from '../../../src/access/index.ts';
import { createMailer } from '../../../src/adapters/nodemailer/mailer.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { createWebhook } from '../../../src/adapters/webhook/webhook.ts';
import { formatInstant, hourMs, silentLog } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aForm } from '../api/filing.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

const secret = 'a secret of the ward and its program';
const at = (ms: number): string => formatInstant(noonMs + ms);

let postgres: TestPostgres;
let api: TestApi;
let smtp: SmtpReceiver;
let hook: WebhookReceiver;
let sending: SendDeps;
let officer: Client;
let custodian: Client;
let cameraId: string;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  api = await startApi(postgres);
  [smtp, hook] = [await startSmtpReceiver(), await startWebhookReceiver(secret)];
  sending = {
    outbox: new PostgresNotificationRepository(api.database.db),
    mailer: createMailer({ url: smtp.url, from: 'camera@ward.example' }),
    webhook: createWebhook({ url: hook.url, secret }, api.clock),
    clock: api.clock,
    log: silentLog,
    settings: { timeZone: 'Asia/Ho_Chi_Minh', publicUrl: 'https://ward.example' },
  };
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  cameraId = (await aCamera(api, { name: 'Cột 14', neighbourhoodId })).id;
  officer = await api.as('officer');
  custodian = await api.as('custodian');
  await officer.call('PUT', '/api/account/email', { email: 'officer@ward.example' });
  await custodian.call('PUT', '/api/account/email', { email: 'custodian@ward.example' });
});
afterEach(async () => {
  await Promise.all([smtp.close(), hook.close()]);
  await api.close();
});

const file = async (over: object = {}, path = '/api/requests'): Promise<string> => {
  const form = aForm({ area: { cameras: [cameraId] }, from: at(-60_000), to: at(0), ...over });
  const { status, body } = await officer.post(path, form);
  if (status !== 201) throw new Error(`${status} ${body.code}`);
  return body.id;
};
const send = () => sendNotifications(sending);
const receivers = () => smtp.mails.map(({ to }) => to).sort();
const kinds = () => hook.events.map(({ body }) => body.kind);
/** The text of a mail, whatever its encoding for the way. */
const textOf = ({ raw }: { readonly raw: string }): string => {
  const [head = '', ...rest] = raw.split('\n\n');
  const body = rest.join('\n\n');
  if (/^content-transfer-encoding: base64$/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const joined = body.replaceAll('=\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

describe('when a request is submitted', () => {
  it('tells every custodian and the webhook what is asked, and until when to answer', async () => {
    const second = await api.as('custodian', 'second');
    await second.call('PUT', '/api/account/email', { email: 'second@ward.example' });
    const id = await file({ urgency: 'urgent' });
    expect(api.queue.added.at(-1)).toEqual({ name: 'send-notifications', payload: { siteId: 'ward' } });
    expect(await send()).toBe(3);
    expect(receivers()).toEqual(['custodian@ward.example', 'second@ward.example']);
    const [mail] = smtp.mails;
    const text = mail ? textOf(mail) : '';
    for (const part of ['VA-2026/118', 'A motorbike was taken', 'Công an phường Cẩm Thịnh'])
      expect(text).toContain(part);
    expect(text).toContain(`https://ward.example/requests/${id}`);
    // 14:00 UTC, in the ward's zone.
    expect(text).toMatch(/Answer by: 21 giờ 00 ngày/);
    const [told, ...others] = hook.events;
    expect(others).toEqual([]);
    expect(told?.body.id).toMatch(/^ntf_/);
    expect(told).toEqual({
      isSigned: true,
      body: {
        id: told?.body.id,
        kind: 'request-submitted',
        requestId: id,
        urgency: 'urgent',
        caseNumber: 'VA-2026/118',
        answerBy: at(2 * hourMs),
        link: `https://ward.example/requests/${id}`,
      },
    });
    expect(await send()).toBe(0);
  });

  it('tells a deputy too, and the officer what became of it', async () => {
    const deputy = await api.as('technician', 'deputy');
    await deputy.call('PUT', '/api/account/email', { email: 'deputy@ward.example' });
    await custodian.post('/api/deputies', { name: 'deputy', from: at(0), to: at(hourMs) });
    const id = await file();
    await send();
    expect(receivers()).toEqual(['custodian@ward.example', 'deputy@ward.example']);
    await custodian.post(`/api/requests/${id}/decision`, { verdict: 'refused', reason: 'Not for this case' });
    await send();
    expect(receivers()).toContain('officer@ward.example');
    expect(kinds()).toEqual(['request-submitted', 'request-refused']);
  });

  it('is told by the schedule when the queue cannot be reached', async () => {
    api.queue.isDown = true;
    await file();
    expect(await send()).toBe(2);
  });

  it('drops what would go where nobody is reached', async () => {
    const { mailer: _, webhook: __, ...nowhere } = sending;
    await file();
    expect(await sendNotifications(nowhere)).toBe(0);
    expect(await send()).toBe(0);
  });
});

describe('when a receiver does not take it', () => {
  it('is tried again later and later, while the others are told', async () => {
    hook.answers = 503;
    await file();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    api.clock.atMs += 30_000;
    expect(await send()).toBe(0);
    api.clock.atMs += 30_000;
    hook.answers = 200;
    expect(await send()).toBe(0);
    api.clock.atMs += 30_000;
    expect(await send()).toBe(1);
    expect(new Set(hook.events.map(({ body }) => body.id)).size).toBe(1);
    expect(receivers()).toEqual(['custodian@ward.example']);
  });

  it('follows no redirect', async () => {
    hook.answers = 307;
    await file();
    expect(await send()).toBe(1);
    expect(hook.events).toHaveLength(1);
  });

  it('is given up at once when the mail server refuses the address for good', async () => {
    smtp.answers = '550 nobody of that name';
    await file();
    expect(await send()).toBe(1);
    smtp.answers = '250 taken';
    api.clock.atMs += 24 * hourMs;
    expect(await send()).toBe(0);
    expect(smtp.mails).toEqual([]);
  });

  it('is sent once though two workers send at the same time', async () => {
    for (let i = 0; i < 5; i++) await file();
    const sent = await Promise.all([send(), send(), send()]);
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(10);
    expect(hook.events).toHaveLength(5);
    expect(smtp.mails).toHaveLength(5);
  });
});

describe('when nobody answers', () => {
  const remind = async (atMs: number): Promise<number> => {
    api.clock.atMs = noonMs + atMs;
    return remindCustodians({ requests: api.deps.requests, outbox: sending.outbox, clock: api.clock });
  };

  it('reminds halfway, at the end and every day, each time once, until somebody does', async () => {
    const id = await file();
    await send();
    expect(await remind(12 * hourMs - 1)).toBe(0);
    expect(await remind(12 * hourMs)).toBe(2);
    expect(await remind(13 * hourMs)).toBe(0);
    expect(await remind(24 * hourMs)).toBe(2);
    expect(await remind(47 * hourMs)).toBe(0);
    // Three days away: the last reminder, not three of them.
    expect(await remind(5 * 24 * hourMs)).toBe(2);
    await send();
    expect(kinds().sort()).toEqual([
      'answer-awaited',
      'answer-overdue',
      'answer-overdue',
      'request-submitted',
    ]);
    const later = await api.as('custodian', 'later');
    await later.post(`/api/requests/${id}/decision`, { verdict: 'approved' });
    expect(await remind(9 * 24 * hourMs)).toBe(0);
  });

  it('reminds of an emergency until it is reviewed', async () => {
    const id = await file({ emergencyReason: 'A child is missing since noon' }, '/api/emergencies');
    await send();
    expect(kinds()).toEqual(['emergency-opened']);
    const [mail] = smtp.mails;
    expect(mail && textOf(mail)).toContain('A child is missing since noon');
    expect(await remind(24 * hourMs)).toBe(2);
    const later = await api.as('custodian', 'later');
    const review = { verdict: 'justified', reason: 'The child was found by it' };
    expect((await later.post(`/api/requests/${id}/review`, review)).status).toBe(200);
    expect(await remind(3 * 24 * hourMs)).toBe(0);
  });
});
