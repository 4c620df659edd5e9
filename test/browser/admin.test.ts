import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { footageOfAll } from '../../scripts/demo/acts.ts';
import { type Cast, hireCast, type Player } from '../../scripts/demo/cast.ts';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import { lookInside } from '../../scripts/demo/look-inside.ts';
import { until } from '../../scripts/demo/until.ts';
import type { DeletionReceipt } from '../../src/client/index.ts';
import { seriousFaults } from './accessibility.ts';
import { signIn, words } from './acts.ts';
import { chromiumMissing, type Language } from './chromium.ts';
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
  const raised = raisedWard({ cameras: 2, firstAddress: '127.20.72.1' });
  let cast: Cast;
  let enrolled: readonly EnrolledCamera[];

  beforeAll(async () => {
    cast = await hireCast(raised.stage.service.url, raised.stage.service.setupToken ?? '');
    enrolled = await enrolAll(cast.technician, await discover(cast.technician), raised.stage.ward.cameras);
  });

  const begin = async (language: Language, role: Player['role']) => {
    const visitor = await raised.visit(language);
    await signIn(visitor.page, words[language], cast.players[role]);
    return visitor;
  };

  const keysIn = async (): Promise<Set<string>> => {
    const all = await Promise.all(enrolled.map(({ id }) => lookInside(raised.stage, id)));
    return new Set(all.flatMap(({ rows, objects }) => [...rows, ...objects]));
  };

  it.each(['vi', 'en'] as const)(
    'sets a policy, and what is past it is gone from console, store and catalogue (%s)',
    async (language) => {
      await footageOfAll(cast.officer, enrolled, 25_000);
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
      await expectExpired(language, receipt.from, receipt.to);
      expect(complaints).toEqual([]);
    },
  );

  const receiptFor = (cause: DeletionReceipt['cause']): Promise<DeletionReceipt> =>
    until(
      async () =>
        (await cast.admin.api.listDeletionReceipts({})).receipts.find((receipt) => receipt.cause === cause),
      { what: `a receipt by ${cause}`, withinMs: 60_000 },
    );

  async function setPolicy(page: Page, language: Language): Promise<void> {
    const { frame, policies: labels } = words[language];
    const { days, quotaGb } = policies[language];
    await page.getByRole('link', { name: frame.policies, exact: true }).click();
    await page.getByLabel(labels.days, { exact: true }).fill(days);
    await page.getByLabel(labels.minimumDays, { exact: true }).fill('0');
    await page.getByLabel(labels.quota).fill(quotaGb);
    expect(await seriousFaults(page)).toEqual([]);
    const form = page.locator('form').filter({ has: page.getByLabel(labels.minimumDays, { exact: true }) });
    await form.locator('button[type=submit]').click();
    // What deletes at once says how much, and is named by its verb; days count by whole ones of UTC, so only past midnight.
    const agree = page.getByRole('dialog').locator('button.danger');
    if (quotaGb === '') await agree.or(page.getByText(labels.inForce('').slice(0, -1))).waitFor();
    else await agree.waitFor();
    if (!(await agree.isVisible())) return;
    expect(await agree.textContent()).toMatch(/\d/);
    expect(await seriousFaults(page)).toEqual([]);
    await agree.click();
  }

  /** The officer's lanes say `expired`, and offer nothing of that time. */
  async function expectExpired(language: Language, from: string, to: string): Promise<void> {
    const [camera] = enrolled;
    const look = (range: { from: string; to: string }) =>
      cast.officer.api.lookUpFootage({ camera: camera?.id ?? '', ...range });
    // The receipt is for both cameras, whose segments end at different instants.
    const { cameras: seen } = await look({ from, to });
    const gap = seen[0]?.gaps.find(({ reason }) => reason === 'expired');
    if (!gap) throw new Error('nothing of the camera has expired');
    expect((await look({ from: gap.from, to: gap.to })).cameras[0]?.spans).toEqual([]);
    const { page, context } = await begin(language, 'officer');
    const { facts } = camera ?? {};
    const search = new URLSearchParams({ near: `${facts?.lat},${facts?.lon}`, from, to });
    await page.goto(`/find?${search.toString()}`);
    await page.getByText(words[language].lanes.asTable).click();
    await page.getByText(words[language].gaps.expired).first().waitFor({ state: 'attached' });
    await context.close();
  }

  it('sets no policy while nobody can say what it would delete', async () => {
    const { page, context } = await begin('vi', 'admin');
    const { policies: labels, common } = words.vi;
    await page.route('**/api/retention/forecast*', (route) => route.abort());
    await page.goto('/policies');
    await page.getByLabel(labels.days, { exact: true }).fill('7');
    const act = page.getByRole('button', { name: labels.act('7') });
    await page.getByRole('region', { name: labels.forecast }).getByRole('alert').waitFor();
    expect(await act.isDisabled()).toBe(true);
    await page.unroute('**/api/retention/forecast*');
    await page.getByRole('button', { name: common.tryAgain }).click();
    await expect.poll(() => act.isDisabled()).toBe(false);
    await context.close();
  });

  it.each(['vi', 'en'] as const)('locks a user out and in again, in words (%s)', async (language) => {
    const { page, context, complaints } = await begin(language, 'admin');
    const { users } = words[language];
    const { fullName } = cast.players.technician;
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
    await context.close();
  });

  it.each(['vi', 'en'] as const)('has screens without serious faults (%s)', async (language) => {
    const { page, context, complaints } = await begin(language, 'admin');
    for (const path of ['/users', '/policies', '/holds', '/sites']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      expect(await seriousFaults(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
