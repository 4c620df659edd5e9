import type { z } from 'zod';
import {
  atStation,
  confirmClosing,
  type Founder,
  type Founding,
  offerClosing,
  peopleEn,
  peoplePaper,
  peopleSha256,
  peopleVi,
  sameStations,
  type User,
} from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import { foundingMatter } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { founding, peopleQuery, seenPeople } from './founding-schemas.ts';

type FoundingJson = z.input<typeof founding>;
type ClosedFounding = Extract<Founding, { isOpen: false }>;
type FoundingDeps = Pick<ApiDeps, 'founding' | 'stations' | 'users' | 'clock' | 'settings'>;

const html = 'text/html; charset=utf-8';
/** The page brings its style with it, so that it can be kept as a file; nothing else in it does anything. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

export const foundingRoutes = (deps: FoundingDeps): Route[] => [
  {
    method: 'get',
    path: '/api/founding',
    allow: 'close-founding',
    operation: 'getFounding',
    summary: 'The founding of the ward: open, offered to be closed, or over; and the list of people.',
    answers: answersJson(founding),
    handle: async (call) => reply(deps, call, await deps.founding.read()),
  },
  {
    method: 'post',
    path: '/api/founding/offer',
    allow: 'close-founding',
    operation: 'offerClosing',
    summary: 'Offers to close the founding over the list of people that the caller has read.',
    body: seenPeople,
    answers: answersJson(founding),
    handle: (call) => take(deps, call, offerClosing),
  },
  {
    method: 'post',
    path: '/api/founding/closing',
    allow: 'close-founding',
    operation: 'confirmClosing',
    summary: 'Closes the founding that the other of admin and custodian offered to close.',
    body: seenPeople,
    answers: answersJson(founding),
    handle: (call) => take(deps, call, confirmClosing),
  },
  {
    method: 'get',
    path: '/api/founding/paper',
    allow: 'close-founding',
    operation: 'getPeoplePaper',
    summary: 'The printable list of people that both sign (`language`: vi or en).',
    query: peopleQuery,
    answers: answersBytes(html, { 'Content-Security-Policy': 'Lets the page have its style.' }),
    handle: (call) => paper(deps, call),
  },
];

async function take(
  deps: FoundingDeps,
  call: UserCall,
  step: typeof offerClosing | typeof confirmClosing,
): Promise<Reply> {
  const { peopleSha256: seenSha256 } = parsedBody(seenPeople, call.body);
  const actor = await atStation(deps.stations, actorOf(deps, call), foundingMatter);
  const by: Founder = { ...actor, seenSha256 };
  const after = await deps.founding.take((before, people) => step(before, people, by));
  return reply(deps, call, after);
}

async function paper({ users, clock, settings }: FoundingDeps, { query }: UserCall): Promise<Reply> {
  const { language } = parsedBody(peopleQuery, query);
  const { timeZone, agency } = settings;
  const facts = { people: await users.list(), madeAtMs: clock.nowMs(), timeZone, agency };
  return bytes(html, Buffer.from(peoplePaper(facts, language === 'en' ? peopleEn : peopleVi)), headers);
}

async function reply(deps: FoundingDeps, call: UserCall, state: Founding): Promise<Reply> {
  const people = await deps.users.list();
  const sha256 = peopleSha256(people);
  const said = stateJson(state, { people, sha256, caller: call.user });
  const here = await sameStations(
    deps.stations,
    actorOf(deps, call),
    said.mayConfirm ? [foundingMatter] : [],
  );
  const fromHere = here.get(foundingMatter);
  return json({
    ...said,
    ...(fromHere && { fromHere }),
    people: people.map(({ id, name, fullName, role, enabled }) => ({ id, name, fullName, role, enabled })),
    peopleSha256: sha256,
  } satisfies FoundingJson);
}

function stateJson(
  state: Founding,
  {
    people,
    sha256,
    caller,
  }: { readonly people: readonly User[]; readonly sha256: string; readonly caller: User },
): Omit<FoundingJson, 'people' | 'peopleSha256'> {
  if (!state.isOpen) return closedJson(state);
  const { offer } = state;
  if (!offer) return { isOpen: true, mayConfirm: false };
  const offeredBy = people.find(({ id }) => id === offer.byId);
  const isOfThisList = offer.peopleSha256 === sha256;
  const by = { id: offer.byId, fullName: offeredBy?.fullName };
  return {
    isOpen: true,
    offer: { at: formatInstant(offer.atMs), by, isOfThisList },
    mayConfirm: isOfThisList && offeredBy !== undefined && offeredBy.role !== caller.role,
  };
}

const closedJson = ({ atMs, how, sameStation }: ClosedFounding) => ({
  isOpen: false,
  mayConfirm: false,
  closedAt: formatInstant(atMs),
  how,
  ...(sameStation && { sameStation }),
});
