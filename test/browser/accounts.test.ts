import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../scripts/demo/api-client.ts';
import { Authenticator } from '../../scripts/demo/authenticator.ts';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import { createPeople, makeAccount, type People } from '../../scripts/demo/people.ts';
import { tryLimits } from '../../src/access/index.ts';
import { runCommand } from '../integration/operations/command-run.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { databaseUrlOf } from '../support/service-database.ts';
import { seriousFaults } from './accessibility.ts';
import { handedLink, openLink, type Person, signIn, words } from './acts.ts';
import { raisedWard } from './raised-ward.ts';

const languages = ['vi', 'en'] as const;

/** What people do about their accounts and a sign on a wall, each at a screen of their own. */
describe.skipIf(chromiumMissing)(
  `when somebody minds an account or a sign (${chromiumMissing ?? 'Chromium'})`,
  () => {
    const raised = raisedWard({ cameras: 1, firstAddress: '127.20.73.1' });
    let people: People;
    let camera: EnrolledCamera | undefined;
    const officers = new Map<Language, Person>();

    beforeAll(async () => {
      const { service, ward } = raised.demo;
      people = await createPeople(service.url, service.setupToken ?? '');
      [camera] = await enrolAll(people.technician, await discover(people.technician), ward.cameras);
      for (const language of languages) {
        const person = {
          name: `canbo-${language}`,
          fullName: `Cán bộ ${language}`,
          password: `mật khẩu rất dài của ${language}`,
        };
        await makeAccount(people.admin, { ...person, role: 'officer' });
        officers.set(language, person);
      }
    });

    const officerOf = (language: Language): Person => {
      const officer = officers.get(language);
      if (!officer) throw new Error('there is no such officer');
      return officer;
    };

    const begin = async (language: Language, person: Person) => {
      const visitor = await raised.visit(language);
      await signIn(visitor.page, words[language], person);
      return visitor;
    };

    it.each(languages)(
      'makes a token that works until it is revoked, ends another session, and replaces the phone (%s)',
      async (language) => {
        const officer = officerOf(language);
        const { page, complaints } = await begin(language, officer);
        const other = await begin(language, officer);
        await page.goto('/account');
        const token = await madeToken(page, language, officer);
        expect(await statusWith(token)).toBe(200);
        await revokeToken(page, language);
        expect(await statusWith(token)).toBe(401);
        await setEmail(page, language);
        expect(await seriousFaults(page)).toEqual([]);
        const { account: labels, signIn: entrance } = words[language];
        await page.getByRole('button', { name: labels.endOthers }).click();
        await page.getByRole('button', { name: labels.endOthers }).waitFor({ state: 'detached' });
        await other.page.goto('/requests');
        await other.page.getByRole('button', { name: entrance.act, exact: true }).waitFor();
        officer.app = await replacedPhone(page, language, officer);
        const third = await begin(language, officer);
        expect(third.complaints).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );

    async function madeToken(page: Page, language: Language, { password }: Person): Promise<string> {
      const { account: labels } = words[language];
      await page.getByLabel(labels.purpose).fill('Thống kê hằng tuần');
      await page.getByLabel(labels.ownPassword).fill(password);
      await page.getByRole('button', { name: labels.makeToken }).click();
      return (await page.locator('code.secret').textContent()) ?? '';
    }

    /** What is no address is named, and what is typed stays. */
    async function setEmail(page: Page, language: Language): Promise<void> {
      const { person: labels, common, problems } = words[language];
      const field = page.getByLabel(labels.email);
      await field.fill('officer at home');
      await page.getByRole('button', { name: labels.saveEmail }).click();
      await page.getByText(problems['email-invalid'].cause).waitFor();
      expect(await field.inputValue()).toBe('officer at home');
      await field.fill('officer@ward.example');
      await page.getByRole('button', { name: labels.saveEmail }).click();
      await page.getByText(common.saved).waitFor();
    }

    async function revokeToken(page: Page, language: Language): Promise<void> {
      const { account: labels } = words[language];
      const row = page.getByRole('row').filter({ hasText: 'Thống kê hằng tuần' });
      await row.getByRole('button', { name: labels.revoke }).click();
      const dialog = page.getByRole('dialog');
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: labels.revokeAct }).click();
      await row.getByRole('button', { name: labels.revoke }).waitFor({ state: 'detached' });
    }

    async function statusWith(token: string): Promise<number> {
      const url = `${raised.demo.service.url}/api/requests`;
      return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    }

    async function replacedPhone(page: Page, language: Language, officer: Person): Promise<Authenticator> {
      const { account: labels, factor } = words[language];
      const section = page.getByRole('region', { name: labels.factor });
      await section.getByLabel(labels.currentPassword).fill(officer.password);
      await section.getByRole('button', { name: labels.replaceFactor }).click();
      const url = await section.getByRole('link', { name: factor.openApp }).getAttribute('href');
      const app = new Authenticator(url ?? '');
      await section.getByLabel(factor.code, { exact: true }).fill(app.newCode());
      await section.getByRole('button', { name: factor.confirm }).click();
      expect(await seriousFaults(page)).toEqual([]);
      await section.getByRole('button', { name: factor.kept }).click();
      await section.getByRole('button', { name: labels.replaceFactor }).waitFor();
      return app;
    }

    it.each(languages)(
      'has a person who was handed a link choose a password and set up a phone, and tells of it elsewhere (%s)',
      async (language) => {
        const { page, complaints } = await raised.seat(language, people.accounts.admin);
        const { users, person: labels, link: linkWords, problems } = words[language];
        const guest: Person = {
          name: `moi-${language}`,
          fullName: `Người mới ${language}`,
          password: 'một mật khẩu tự đặt',
        };
        await page.goto('/users');
        await page.getByLabel(users.role, { exact: true }).selectOption('auditor');
        await page.getByLabel(labels.fullName, { exact: true }).fill(guest.fullName);
        await page.getByLabel(labels.name, { exact: true }).fill(guest.name);
        await page.getByRole('button', { name: users.act }).click();
        const link = await handedLink(page, words[language], guest);
        expect(await seriousFaults(page)).toEqual([]);
        const visitor = await raised.visit(language, 390);
        await visitor.page.goto(link);
        await visitor.page.getByText(guest.fullName).waitFor();
        await seePassword(visitor.page, language, guest);
        expect(await seriousFaults(visitor.page)).toEqual([]);
        await openLink(visitor.page, words[language], link, guest);
        expect(visitor.complaints).toEqual([]);
        const told = linkWords.itWasMe;
        expect(await visitor.page.getByRole('button', { name: told }).count()).toBe(0);
        const elsewhere = await begin(language, guest);
        await elsewhere.page.getByRole('button', { name: told }).click();
        await elsewhere.page.goto('/account');
        await elsewhere.page.getByText('127.0.0.1').first().waitFor();
        expect(await elsewhere.page.getByRole('button', { name: told }).count()).toBe(0);
        const late = await raised.visit(language);
        await late.page.goto(link);
        await late.page.getByText(problems['link-refused'].cause).waitFor();
        expect(complaints).toEqual([]);
      },
    );

    /** Typed once, so whoever chooses it can look at it. */
    async function seePassword(page: Page, language: Language, { password }: Person): Promise<void> {
      const { link: linkWords, person: labels } = words[language];
      const chosen = page.getByLabel(linkWords.newPassword, { exact: true });
      await chosen.fill(password);
      expect(await chosen.getAttribute('type')).toBe('password');
      await page.getByLabel(labels.showPassword).check();
      expect(await chosen.getAttribute('type')).toBe('text');
    }

    it.each(languages)(
      'lets in whose account is guessed at, and who lost the phone (%s)',
      async (language) => {
        const officer = officerOf(language);
        const { page, complaints } = await raised.seat(language, people.accounts.admin);
        const { users, access, common } = words[language];
        await page.goto('/users');
        const change = page.getByRole('button', { name: users.changeOf(officer.fullName) });
        const row = page.getByRole('row').filter({ has: change });
        await change.click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: access.resetFactor }).click();
        const link = await handedLink(page, words[language], officer);
        expect(await seriousFaults(page)).toEqual([]);
        await dialog.getByText(access.noSessions).waitFor();
        await dialog.getByRole('button', { name: common.close, exact: true }).click();
        await row.getByText(access.hasFactor).waitFor();
        const lost = officer.app;
        const again = await raised.visit(language);
        await openLink(again.page, words[language], link, officer);
        expect(again.complaints).toEqual([]);
        expect(officer.app).not.toBe(lost);
        const stranger = new ApiClient(raised.demo.service.url);
        const guess = { name: officer.name, password: 'not the right one' };
        const guesses = Array.from({ length: tryLimits.atOnce }, () =>
          stranger.api.signIn(guess).catch(() => undefined),
        );
        await Promise.all(guesses);
        const elsewhere = await begin(language, officer);
        expect(elsewhere.complaints).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );

    it.each(languages)('has a custodian stop a reset that was ordered on the host (%s)', async (language) => {
      const { link } = words[language];
      const { dataDir } = raised.demo;
      const env = { DATABASE_URL: await databaseUrlOf(dataDir), MINHCHUNG_DATA_DIR: dataDir };
      const ordered = await runCommand(['user', 'reset', officerOf(language).name], { env });
      expect(ordered).toMatchObject({ status: 0, err: '' });
      const { page, complaints } = await raised.seat(language, people.accounts.custodian);
      const stop = page.getByRole('button', { name: link.stopReset });
      await stop.waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await stop.click();
      await stop.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    });

    it.each(languages)(
      'photographs a sign, takes it down, which ends the recording, and hangs a new one (%s)',
      async (language) => {
        const { page, complaints } = await raised.seat(language, people.accounts.technician);
        const { notices, enrolment, remedies, cameras } = words[language];
        await page.goto(`/cameras/${camera?.id ?? ''}`);
        const section = page.getByRole('region', { name: enrolment.notice });
        const blue = { width: 320, height: 200, channels: 3 as const, background: '#24c' };
        const buffer = await sharp({ create: blue }).jpeg().toBuffer();
        await section
          .locator('input[type=file]')
          .setInputFiles({ name: 'sign.jpg', mimeType: 'image/jpeg', buffer });
        await section.getByRole('button', { name: notices.sendPhoto }).click();
        const photo = section.getByRole('img', { name: notices.photoOf(camera?.facts.name ?? '') });
        await photo.waitFor();
        await expect
          .poll(() => page.evaluate(`document.querySelector('.notice-photo')?.naturalWidth`))
          .toBe(320);
        expect(await seriousFaults(page)).toEqual([]);
        await section.getByRole('button', { name: notices.withdraw }).click();
        await page.getByRole('dialog').getByRole('button', { name: notices.withdrawAct }).click();
        await section.getByText(notices.none).waitFor();
        await page.getByText(remedies['no-notice']).first().waitFor();
        await hangSign(page, language);
        await page.getByText(cameras.recording, { exact: true }).waitFor();
        expect(complaints).toEqual([]);
      },
    );

    async function hangSign(page: Page, language: Language): Promise<void> {
      const { notices, enrolment } = words[language];
      const section = page.getByRole('region', { name: enrolment.notice });
      await section.getByLabel(enrolment.noticeText).fill('Khu vực có camera giám sát');
      await section.getByLabel(enrolment.postedOn).fill('2026-11-01');
      await section.getByRole('button', { name: notices.act, exact: true }).click();
      await section.getByText('Khu vực có camera giám sát').first().waitFor();
    }
  },
);
