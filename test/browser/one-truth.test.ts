import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import { createPeople, enterAuditor, type People } from '../../scripts/demo/people.ts';
import { footageOfAll } from '../../scripts/demo/steps.ts';
import { pagesOf } from '../../src/web/app/pages.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { filedRequest, type Person, words } from './acts.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

const languages: readonly Language[] = ['vi', 'en'];
const why = 'Không có trẻ nào mất tích';

/** Real service with one camera, real browser, whose own language is English. */
describe.skipIf(chromiumMissing)(`when pages say how things stand (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 1, firstAddress: '127.20.89.1' });
  let people: People;
  let camera: EnrolledCamera;
  let auditor: Person;
  let refused: string | undefined;

  beforeAll(async () => {
    const { service, ward } = raised.demo;
    people = await createPeople(service.url, service.setupToken ?? '');
    const [enrolled] = await enrolAll(people.technician, await discover(people.technician), ward.cameras);
    if (!enrolled) throw new Error('no camera was enrolled');
    camera = enrolled;
    auditor = await enterAuditor(service.url, people);
  });

  it.each(languages)('asks which time is meant before it looks anything up (%s)', async (language) => {
    const { page, complaints } = await raised.seat(language, people.accounts.officer);
    const { find } = words[language];
    await page.goto('/find?from=2026-11-20T10:00:00Z&to=2026-11-20T11:00:00Z');
    const time = page.getByLabel(find.time, { exact: true });
    await time.fill(language === 'vi' ? '9h ngày 19/11/2026' : '9:00 19/11/2026');
    await page.keyboard.press('Enter');
    const choices = page.getByRole('group', { name: find.whichTime }).getByRole('button');
    await choices.first().waitFor();
    expect(await choices.allTextContents()).toEqual([
      '19/11/2026 08:50:00 – 09:10:00',
      '19/11/2026 20:50:00 – 21:10:00',
    ]);
    await choices.first().and(page.locator(':focus')).waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toContain('2026-11-20T10:00');
    expect(await seriousFaults(page)).toEqual([]);
    await keepScreenshot(page, `which-time-${language}`);
    await choices.nth(1).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBe('2026-11-19T13:50:00.000Z');
    expect(await time.inputValue()).toBe('19/11/2026 20:50:00 – 21:10:00');
    expect(await choices.count()).toBe(0);
    await time.fill('19/11/2026');
    await page.keyboard.press('Enter');
    await expect.poll(() => choices.count()).toBe(6);
    expect(complaints).toEqual([]);
  });

  it.each(languages)(
    'says below a field what it lacks, in the language of the page (%s)',
    async (language) => {
      const { page, complaints } = await raised.visit(language, 390);
      const { signIn, validity } = words[language];
      await page.goto('/');
      await page.getByRole('button', { name: signIn.act, exact: true }).click();
      const faults = page.getByRole('alert');
      await faults.nth(1).waitFor();
      expect(await faults.allTextContents()).toEqual([validity.missing, validity.missing]);
      const name = page.getByLabel(signIn.name, { exact: true });
      await name.and(page.locator(':focus')).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `lacking-${language}`);
      await name.fill('ai');
      await expect.poll(() => faults.count()).toBe(1);
      await page.getByRole('button', { name: signIn.act, exact: true }).click();
      const password = page.getByLabel(signIn.password, { exact: true });
      await password.and(page.locator(':focus')).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  it('names a camera on the map', async () => {
    const { page, complaints } = await raised.seat('vi', people.accounts.officer);
    await page.goto('/find');
    const name = page.locator('.map-name.is-camera');
    await name.waitFor();
    const { name: called } = await people.technician.api.getCamera({ id: camera.id });
    expect(await name.textContent()).toBe(called);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(languages)(
    'offers in a request what an admin has set, and asks for the written request (%s)',
    async (language) => {
      const office = `Công an phường Hoa Sim (${language})`;
      await setLists(language, office);
      const { page, complaints } = await raised.seat(language, people.accounts.officer, 390);
      const { find, requestForm, problems, inbox } = words[language];
      const [{ lat, lon } = { lat: 0, lon: 0 }] = raised.demo.ward.cameras;
      await page.goto(`/find?near=${lat},${lon}&radius=200`);
      await page.getByRole('button', { name: find.fileRequest }).click();
      const form = page.getByRole('dialog', { name: requestForm.title });
      const field = (name: string) => form.getByLabel(name, { exact: true });
      await field(requestForm.caseNumber).fill(`VB-${language}`);
      await field(requestForm.authority).selectOption(office);
      // No legal basis is offered.
      await field(requestForm.legalBasis).fill('Điều 88');
      await field(requestForm.purpose).fill('Tìm xe máy bị lấy ở cổng chợ');
      await form.getByRole('button', { name: requestForm.act }).click();
      await field(requestForm.letterNumber).and(page.locator(':focus')).waitFor();
      await page.getByText(problems['letter-missing'].cause).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `letter-missing-${language}`);
      await field(requestForm.letterNumber).fill('45/YC-CAP');
      await field(requestForm.letterDay).fill('2024-05-20');
      await form.getByRole('button', { name: requestForm.act }).click();
      const { letter, legalBasis } = await people.officer.api.getRequest({ id: await filedRequest(page) });
      expect([letter, legalBasis]).toEqual([{ number: '45/YC-CAP', day: '2024-05-20' }, 'Điều 88']);
      await page.getByText(inbox.letterOf('45/YC-CAP', '20/05/2024')).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  async function setLists(language: Language, office: string): Promise<void> {
    const { page, complaints } = await raised.seat(language, people.accounts.admin, 390);
    const { sites: say, problems } = words[language];
    await page.goto('/sites');
    const offices = page.getByRole('group', { name: say.listNames.authorities });
    await offices.getByRole('button', { name: say.addLine }).click();
    await offices.locator('textarea').last().fill(office);
    const reload = await heldLists(page);
    await page.getByRole('button', { name: say.saveLists }).click();
    await page.getByText(say.listsSaved).waitFor();
    await page
      .getByRole('group', { name: say.listNames.legalBases })
      .locator('.actions button')
      .last()
      .click();
    // What is typed after a save outlives the reload that follows it.
    await reload();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: say.saveLists }).click();
    // Examples have gaps.
    await page.getByText(problems['listed-basis-invalid'].cause).waitFor();
    await keepScreenshot(page, `request-lists-${language}`);
    expect(complaints).toEqual([]);
  }

  /** Holds the lists that the page loads from now on; the function lets them come, and waits until they are shown. */
  async function heldLists(page: Page): Promise<() => Promise<void>> {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isLoad = (of: Request) => of.method() === 'GET' && of.url().endsWith('/api/request-lists');
    const loaded = page.waitForResponse((response) => isLoad(response.request()));
    await page.route('**/api/request-lists', async (route) => {
      if (isLoad(route.request())) await held;
      await route.continue();
    });
    return async () => {
      release();
      await (await loaded).finished();
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
    };
  }

  it('shows its keys on every page', async () => {
    for (const person of [...Object.values(people.accounts), { ...auditor, role: 'auditor' as const }]) {
      const { page } = await raised.seat('vi', person);
      for (const { path } of pagesOf(person.role)) {
        await page.goto(path);
        await page.getByRole('heading').first().waitFor({ state: 'attached' });
        await showKeys(page);
      }
      expect(await seriousFaults(page)).toEqual([]);
    }
  });

  async function showKeys(page: Page): Promise<void> {
    const { shortcuts } = words.vi;
    await page.getByRole('button', { name: shortcuts.title }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: shortcuts.title });
    await dialog.getByText(shortcuts.help).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }

  it.each(languages)(
    'calls an emergency that was found unjustified neither open nor to be opened, and says why (%s)',
    async (language) => {
      // An officer whose emergency was unjustified opens no other for a while.
      refused ??= await refusedEmergency();
      const { page, complaints } = await raised.seat(language, people.accounts.officer);
      const { requests, standing, submitted } = words[language];
      await page.goto('/requests');
      const row = page.getByRole('row').filter({ hasText: 'KC-1' });
      await row.getByText(why).waitFor();
      expect(await row.textContent()).not.toContain(requests.until);
      await keepScreenshot(page, `refused-${language}`);
      await page.goto(`/requests/${refused}`);
      const said = page.getByText(standing.refused).locator('..');
      await said.waitFor();
      expect(await said.textContent()).toContain(why);
      expect(await said.textContent()).toContain(standing.reviewed['not-justified']);
      await page.getByRole('heading', { name: submitted.course }).waitFor();
      expect(await page.getByText(submitted.expires).count()).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  async function refusedEmergency(): Promise<string> {
    const [footage] = await footageOfAll(people.officer, [camera], 1_000);
    const span = footage?.spans[0];
    if (!span) throw new Error('the camera has no footage');
    const { id } = await people.officer.api.openEmergency({
      caseNumber: 'KC-1',
      authority: 'Công an phường Cẩm Thịnh',
      legalBasis: 'BLTTHS Điều 88',
      purpose: 'Tìm cháu bé quanh cổng chợ',
      area: { cameras: [camera.id] },
      from: span.from,
      to: span.to,
      emergencyReason: 'Trẻ em mất tích, vừa thấy ở cổng chợ',
    });
    await people.custodian.api.reviewRequest({ id }, { verdict: 'not-justified', reason: why });
    return id;
  }

  it.each(languages)('never says of one camera that it is and is not recorded (%s)', async (language) => {
    await people.technician.api.changeCamera({ id: camera.id }, { enabled: false });
    const { page, complaints } = await raised.seat(language, people.accounts.technician);
    const { gaps, wishes } = words[language];
    await page.goto(`/cameras/${camera.id}`);
    await page.locator('tbody').getByText(gaps['switched-off']).waitFor();
    await page.getByText(wishes.never).waitFor();
    const pauses = page.getByRole('region', { name: wishes.history });
    expect(await pauses.textContent()).toContain(wishes.running);
    expect(await pauses.textContent()).not.toMatch(/đang ghi|recorded|recording/);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
