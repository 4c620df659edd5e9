import type { Page } from 'playwright-core';
import { ApiClient } from '../../scripts/demo/api-client.ts';
import { Authenticator } from '../../scripts/demo/authenticator.ts';
import { en } from '../../src/web/messages/en.ts';
import { type Messages, vi } from '../../src/web/messages/vi.ts';
import type { Language } from '../support/chromium.ts';

export const words: Readonly<Record<Language, Messages>> = { vi, en };

export interface Person {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  /** On their phone, from the first sign-in on that asked for it. */
  app?: Authenticator | undefined;
}

export async function fillPerson(page: Page, { person }: Messages, given: Person): Promise<void> {
  await page.getByLabel(person.fullName, { exact: true }).fill(given.fullName);
  await page.getByLabel(person.name, { exact: true }).fill(given.name);
}

/** As a person does with the link that was handed over, who is in at the end, with a second factor where the role needs one. */
export async function openLink(page: Page, messages: Messages, link: string, person: Person): Promise<void> {
  const { link: labels, signIn: entrance, factor, frame } = messages;
  await page.goto(link);
  const chosen = page.getByLabel(labels.newPassword, { exact: true });
  await chosen.or(page.getByLabel(entrance.password, { exact: true })).fill(person.password);
  await page.getByRole('button', { name: labels.act, exact: true }).click();
  const inside = page.getByRole('navigation', { name: frame.navigation });
  const code = page.getByLabel(factor.code, { exact: true });
  await inside.or(code).waitFor();
  if (await code.isVisible()) await setUpSecondFactor(page, messages, person);
  await inside.waitFor();
}

/** The link that the console shows once an admin has asked for it. */
export async function handedLink(page: Page, { link }: Messages, { fullName }: Person): Promise<string> {
  const shown = page.getByRole('status').filter({ hasText: link.handOver(fullName) });
  return (await shown.locator('code').textContent()) ?? '';
}

/** With the second factor, for roles that must: the first time it is set up. Whose session lasts is in at once. */
export async function signIn(page: Page, messages: Messages, person: Person): Promise<void> {
  const { signIn: labels, factor, frame } = messages;
  const inside = page.getByRole('navigation', { name: frame.navigation });
  const act = page.getByRole('button', { name: labels.act, exact: true });
  await page.goto('/');
  await inside.or(act).waitFor();
  if (await inside.isVisible()) return;
  await page.getByLabel(labels.name, { exact: true }).fill(person.name);
  await page.getByLabel(labels.password, { exact: true }).fill(person.password);
  if (person.app) await page.getByLabel(labels.code, { exact: true }).fill(await person.app.codeWhenDue());
  await act.click();
  const code = page.getByLabel(factor.code, { exact: true });
  await inside.or(code).waitFor();
  if (await code.isVisible()) await setUpSecondFactor(page, messages, person);
  await inside.waitFor();
}

/** At the screen that asks for it: with the code of the app, and the recovery codes stored. */
export async function setUpSecondFactor(page: Page, { factor }: Messages, person: Person): Promise<void> {
  const code = page.getByLabel(factor.code, { exact: true });
  const url = await page.getByRole('link', { name: factor.openApp }).getAttribute('href');
  person.app = new Authenticator(url ?? '');
  await code.fill(person.app.newCode());
  await page.getByRole('button', { name: factor.confirm }).click();
  await page.getByRole('button', { name: factor.kept }).click();
}

/** What an officer writes into a request, but for what every request of these tests has. */
export interface WrittenRequest {
  readonly caseNumber: string;
  readonly purpose: string;
}

export async function fillRequest(
  page: Page,
  { requestForm }: Messages,
  { caseNumber, purpose }: WrittenRequest,
): Promise<void> {
  await page.getByLabel(requestForm.caseNumber).fill(caseNumber);
  await page.getByLabel(requestForm.authority).fill('Công an phường Cẩm Thịnh');
  await page.getByLabel(requestForm.letterNumber).fill('45/YC-CAP');
  await page.getByLabel(requestForm.letterDay).fill('2024-05-20');
  await page.getByLabel(requestForm.legalBasis).fill('BLTTHS Điều 88');
  await page.getByLabel(requestForm.purpose).fill(purpose);
}

/** The id of the request whose page is open, once it is. */
export async function filedRequest(page: Page): Promise<string> {
  await page.waitForURL('**/requests/req_*');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** As a custodian does, by another program than this browser. */
export async function approve(url: string, custodian: Person, id: string): Promise<void> {
  const client = new ApiClient(url);
  custodian.app = await client.signIn(custodian);
  await client.api.decideRequest({ id }, { verdict: 'approved' });
}

/** What a camera looks like in the enrolment form. */
export interface EnrolledFacts {
  readonly address: string;
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly neighbourhood: string;
  readonly lat: number;
  readonly lon: number;
}

/** What every registration has, in a neighbourhood that is new. */
export async function fillCamera(
  page: Page,
  { enrolment, sites }: Messages,
  camera: Pick<EnrolledFacts, 'name' | 'neighbourhood' | 'user' | 'password'>,
): Promise<void> {
  await page.getByLabel(enrolment.name, { exact: true }).fill(camera.name);
  const neighbourhood = page.getByLabel(enrolment.neighbourhood, { exact: true });
  await neighbourhood.selectOption('new');
  await page.getByLabel(enrolment.neighbourhoodName).fill(camera.neighbourhood);
  await page.getByRole('button', { name: sites.add }).click();
  await neighbourhood
    .locator('option:checked', { hasText: camera.neighbourhood })
    .waitFor({ state: 'attached' });
  await page.getByLabel(enrolment.user).fill(camera.user);
  await page.getByLabel(enrolment.password).fill(camera.password);
}

/** From a discovery's row through the form to the camera's own page, by the keyboard where a map is. */
export async function enrolFromDiscovery(
  page: Page,
  messages: Messages,
  camera: EnrolledFacts,
): Promise<void> {
  const { discovery, enrolment } = messages;
  await page
    .getByRole('row')
    .filter({ has: page.getByText(camera.address, { exact: true }) })
    .getByRole('link', { name: discovery.enrol })
    .click();
  await fillCamera(page, messages, camera);
  await page.getByLabel(enrolment.postedOn).fill('2026-11-01');
  await page.getByLabel(enrolment.lat).fill(String(camera.lat));
  await page.getByLabel(enrolment.lon).fill(String(camera.lon));
  await page.getByRole('button', { name: enrolment.act }).click();
  await page.waitForURL('**/cameras/cam_*');
}
