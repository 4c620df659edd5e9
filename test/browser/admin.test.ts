import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import { lookInside } from '../../scripts/demo/look-inside.ts';
import { createPeople, type DemoAccount, type People } from '../../scripts/demo/people.ts';
import { footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import { readWardId } from '../../src/adapters/disk/ward-id.ts';
import { connectProducer } from '../../src/adapters/redis/connect.ts';
import { RedisFailedJobRepository } from '../../src/adapters/redis/failed-job-repository.ts';
import type { DeletionReceipt } from '../../src/client/index.ts';
import { type JobFailure, jobIdentity } from '../../src/jobs/index.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';
import { raisedWard } from './raised-ward.ts';

const daySeconds = 86_400;

/** By days in one language, by a quota in the other: what is past either must go, and the console must say so. */
const policies: Readonly<
  Record<Language, { days: string; quotaGb: string; cause: DeletionReceipt['cause'] }>
> = {
  vi: { days: String(20 / daySeconds), quotaGb: '', cause: 'days' },
  en: { days: '30', quotaGb: '0.000001', cause: 'quota' },
};

describe.skipIf(chromiumMissing)(`when an admin keeps a ward (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 2, firstAddress: '127.20.72.1' }, async () => ({
    MINHCHUNG_MINIMUM_RETENTION: '1s',
    MINHCHUNG_SHORTENING_DELAY: '1s',
  }));
  let people: People;
  let enrolled: readonly EnrolledCamera[];

  beforeAll(async () => {
    people = await createPeople(raised.demo.service.url, raised.demo.service.setupToken ?? '');
    enrolled = await enrolAll(people.technician, await discover(people.technician), raised.demo.ward.cameras);
  });

  const begin = (language: Language, role: DemoAccount['role']) =>
    raised.seat(language, people.accounts[role]);

  const keysIn = async (): Promise<Set<string>> => {
    const all = await Promise.all(enrolled.map(({ id }) => lookInside(raised.demo, id)));
    return new Set(all.flatMap(({ rows, objects }) => [...rows, ...objects]));
  };

  it.each(['vi', 'en'] as const)(
    'sets a policy, and what is past it is gone from console, store and catalogue (%s)',
    async (language) => {
      await footageOfAll(people.officer, enrolled, 25_000);
      const before = await keysIn();
      const { page, context, complaints } = await begin(language, 'admin');
      await setPolicy(page, language);
      const receipt = await receiptFor(policies[language].cause);
      await page.getByText(receipt.keysSha256).waitFor();
      const left = await keysIn();
      const gone = [...before].filter((key) => !left.has(key));
      // What came in since, and went at once, is in the receipt alone.
      expect(gone.length).toBeGreaterThan(0);
      expect(receipt.objects).toBeGreaterThan(0);
      await context.close();
      await expectExpired(language, receipt);
      expect(complaints).toEqual([]);
    },
  );

  /** What the officer is told of the first camera. */
  const look = async ({ from, to }: { readonly from: string; readonly to: string }) =>
    (await people.officer.api.lookUpFootage({ camera: enrolled[0]?.id ?? '', from, to })).cameras[0];

  const expiredGap = async (range: DeletionReceipt) =>
    (await look(range))?.gaps.find(({ reason }) => reason === 'expired');

  /** One that is for the first camera too: a quota takes segment by segment, of either camera. */
  const receiptFor = (cause: DeletionReceipt['cause']): Promise<DeletionReceipt> =>
    until(
      async () => {
        const { receipts } = await people.admin.api.listDeletionReceipts({});
        for (const receipt of receipts.filter((each) => each.cause === cause))
          if (await expiredGap(receipt)) return receipt;
        return undefined;
      },
      { what: `a receipt by ${cause} for the first camera`, withinMs: 120_000 },
    );

  async function setPolicy(page: Page, language: Language): Promise<void> {
    const { frame, policies: labels, shortenings } = words[language];
    const { days, quotaGb } = policies[language];
    await page.getByRole('link', { name: frame.policies, exact: true }).click();
    await page.getByLabel(labels.days, { exact: true }).fill(days);
    await page.getByLabel(labels.minimumDays, { exact: true }).fill(String(1 / daySeconds));
    await page.getByLabel(labels.quota).fill(quotaGb);
    expect(await seriousFaults(page)).toEqual([]);
    const form = page.locator('form').filter({ has: page.getByLabel(labels.minimumDays, { exact: true }) });
    await form.locator('button[type=submit]').click();
    // What shortens says what goes and when, and is named by its verb.
    const dialog = page.getByRole('dialog', { name: labels.shortenTitle });
    const agree = dialog.locator('button.danger');
    await agree.waitFor();
    expect(await agree.textContent()).toMatch(/\d/);
    // Of what is over the quota, the days of the policy before may have taken all.
    if (quotaGb === '') expect(await dialog.getByText(shortenings.nothingYet).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await agree.click();
  }

  /** The officer's lanes say `expired`, and offer nothing of that time. */
  async function expectExpired(language: Language, receipt: DeletionReceipt): Promise<void> {
    // The receipt is for both cameras, whose segments end at different instants.
    const gap = await expiredGap(receipt);
    if (!gap) throw new Error('nothing of the camera has expired');
    expect((await look(gap))?.spans).toEqual([]);
    const { page } = await begin(language, 'officer');
    const { facts } = enrolled[0] ?? {};
    const { from, to } = receipt;
    const search = new URLSearchParams({ near: `${facts?.lat},${facts?.lon}`, from, to });
    await page.goto(`/find?${search.toString()}`);
    await page.getByText(words[language].lanes.asTable).click();
    await page.getByText(words[language].gaps.expired).first().waitFor({ state: 'attached' });
  }

  it('sets no policy while nobody can say what it would delete', async () => {
    const { page } = await begin('vi', 'admin');
    const { policies: labels, common } = words.vi;
    await page.addInitScript(
      `addEventListener('click', ({ target }) => { window.triesAgain = Boolean(target.closest('[role=alert] button')); }, true)`,
    );
    // Until then it fails also when the page asks by itself, which would take the button away.
    await page.route('**/api/retention/forecast*', async (route) =>
      (await page.evaluate('window.triesAgain')) ? route.continue() : route.abort(),
    );
    await page.goto('/policies');
    await page.getByLabel(labels.days, { exact: true }).fill('7');
    const act = page.getByRole('button', { name: labels.act('7') });
    await page.getByRole('region', { name: labels.forecast }).getByRole('alert').waitFor();
    expect(await act.isDisabled()).toBe(true);
    await page.getByRole('button', { name: common.tryAgain }).click();
    await expect.poll(() => act.isDisabled()).toBe(false);
  });

  it.each(['vi', 'en'] as const)('locks a user out and in again, in words (%s)', async (language) => {
    const { page, complaints } = await begin(language, 'admin');
    const { users } = words[language];
    const { fullName } = people.accounts.technician;
    const change = page.getByRole('button', { name: users.changeOf(fullName) });
    const row = page.getByRole('row').filter({ has: change });
    await change.click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: users.disable }).click();
    await row.getByText(users.disabled, { exact: true }).waitFor();
    await change.click();
    await page.getByRole('dialog').getByRole('button', { name: users.enable }).click();
    await row.getByText(users.enabled, { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  /** A job of the last minute that failed: of an import that is gone, so that its work is nothing. */
  async function aFailedJob(importId: string): Promise<JobFailure> {
    const { queues } = await people.admin.api.listQueues();
    const queue = queues.find(({ job }) => job === 'import-cameras')?.queue ?? '';
    const payload = { siteId: queue.slice('import-cameras.'.length), importId };
    const failure = {
      ...jobIdentity('import-cameras', payload),
      code: 'catalogue-unavailable',
      atMs: Date.now(),
    };
    const redis = connectProducer(raised.demo.service.env.REDIS_URL ?? '', () => {});
    await once(redis, 'ready');
    const ward = await readWardId(join(raised.demo.dataDir, 'spool/ward-id'));
    if (ward === undefined) throw new Error('no ward is remembered');
    await new RedisFailedJobRepository(redis, ward).keep(queue, failure);
    redis.disconnect();
    return failure;
  }

  it.each(['vi', 'en'] as const)('sees why a job failed, and has it done again (%s)', async (language) => {
    const { id } = await aFailedJob(`imp_gone_${language}`);
    const { jobs: labels, problems } = words[language];
    const { page, complaints } = await begin(language, 'admin');
    await page.goto('/system');
    const queue = page.getByRole('row').filter({ hasText: labels.names['import-cameras'] });
    await queue.getByRole('link', { name: '1', exact: true }).click();
    const job = page.getByRole('row').filter({ hasText: id });
    await job.getByText(problems['catalogue-unavailable'].cause).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await job.getByRole('button').click();
    await page.getByText(labels.none, { exact: true }).waitFor();
    await page.getByRole('link', { name: labels.states['done-since'] }).click();
    await job.waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(['vi', 'en'] as const)('has screens without serious faults (%s)', async (language) => {
    const { page, complaints } = await begin(language, 'admin');
    for (const path of ['/users', '/policies', '/holds', '/sites', '/system']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      expect(await seriousFaults(page)).toEqual([]);
    }
    const custodian = await begin(language, 'custodian');
    await seeRetention(custodian.page, language);
    expect([...complaints, ...custodian.complaints]).toEqual([]);
  });

  /** The policy that counts, for who sets none. */
  async function seeRetention(page: Page, language: Language): Promise<void> {
    const { frame, policies: labels } = words[language];
    await page.getByRole('link', { name: frame.policies, exact: true }).click();
    await page
      .getByRole('region', { name: labels.kept })
      .getByText(labels.keptFor, { exact: true })
      .waitFor();
    expect(await page.getByLabel(labels.days, { exact: true }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
  }
});
