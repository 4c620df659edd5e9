import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Authenticator } from '../../scripts/demo/authenticator.ts';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import type { Span } from '../../scripts/demo/footage.ts';
import { createPeople, makeAccount, type People } from '../../scripts/demo/people.ts';
import { footageOfAll } from '../../scripts/demo/steps.ts';
import { calendarDayOf } from '../../src/camera/index.ts';
import { sha256Hex } from '../../src/core/index.ts';
import { chromiumMissing, type Language, type Visitor } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { type Person, words } from './acts.ts';
import { raisedWard } from './raised-ward.ts';

const password = 'một mật khẩu rất dài';
const colleague: Person = { name: 'canbo2', fullName: 'Trần Văn Hai', password };
const auditor: Person = { name: 'kiemsoat', fullName: 'Kiểm soát viên Lê', password };
const reasons = {
  emergency: 'Trẻ em mất tích, vừa thấy ở cổng chợ',
  review: { vi: 'Đã gọi trực ban, tin báo là thật', en: 'The duty officer confirmed the report' },
  pause: { vi: 'Nhà có việc riêng', en: 'A wedding at the house' },
  opening: { vi: 'Kiểm tra định kỳ tháng 11', en: 'The monthly check of November' },
} as const;

/** Real service; the officer is a program, everybody else sits at a screen. */
describe.skipIf(chromiumMissing)(
  `when a case cannot wait for a second person (${chromiumMissing ?? 'Chromium'})`,
  () => {
    const raised = raisedWard({ cameras: 2, firstAddress: '127.20.74.1' });
    let people: People;
    let enrolled: readonly EnrolledCamera[];
    /** Of the first camera. */
    let recorded: Span;

    beforeAll(async () => {
      people = await createPeople(raised.demo.service.url, raised.demo.service.setupToken ?? '');
      enrolled = await enrolAll(
        people.technician,
        await discover(people.technician),
        raised.demo.ward.cameras,
      );
      await makeAccount(people.admin, { ...auditor, role: 'auditor' });
      await makeAccount(people.admin, { ...colleague, role: 'officer' });
      const footage = await footageOfAll(people.officer, enrolled, 15_000);
      const span = footage.find(({ id }) => id === enrolled[0]?.id)?.spans[0];
      if (!span) throw new Error('there is no footage of the first camera');
      recorded = { from: span.from, to: span.to };
    });

    let deputy: Person | undefined;

    const what = (caseNumber: string) => ({
      caseNumber,
      authority: 'Công an phường Cẩm Thịnh',
      legalBasis: 'BLTTHS Điều 88',
      letter: { number: '45/YC-CAP', day: '2024-05-20' },
      purpose: 'Tìm cháu bé quanh cổng chợ',
      area: { cameras: enrolled.map(({ id }) => id) },
      ...recorded,
    });

    it.each(['vi', 'en'] as const)(
      'is opened at once, reviewed by a custodian, and found in the log by an auditor (%s)',
      async (language) => {
        const caseNumber = `KC-${language}`;
        const { officer } = people;
        await officer.api.lookUpFootage({ camera: enrolled[0]?.id ?? '', ...recorded });
        const { letter: _, ...form } = what(caseNumber);
        const { id } = await officer.api.openEmergency({ ...form, emergencyReason: reasons.emergency });
        await officer.bytes(`/api/requests/${id}/cameras/${enrolled[0]?.id ?? ''}/playlist.m3u8`);
        await review(language, caseNumber);
        await audit(language, caseNumber, id);
        await addLetter(language, caseNumber, id);
        await readMonth(language);
      },
    );

    async function review(language: Language, caseNumber: string): Promise<void> {
      const { page, complaints } = await raised.seat(language, people.accounts.custodian);
      const { inbox } = words[language];
      const card = page.getByRole('article', { name: caseNumber });
      await card.getByText(reasons.emergency).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await card.getByRole('button', { name: inbox.justified, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(inbox.reason).fill(reasons.review[language]);
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: inbox.justified, exact: true }).click();
      await page.getByText(inbox.done.justified(caseNumber)).waitFor();
      await card.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    }

    /** It is in the inbox until its officer has added the written request, also after the review. */
    async function addLetter(language: Language, caseNumber: string, id: string): Promise<void> {
      const { emergencies, requestForm, inbox } = words[language];
      const custodian = await raised.seat(language, people.accounts.custodian);
      await custodian.page.goto('/inbox');
      const owing = custodian.page.getByRole('region', { name: emergencies.withoutLetter });
      await owing.getByRole('link', { name: caseNumber }).waitFor();
      expect(await seriousFaults(custodian.page)).toEqual([]);
      const { page, complaints } = await raised.seat(language, people.accounts.officer);
      await page.goto(`/requests/${id}`);
      await page.getByText(emergencies.letterOwed).waitFor();
      await page.getByRole('button', { name: emergencies.letterAdd }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(requestForm.letterNumber).fill('46/YC-CAP');
      const day = calendarDayOf(Date.parse(recorded.from), 'Asia/Ho_Chi_Minh');
      await dialog.getByLabel(requestForm.letterDay).fill(day);
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: emergencies.letterAdd }).click();
      await page.getByRole('button', { name: emergencies.letterCorrect }).waitFor();
      const written = inbox.letterOf('46/YC-CAP', day.split('-').reverse().join('/'));
      await page.getByText(written, { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      await owing.getByRole('link', { name: caseNumber }).waitFor({ state: 'detached' });
      expect(custodian.complaints).toEqual([]);
    }

    /** The auditor reads the month, goes back to one before this ward, and prints it. */
    async function readMonth(language: Language): Promise<void> {
      const { audit: labels, report } = words[language];
      const { page, complaints } = await raised.seat(language, auditor);
      await page.getByRole('heading', { name: labels.title, exact: true }).waitFor();
      await page.getByRole('link', { name: report.title, exact: true }).click();
      const row = page.getByRole('row').filter({
        has: page.getByRole('rowheader', { name: report.emergencies, exact: true }),
      });
      await row.waitFor();
      // Two months: the ward may have been raised just before the end of one.
      for (let back = 0; back < 2; back++)
        await page.getByRole('button', { name: report.earlier, exact: true }).click();
      await page.waitForURL(/month=\d{4}-\d\d$/);
      await page.getByText(report.empty, { exact: true }).waitFor();
      const sheet = page.waitForEvent('popup');
      await page.getByRole('link', { name: report.print, exact: true }).click();
      const printed = await sheet;
      await printed.getByRole('heading', { level: 1 }).waitFor();
      expect(new URL(printed.url()).searchParams.get('language')).toBe(language);
      expect(complaints).toEqual([]);
    }

    async function audit(language: Language, caseNumber: string, id: string): Promise<void> {
      const { page, complaints } = await raised.seat(language, auditor);
      const { audit: labels, verifying } = words[language];
      await page.goto(`/audit?view=events&request=${id}`);
      const rows = page.locator('tbody tr');
      for (const event of ['emergency-opened', 'playlist-issued', 'emergency-reviewed'] as const)
        await rows.getByText(labels.events[event], { exact: true }).waitFor();
      await openOfficer(page, language);
      await page.locator('summary').filter({ hasText: verifying.title }).click();
      await page.getByRole('button', { name: verifying.act, exact: true }).click();
      await page.getByText(verifying.holds, { exact: true }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await findSearch(page, language);
      await findFile(page, language);
      await findSession(page, language, caseNumber);
      await page.goto(`/requests/${id}`);
      await page.getByText(reasons.review[language]).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }

    /** Whom the pseudonym of the emergency means: learnt with a reason, and that is a row of its own. */
    async function openOfficer(page: Page, language: Language): Promise<void> {
      const { actors, audit: labels, roles } = words[language];
      const row = page
        .getByRole('row')
        .filter({ has: page.getByText(labels.events['emergency-opened'], { exact: true }) });
      await row.getByRole('button', { name: /psn_/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(actors.reason).fill(reasons.opening[language]);
      await dialog.getByRole('button', { name: actors.act }).click();
      const { fullName, name } = people.accounts.officer;
      await row.getByText(actors.is(fullName, name, roles.officer)).waitFor();
    }

    /** The officer's search is a row; the file has the same rows, and the reason for which a name was opened. */
    async function findSearch(page: Page, language: Language): Promise<void> {
      const { audit: labels } = words[language];
      await page.goto('/audit');
      await page.getByLabel(labels.event, { exact: true }).selectOption('footage-searched');
      await page.getByRole('button', { name: labels.act, exact: true }).click();
      await page.waitForURL('**/audit?event=footage-searched');
      await page.locator('tbody tr').getByText(labels.events['footage-searched']).first().waitFor();
      await page.goto('/audit?event=actor-opened');
      await page.getByText(reasons.opening[language]).waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: labels.csv }).click();
      expect(await readFile(await (await download).path(), 'utf8')).toContain(reasons.opening[language]);
    }

    /** A file that nobody was given: its digest alone goes to the service. */
    async function findFile(page: Page, language: Language): Promise<void> {
      const { audit: labels } = words[language];
      const buffer = Buffer.from('no picture of this ward');
      await page.goto('/audit');
      await page
        .getByLabel(labels.digestFile)
        .setInputFiles({ name: 'found.jpg', mimeType: 'image/jpeg', buffer });
      await expect.poll(() => page.getByLabel(labels.digest).inputValue()).toBe(sha256Hex(buffer));
      await page.getByRole('button', { name: labels.act, exact: true }).click();
      await page.waitForURL(`**/audit?digest=${sha256Hex(buffer)}`);
      await page.getByText(labels.none).waitFor();
    }

    /** The look is one row under its case, which opens to its events; the filter stands in the address. */
    async function findSession(page: Page, language: Language, caseNumber: string): Promise<void> {
      const { audit: labels, looking } = words[language];
      const [at = { lat: 0, lon: 0 }] = raised.demo.ward.cameras;
      await page.goto('/audit');
      await page.getByLabel(labels.caseNumber, { exact: true }).fill(caseNumber.toLowerCase());
      await page.getByLabel(looking.place, { exact: true }).fill(`${at.lat}, ${at.lon}`);
      await page.getByRole('button', { name: labels.act, exact: true }).click();
      await page.waitForURL(`**/audit?case=${caseNumber.toLowerCase()}&near=*`);
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: caseNumber }) });
      await row.getByText(looking.looks('1'), { exact: true }).waitFor();
      await row.getByRole('button', { name: looking.open('1') }).click();
      const events = page.getByRole('region', { name: looking.eventsOf });
      await events.getByText(labels.events['playlist-issued'], { exact: true }).waitFor();
      expect(new URL(page.url()).searchParams.get('session')).toMatch(/^cus_/);
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByLabel(looking.order).selectOption('oldest');
      await page.waitForURL('**&order=oldest');
      await row.getByRole('button', { name: looking.open('1') }).waitFor();
    }

    it.each(['vi', 'en'] as const)(
      'decides a request in two clicks, or refuses it (%s)',
      async (language) => {
        const [approved, refused] = await Promise.all(
          ['A', 'B'].map((letter) => people.officer.api.fileRequest(what(`VV-${language}-${letter}`))),
        );
        const { page, complaints } = await raised.seat(language, people.accounts.custodian);
        const { inbox } = words[language];
        await page
          .getByRole('article', { name: `VV-${language}-A` })
          .getByRole('button', { name: inbox.approve })
          .click();
        await page.getByRole('dialog').getByRole('button', { name: inbox.approve }).click();
        await page.getByText(inbox.done.approved(`VV-${language}-A`)).waitFor();
        // Who works by keyboard goes on where the next request begins.
        await page.locator('.card-title:focus').waitFor();
        await page
          .getByRole('article', { name: `VV-${language}-B` })
          .getByRole('button', { name: inbox.refuse })
          .click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(inbox.reason).fill(reasons.review[language]);
        await dialog.getByRole('button', { name: inbox.refuse }).click();
        await page.getByText(inbox.done.refused(`VV-${language}-B`)).waitFor();
        const stateOf = async (id = '') => (await people.officer.api.getRequest({ id })).state;
        expect([await stateOf(approved?.id), await stateOf(refused?.id)]).toEqual(['approved', 'refused']);
        expect(complaints).toEqual([]);
      },
    );

    it('counts what waits in the header, and is shown no coverage for it: that would be recorded', async () => {
      const { id } = await people.officer.api.fileRequest(what('VV-D'));
      const { context } = await raised.seat('vi', people.accounts.custodian);
      // A page of its own: the one they began with shows the inbox, which asks for it.
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
      await page.goto('/holds');
      const navigation = page.getByRole('navigation', { name: words.vi.frame.navigation });
      await navigation.getByRole('link').filter({ hasText: '(1)' }).waitFor();
      expect(asked).toContain('/api/requests');
      expect(asked).not.toContain('/api/inbox');
      await people.officer.api.closeRequest({ id }, { outcome: 'withdrawn' });
    });

    it.each(['vi', 'en'] as const)('names a deputy, who decides in their place (%s)', async (language) => {
      const { id } = await people.officer.api.fileRequest(what(`VV-${language}-C`));
      const technician = people.accounts.technician;
      const { page, complaints } = await raised.seat(language, people.accounts.custodian);
      const { deputies, submitted } = words[language];
      await page.goto('/inbox/deputies');
      await page.getByLabel(deputies.userName).fill(technician.name);
      await page.getByRole('button', { name: deputies.act, exact: true }).click();
      await page.getByText(deputies.named(technician.fullName)).waitFor();
      await decideAsDeputy(language, id);
      await page.goto(`/requests/${id}`);
      const who = submitted.onBehalf(technician.fullName, people.accounts.custodian.fullName);
      await page.getByText(submitted.verdicts.approved(who)).waitFor();
      await page.goto('/inbox/deputies');
      await page.getByRole('button', { name: deputies.endTitle(technician.fullName) }).click();
      await page.getByRole('dialog').getByRole('button', { name: deputies.endAct }).click();
      await page.getByText(deputies.none).waitFor();
      expect(complaints).toEqual([]);
    });

    /** A technician signs in without a second factor; to judge, they set one up, which ends their other sessions. */
    async function asDeputy(language: Language, id: string): Promise<Visitor> {
      const { technician } = people.accounts;
      if (!deputy) {
        const { page, context } = await raised.seat(language, technician);
        await page.goto(`/requests/${id}`);
        const { cause, remedy } = words[language].problems['second-factor-not-enrolled'];
        for (const text of [cause, remedy]) await page.getByText(text).waitFor();
        await context.close();
        const { url } = await people.technician.api.offerSecondFactor({});
        const app = new Authenticator(url);
        await people.technician.api.confirmSecondFactor({ code: app.newCode() });
        deputy = { ...technician, app };
      }
      return raised.seat(language, deputy);
    }

    /** By the link in the notification: a technician's header has no inbox. */
    async function decideAsDeputy(language: Language, id: string): Promise<void> {
      const { page } = await asDeputy(language, id);
      const { inbox } = words[language];
      await page.goto(`/requests/${id}`);
      await page.getByRole('button', { name: inbox.approve, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: inbox.approve }).click();
      await expect.poll(async () => (await people.officer.api.getRequest({ id })).state).toBe('approved');
    }

    it.each(['vi', 'en'] as const)('has a camera rest, and record again (%s)', async (language) => {
      const id = enrolled.at(-1)?.id ?? '';
      await people.technician.api.addContributor({ id }, { name: 'Nguyễn Thị Hoa' });
      const { page, complaints } = await raised.seat(language, people.accounts.custodian);
      const { wishes } = words[language];
      await page.goto(`/contributors/${id}`);
      const form = page.locator('form').filter({ has: page.getByLabel(wishes.pauseUntil) });
      await form.getByLabel(wishes.reason).fill(reasons.pause[language]);
      await form.getByRole('button', { name: wishes.pauseAct }).click();
      await page.getByText(wishes.paused, { exact: true }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: wishes.resume }).click();
      await page.getByText(wishes.running, { exact: true }).waitFor();
      const { pauses } = await people.custodian.api.listPauses({ id });
      expect(pauses.map(({ reason, endedAt }) => [reason, endedAt !== undefined])).toContainEqual([
        reasons.pause[language],
        true,
      ]);
      expect(complaints).toEqual([]);
    });

    /** Of one camera; no two of them overlap. */
    function third(index: number, part: number) {
      const [fromMs, toMs] = [Date.parse(recorded.from), Date.parse(recorded.to)];
      const at = (share: number) => new Date(Math.round(fromMs + (toMs - fromMs) * share)).toISOString();
      return { area: { cameras: [enrolled[index]?.id ?? ''] }, from: at(part / 3), to: at((part + 1) / 3) };
    }

    const call = async (caseNumber: string, scope: object) => {
      const form = { ...what(caseNumber), ...scope, emergencyReason: reasons.emergency };
      return people.officer.api.openEmergency(form);
    };

    it.each([
      ['vi', 1],
      ['en', 2],
    ] as const)(
      'has a third emergency wait until another officer countersigns it, and opens then (%s)',
      async (language, part) => {
        const caseNumber = `XN-${language}`;
        if (part === 1) await Promise.all([0, 1].map((i) => call(`XN-${i}`, third(i, 0))));
        const { id, state } = await call(caseNumber, third(0, part));
        expect(state).toBe('submitted');
        const { emergencies, stations } = words[language];
        const officer = await raised.seat(language, people.accounts.officer);
        await officer.page.goto(`/requests/${id}`);
        await officer.page.getByText(emergencies.whoMay).waitFor();
        expect(await seriousFaults(officer.page)).toEqual([]);
        await countersign(language, caseNumber);
        // Without a reload.
        await officer.page.getByText(emergencies.isCountersigned).waitFor();
        await officer.page.getByText(emergencies.countersigned(colleague.fullName)).waitFor();
        await officer.page.getByText(stations.same.address).waitFor();
        expect(await seriousFaults(officer.page)).toEqual([]);
        expect(officer.complaints).toEqual([]);
      },
    );

    async function countersign(language: Language, caseNumber: string): Promise<void> {
      const { page, complaints } = await raised.seat(language, colleague);
      const { emergencies, stations } = words[language];
      await page.goto('/requests');
      const card = page.getByRole('article', { name: caseNumber });
      await card.getByText(reasons.emergency).waitFor();
      await card.getByText(stations.here.address).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await card.getByRole('button', { name: emergencies.countersign }).click();
      await page.getByRole('dialog').getByRole('button', { name: emergencies.countersign }).click();
      await page.getByText(emergencies.done(caseNumber)).waitFor();
      await card.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    }

    it.each(['vi', 'en'] as const)('has screens without serious faults (%s)', async (language) => {
      for (const [person, paths] of [
        [
          people.accounts.custodian,
          [
            '/inbox',
            '/inbox/deputies',
            '/requests',
            '/holds',
            '/contributors',
            `/contributors/${enrolled[0]?.id ?? ''}`,
          ],
        ],
        [
          auditor,
          [
            '/audit',
            `/audit/coverage?camera=${enrolled[0]?.id ?? ''}`,
            '/requests',
            `/contributors/${enrolled[0]?.id ?? ''}`,
          ],
        ],
      ] as const) {
        const { page, complaints } = await raised.seat(language, person);
        for (const path of paths) {
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await expect.poll(() => page.locator('.skeleton').count()).toBe(0);
          expect(await seriousFaults(page)).toEqual([]);
        }
        expect(complaints).toEqual([]);
      }
    });
  },
);
