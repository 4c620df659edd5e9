import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ApiClient } from '../../scripts/demo/api-client.ts';
import { openPool } from '../../src/adapters/postgres/database.ts';
import { dayMs } from '../../src/core/index.ts';
import { runCommand } from '../integration/operations/command-run.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { databaseUrlOf } from '../support/service-database.ts';
import { seriousFaults } from './accessibility.ts';
import {
  filedRequest,
  fillPerson,
  fillRequest,
  handedLink,
  openLink,
  type Person,
  setUpSecondFactor,
  signIn,
  words,
} from './acts.ts';
import { raisedWard } from './raised-ward.ts';

const wards: readonly { readonly language: Language; readonly firstAddress: string }[] = [
  { language: 'vi', firstAddress: '127.20.78.1' },
  { language: 'en', firstAddress: '127.20.79.1' },
];

const caseNumber = 'VV-2026/7';

/** What a sentence says before its time. */
const beforeTime = (sentence: (time: string) => string): string => sentence('…').split('…')[0] ?? '';

/** Real service, one camera, real browser; the tests tell one story, in order. */
describe.skipIf(chromiumMissing).each(wards)(
  `when three people found a ward ($language${chromiumMissing ? `, ${chromiumMissing}` : ''})`,
  ({ language, firstAddress }) => {
    const raised = raisedWard({ cameras: 1, firstAddress });
    const messages = words[language];
    const { users, roles, founding, proposals, link: links, inbox, find, lanes, problems } = messages;
    const admin = person('quantri', 'Phạm Thị Quản');
    const officer = person('canbo', 'Nguyễn Thị Bộ');
    const custodian = person('uyban', 'Trần Văn Ủy');
    const installer = person('thodien', 'Lê Văn Thợ');

    const seat = (who: Person, width?: number) => raised.seat(language, who, width);

    /** By the form of an admin, who hands the link over. */
    async function made(page: Page, given: Person, role: 'officer' | 'custodian' | 'technician') {
      await page.getByLabel(users.role, { exact: true }).selectOption(role);
      await fillPerson(page, messages, given);
      await page.getByRole('button', { name: users.act, exact: true }).click();
      return handedLink(page, messages, given);
    }

    it('begins with an admin, whose links let an officer and a custodian set a password and a phone of their own', async () => {
      const { page, complaints } = await raised.visit(language);
      await page.goto(`/setup#${raised.demo.service.setupToken ?? ''}`);
      await fillPerson(page, messages, admin);
      await page.getByLabel(messages.person.password, { exact: true }).fill(admin.password);
      await page.getByRole('button', { name: messages.firstAdmin.act }).click();
      await setUpSecondFactor(page, messages, admin);
      for (const [given, role] of [
        [officer, 'officer'],
        [custodian, 'custodian'],
      ] as const) {
        const link = await made(page, given, role);
        const visitor = await raised.visit(language);
        await openLink(visitor.page, messages, link, given);
        expect(visitor.complaints).toEqual([]);
      }
      await page.getByText(founding.isOpen).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('is founded once the admin and the custodian have read the list of people and closed it together', async () => {
      const [first, second] = [await seat(admin), await seat(custodian)];
      for (const { page } of [first, second]) {
        await page.getByRole('link', { name: founding.toPage }).click();
        for (const { fullName } of [admin, officer, custodian])
          await page.getByRole('rowheader', { name: fullName }).waitFor();
        await readPaper(page);
      }
      await act(first.page, founding.offer);
      await first.page.getByText(founding.waitsForOther).waitFor();
      await second.page.goto('/inbox');
      await second.page.getByText(founding.waitsForYou).waitFor();
      await second.page.getByRole('link', { name: founding.toPage }).click();
      expect(await seriousFaults(second.page)).toEqual([]);
      await act(second.page, founding.confirm);
      await second.page.getByText(beforeTime(founding.over.together)).waitFor();
      await first.page.reload();
      await first.page.getByText(beforeTime(founding.over.together)).waitFor();
      expect(await seriousFaults(first.page)).toEqual([]);
      expect([...first.complaints, ...second.complaints]).toEqual([]);
    });

    /** The list to sign, as it is printed. */
    async function readPaper(page: Page): Promise<void> {
      const [paper] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name: founding.print }).click(),
      ]);
      for (const { fullName, name } of [admin, officer, custodian])
        await paper.getByRole('row').filter({ hasText: fullName }).filter({ hasText: name }).waitFor();
      expect(await seriousFaults(paper)).toEqual([]);
      await paper.close();
    }

    /** Opens the dialog of an act, and does it. */
    async function act(page: Page, label: string): Promise<void> {
      await page.getByRole('button', { name: label, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
    }

    it('then lets the admin alone make whoever hangs the camera, but neither make nor change an officer', async () => {
      const { page, complaints } = await seat(admin);
      await page.goto('/users');
      await hangCamera(await made(page, installer, 'technician'));
      await page.getByLabel(users.role, { exact: true }).selectOption('officer');
      await page.getByText(proposals.needed.custodian).waitFor();
      expect(await page.getByRole('button', { name: users.act, exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: users.changeOf(officer.fullName) }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByLabel(messages.person.email).count()).toBe(0);
      await dialog.getByLabel(proposals.newRole).selectOption('auditor');
      for (const label of [messages.access.resetPassword, messages.access.resetFactor, proposals.changeAct]) {
        await dialog.getByRole('button', { name: `${proposals.propose}: ${label}`, exact: true }).waitFor();
        expect(await dialog.getByRole('button', { name: label, exact: true }).count()).toBe(0);
      }
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: `${proposals.propose}: ${proposals.changeAct}` }).click();
      await dialog.getByText(proposals.proposed).waitFor();
      await dialog.getByRole('button', { name: messages.common.close, exact: true }).click();
      await refuse(`${officer.fullName} (${officer.name})`);
      await page.goto('/proposals');
      await page.getByText(proposals.states.refused).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.goto('/users');
      const row = page.getByRole('row').filter({ hasText: officer.fullName });
      expect(await row.textContent()).toContain(roles.officer);
      expect(complaints).toEqual([]);
    });

    async function hangCamera(link: string): Promise<void> {
      const { api } = new ApiClient(raised.demo.service.url);
      const { name, password } = installer;
      await api.redeemLink({ token: new URL(link).hash.slice(1), password });
      await api.signIn({ name, password });
      const [camera] = raised.demo.ward.cameras;
      if (!camera) throw new Error('the ward has no camera');
      const { id: neighbourhoodId } = await api.addNeighbourhood({ name: camera.neighbourhood });
      await api.registerCamera({
        url: camera.rtspUrls.main,
        user: camera.user,
        password: camera.password,
        name: 'Cổng chợ',
        neighbourhoodId,
        place: { lat: camera.lat, lon: camera.lon, bearingDeg: camera.bearingDeg, fieldOfViewDeg: 80 },
        purpose: 'An ninh trật tự khu phố',
        notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
      });
    }

    /** As the custodian does, with a reason. */
    async function refuse(who: string): Promise<void> {
      const { page, complaints } = await seat(custodian);
      await page.goto('/inbox');
      await page
        .getByRole('button', { name: `${proposals.refuse}: ${proposals.changeRole(who, roles.auditor)}` })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(proposals.reason).fill('Vẫn là cán bộ của phường');
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: proposals.refuse, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(complaints).toEqual([]);
    }

    it('opens footage to the officer once the custodian approved', async () => {
      const [asking, deciding] = [await seat(officer), await seat(custodian, 390)];
      const { page } = asking;
      const [camera] = raised.demo.ward.cameras;
      await page.getByLabel(find.place, { exact: true }).fill(`${camera?.lat ?? 0}, ${camera?.lon ?? 0}`);
      await page.keyboard.press('Enter');
      const time = page.getByLabel(find.time, { exact: true });
      await time.fill(language === 'vi' ? '1 phút trước' : '1 minute ago');
      await page.keyboard.press('Enter');
      await page.getByText(lanes.asTable).click();
      // The lanes ask again by themselves while the range reaches the present.
      await page
        .getByText(/[1-9]\d* %/)
        .first()
        .waitFor({ state: 'attached' });
      await page.getByRole('button', { name: find.fileRequest }).click();
      await fillRequest(page, messages, { caseNumber, purpose: 'Tìm xe máy bị lấy ở cổng chợ' });
      await page.getByRole('button', { name: messages.requestForm.act }).click();
      await filedRequest(page);
      await deciding.page.goto('/inbox');
      const card = deciding.page.getByRole('article', { name: caseNumber });
      await readCard(card);
      expect(await seriousFaults(deciding.page)).toEqual([]);
      await card.getByRole('button', { name: inbox.approve, exact: true }).click();
      await deciding.page
        .getByRole('dialog')
        .getByRole('button', { name: inbox.approveAct(1) })
        .click();
      await deciding.page.getByText(inbox.done.approved(caseNumber)).waitFor();
      await page.locator('[data-frame-ms]').waitFor();
      expect([...asking.complaints, ...deciding.complaints]).toEqual([]);
    });

    /** The ward has no map, and its card says so, above what comes next. */
    async function readCard(card: Locator): Promise<void> {
      const scope = card.getByText(inbox.scope, { exact: true });
      await scope.scrollIntoViewIfNeeded();
      const caption = await card.getByText(messages.mapWords.empty).boundingBox();
      const next = await scope.boundingBox();
      if (!caption || !next) throw new Error('the card shows no caption');
      expect(caption.y + caption.height).toBeLessThanOrEqual(next.y);
    }

    it('has its only custodian, who lost the phone, in again by a reset that all were told of and nobody stopped', async () => {
      const [watching, office] = [await seat(admin), await seat(custodian)];
      await readAdvice(watching.page);
      const link = await orderedReset();
      for (const { page } of [watching, office]) {
        await page.reload();
        await page.getByRole('button', { name: links.stopReset }).waitFor();
        await page.getByText(beforeTime((time) => links.resetOrdered(custodian.fullName, time))).waitFor();
        expect(await seriousFaults(page)).toEqual([]);
      }
      const early = await raised.visit(language);
      await early.page.goto(link);
      await early.page.getByText(problems['link-waits'].cause).waitFor();
      expect(await seriousFaults(early.page)).toEqual([]);
      await aDayPasses();
      const lost = custodian.app;
      const anew: Person = { ...custodian, password: 'mật khẩu mới sau khi mất máy' };
      const { page } = await raised.visit(language);
      await openLink(page, messages, link, anew);
      expect(anew.app).not.toBe(lost);
      const elsewhere = await raised.visit(language);
      await signIn(elsewhere.page, messages, anew);
      await elsewhere.page.getByRole('button', { name: links.itWasMe }).waitFor();
      await office.page.reload();
      await office.page.getByRole('button', { name: messages.signIn.act, exact: true }).waitFor();
      await watching.page.reload();
      await watching.page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => watching.page.getByRole('button', { name: links.stopReset }).count()).toBe(0);
      expect([...watching.complaints, ...elsewhere.complaints]).toEqual([]);
    });

    /** Who asks for a reset of the only custodian reads that nobody can confirm it, and the command that is left. */
    async function readAdvice(page: Page): Promise<void> {
      await page.goto('/users');
      await page.getByRole('button', { name: users.changeOf(custodian.fullName) }).click();
      await page.getByText(proposals.needed.deputy).first().waitFor();
      await page.getByText(proposals.onHost(custodian.name)).first().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    }

    /** On the host, by the command that the documentation names; answers the path of the link. */
    async function orderedReset(): Promise<string> {
      const { dataDir } = raised.demo;
      const env = { DATABASE_URL: await databaseUrlOf(dataDir), MINHCHUNG_DATA_DIR: dataDir };
      const { status, out, err } = await runCommand(['user', 'reset', custodian.name], { env });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      return /\/setup#\S+/.exec(out)?.[0] ?? '';
    }

    /** For the link of a reset, which works a day after its order. */
    async function aDayPasses(): Promise<void> {
      const pool = openPool(await databaseUrlOf(raised.demo.dataDir), () => {});
      await pool.query(`update account_link set from_ms = from_ms - ${dayMs} where purpose = 'both'`);
      await pool.end();
    }
  },
);

const person = (name: string, fullName: string): Person => ({
  name,
  fullName,
  password: `mat-khau-cua-${name}`,
});
