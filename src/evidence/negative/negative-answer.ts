import { AppError, inNameOrder, isId, newId, notFound, type UserId } from '../../core/index.ts';
import { type ActingUser, type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { Area, FilmingCamera, FootageRepository } from '../../footage/index.ts';
import { filmedWithin } from '../papers/filmed-within.ts';
import { negativeDocument, negativeSha256 } from './negative-json.ts';
import type { AskedFootage, NegativeId, NegativeStatement, SilentCamera } from './statement.ts';

/** Where the record of a statement stands. */
export interface StatedPlace {
  readonly chain: string;
  readonly seq: number;
}

/** A statement as it was given out. */
export interface NegativeAnswer {
  readonly statement: NegativeStatement;
  /** The bytes that the record has the digest of. */
  readonly document: string;
  readonly sha256: string;
  readonly statedById: UserId;
  readonly record: StatedPlace;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface NegativeRepository {
  /** With its record and its event, in one transaction; answers where the record stands. */
  keep(answer: Omit<NegativeAnswer, 'record'>, event: CustodyEvent): Promise<StatedPlace>;
  byId(id: NegativeId): Promise<NegativeAnswer | undefined>;
}

export interface NegativeTools {
  readonly footage: Pick<FootageRepository, 'camerasIn' | 'storedCoverage' | 'compared'>;
  readonly negatives: NegativeRepository;
  readonly cameras: {
    neighbourhoods(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  };
}

/** More stretches would make a paper that nobody reads. */
const mostStretches = 2_000;

/**
 * States that there is no footage of that place and time. It takes no approval and shows no picture. Errors: `footage-there`,
 * `footage-awaited` (conflict) while some of it may still come, `coverage-altered` and `answer-too-long` (conflict); those of
 * `camerasIn` and `compared`.
 */
export async function stateNegative(
  { footage, negatives, cameras: register }: NegativeTools,
  by: Required<Actor>,
  given: Omit<AskedFootage, 'neighbourhood'>,
): Promise<NegativeAnswer> {
  const { nowMs, user } = by;
  if (given.range.toMs > nowMs) throw awaited();
  const asked: AskedFootage = { ...given, ...(await namedArea(register, given.area)) };
  const cameras = await silentCameras(footage, asked, nowMs);
  const outer = await outerCameras(footage, asked.area, cameras);
  const id = newId('negative', nowMs);
  const statement: NegativeStatement = { id, asked, statedAtMs: nowMs, cameras, outer };
  const sha256 = negativeSha256(statement);
  const answer = { statement, document: negativeDocument(statement), sha256, statedById: user.id };
  const event = custodyEvent(by, 'negative-stated', {
    range: asked.range,
    detail: { negativeId: id, caseNumber: asked.caseNumber, cameras: cameras.length, sha256 },
  });
  return { ...answer, record: await negatives.keep(answer, event) };
}

/**
 * The answer that a caller names: anybody's text. An officer sees those that the same officer gave. Errors: `negative-not-found`
 * (not-found).
 */
export async function namedNegative(
  { negatives }: Pick<NegativeTools, 'negatives'>,
  { id: userId, role }: Pick<ActingUser, 'id' | 'role'>,
  named = '',
): Promise<NegativeAnswer> {
  const answer = isId('negative', named) ? await negatives.byId(named) : undefined;
  if (answer && (role !== 'officer' || answer.statedById === userId)) return answer;
  throw notFound('negative-not-found', 'There is no such negative answer of yours.');
}

/** People know a neighbourhood by its name. */
async function namedArea(
  register: NegativeTools['cameras'],
  area: Area,
): Promise<Pick<AskedFootage, 'neighbourhood'>> {
  if (area.kind !== 'neighbourhood') return {};
  const known = await register.neighbourhoods();
  const found = known.find(({ id }) => id === area.neighbourhood);
  return { neighbourhood: found?.name ?? area.neighbourhood };
}

async function silentCameras(
  footage: NegativeTools['footage'],
  { area, range }: AskedFootage,
  nowMs: number,
): Promise<SilentCamera[]> {
  const cameras = byName(await footage.camerasIn(area, 'area'));
  const streamIds = cameras.map(({ streamId }) => streamId);
  const silent: SilentCamera[] = [];
  // One by one: the first that was recorded ends it, before a month of all others is read.
  for (const { id, name, place, streamId } of cameras) {
    const facts = (await footage.storedCoverage([streamId], range)).get(streamId);
    const { recorded, missing } = filmedWithin(range, facts, nowMs);
    if (recorded.length > 0) throw there();
    if (missing.some(({ reason }) => reason === 'open')) throw awaited();
    silent.push({ id, name, missing, ...(place && { place }) });
  }
  // Last: what else refuses is cheaper.
  for (const { compared } of (await footage.compared(streamIds, range)).values())
    if (compared.altered.length > 0) throw notAsRecorded();
  if (silent.reduce((sum, { missing }) => sum + missing.length, 0) > mostStretches) throw tooLong();
  return silent;
}

/** Outside the area, and within twice its radius. */
async function outerCameras(
  footage: NegativeTools['footage'],
  area: Area,
  inside: readonly Pick<FilmingCamera, 'id'>[],
): Promise<NegativeStatement['outer']> {
  if (area.kind !== 'near') return [];
  const known = new Set(inside.map(({ id }) => id));
  const around = await footage.camerasIn({ ...area, radiusM: 2 * area.radiusM }, 'area');
  return byName(around)
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, place }) => ({ id, name, ...(place && { place }) }));
}

const byName = (cameras: readonly FilmingCamera[]): FilmingCamera[] =>
  cameras.toSorted((a, b) => inNameOrder(a.name, b.name) || (a.id < b.id ? -1 : 1));

const there = (): AppError =>
  new AppError('conflict', 'footage-there', 'There is footage of that place and time: file a request.');

const awaited = (): AppError =>
  new AppError('conflict', 'footage-awaited', 'Footage of that time may still come: ask again later.');

const notAsRecorded = (): AppError =>
  new AppError(
    'conflict',
    'coverage-altered',
    'What the catalogue tells of that time is not what was recorded: no answer rests on it.',
  );

const tooLong = (): AppError =>
  new AppError(
    'conflict',
    'answer-too-long',
    'There are too many stretches to list: ask for a smaller area or a shorter time.',
  );
