import { peopleSha256 } from '../../../../src/access/index.ts';
import type { RouteName } from '../../../../src/client/index.ts';
import { formatInstant, newId } from '../../../../src/core/index.ts';
import { noonMs, type TestApi } from '../api-harness.ts';
import type { Answer, Client } from '../client.ts';
import { aForm, aRecipient, aSignedForm } from '../filing.ts';
import type { ThingsOfPath } from './things.ts';

/** A ward, and what a call to it can name. */
export interface Ward {
  readonly api: TestApi;
  readonly things: ThingsOfPath;
}

type Form = (ward: Ward) => object | Promise<object>;

/** Where an empty form would be refused before the thing, or the founding, is looked at. */
const forms: Readonly<Partial<Record<RouteName, Form>>> = {
  'post /api/users': () => ({
    name: `made-${newId('user', noonMs).slice(-8)}`.toLowerCase(),
    fullName: 'Lê Bình',
    role: 'officer',
  }),
  'patch /api/users/:id': () => ({ enabled: true }),
  'put /api/users/:id/email': () => ({ email: 'an@ward.example' }),
  'post /api/proposals': ({ things }) => ({ kind: 'enable', userId: things.users }),
  'post /api/founding/offer': peopleRead,
  'post /api/founding/closing': () => ({ peopleSha256: '0'.repeat(64) }),
  'post /api/cameras/:id/contributors': () => ({ name: 'Hộ số 7', consentOn: '2026-11-01' }),
  'post /api/requests/:id/closing': () => ({ outcome: 'withdrawn' }),
  'post /api/requests/:id/decision': () => ({ verdict: 'approved' }),
  'post /api/requests/:id/review': () => ({ verdict: 'justified', reason: 'It could not have waited' }),
  'post /api/requests/:id/letters': () => ({ authority: 'Công an', number: '45/YC', day: '2026-11-21' }),
  'post /api/requests/:id/cameras/:cameraId/changes': () => ({
    from: formatInstant(noonMs - 59_000),
    to: formatInstant(noonMs - 58_000),
  }),
  'post /api/requests/:id/marks': ({ things }) => ({
    cameraId: things.cameraId,
    at: formatInstant(noonMs - 59_000),
    note: 'A motorbike passes',
  }),
  'post /api/requests/:id/exports/:exportId/hand-over-links': () => aRecipient,
  'post /api/requests/:id/exports/:exportId/hand-overs': () => aSignedForm,
  'post /api/proposals/:id/answer': () => ({ verdict: 'confirmed' }),
  'put /api/drafts/:id': () =>
    aForm({
      area: { cameras: [newId('camera', 0)] },
      from: formatInstant(noonMs - 1_000),
      to: formatInstant(noonMs),
    }),
  'post /api/custody/actors/:pseudonym/open': () => ({ reason: 'Who looked at the market gate?' }),
};

/** The list of people as it is now. */
async function peopleRead({ api }: Ward): Promise<object> {
  return { peopleSha256: peopleSha256(await api.deps.users.list()) };
}

export async function call(
  client: Client,
  route: RouteName,
  ward: Ward,
  headers: Record<string, string>,
): Promise<Answer> {
  const [method = ''] = route.split(' ');
  const isWithout = method === 'get' || method === 'delete';
  const body = isWithout ? undefined : ((await forms[route]?.(ward)) ?? {});
  return client.call(method.toUpperCase(), pathOf(route, ward.things), body, headers);
}

function pathOf(route: RouteName, things: ThingsOfPath): string {
  const [, path = ''] = route.split(' ');
  const named = path.replaceAll(/([\w-]+)\/:(\w+)/g, (_, noun: string, name: string) => {
    const thing = things[route] ?? things[name === 'id' ? noun : name];
    if (thing === undefined) throw new Error(`${path}: things.ts makes no ${name} of ${noun}`);
    return `${noun}/${thing}`;
  });
  return /\/(?:still|storyboard)$/.test(path) ? `${named}?at=${formatInstant(noonMs - 59_000)}` : named;
}
