import { AppError, type TimeRange } from '../../core/index.ts';
import { canonicalValue, type FieldForms, faultyField } from '../../log/index.ts';

/** A stretch of which a negative answer says that nothing is there, and why. */
export interface StatedStretch extends TimeRange {
  readonly reason: string;
}

/** A camera that the answer names. */
export interface StatedCamera {
  readonly id: string;
  readonly name: string;
  /** From the centre of the area, in whole metres. */
  readonly distanceM?: number;
}

/** The area of the answer, as far as a record can tell whether a camera stands in it. */
export type StatedArea =
  | {
      readonly kind: 'near';
      readonly centre: { readonly lat: number; readonly lon: number };
      readonly radiusM: number;
    }
  | { readonly kind: 'other' };

/** What `statement.json` says. */
export interface StatedSilence extends TimeRange {
  readonly id: string;
  readonly caseNumber: string;
  readonly area: StatedArea;
  readonly grounds: readonly string[];
  readonly cameras: readonly (StatedCamera & { readonly missing: readonly StatedStretch[] })[];
  /** Within twice the radius. */
  readonly outer: readonly StatedCamera[];
}

const maxCameras = 10_000;
/** As many as an answer lists. */
const maxStretches = 2_000;

const head = { v: [1], id: 'name', from: 'time', to: 'time' } as const satisfies FieldForms;
const stretch = { from: 'time', to: 'time', reason: 'name', ground: 'name' } as const satisfies FieldForms;

type Members = Readonly<Record<string, unknown>>;

/** Reads `statement.json`. Attacker-controlled; `undefined` of what no ward states. */
export function statedIn(bytes: Uint8Array): StatedSilence | undefined {
  const value = valueIn(bytes);
  if (!isMembers(value)) return undefined;
  const { v, id, from, to, caseNumber, area, grounds, cameras, outerCameras } = value;
  if (faultyField({ v, id, from, to }, head) !== undefined) return undefined;
  const [inside, outer] = [itemsIn(cameras, silentCamera), itemsIn(outerCameras, statedCamera)];
  const where = areaIn(area);
  if (!inside || !outer || !where || !isTexts(grounds) || typeof caseNumber !== 'string') return undefined;
  if (inside.reduce((sum, { missing }) => sum + missing.length, 0) > maxStretches) return undefined;
  const range = { fromMs: Date.parse(String(from)), toMs: Date.parse(String(to)) };
  return { id: String(id), caseNumber, ...range, area: where, grounds, cameras: inside, outer };
}

function valueIn(bytes: Uint8Array): unknown {
  try {
    return canonicalValue(bytes);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** `undefined` unless every one of them can be read. */
function itemsIn<T>(
  value: unknown,
  itemOf: (item: Members) => T | undefined,
  most = maxCameras,
): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items = value.flatMap((each: unknown) => (isMembers(each) ? (itemOf(each) ?? []) : [])) as T[];
  return items.length === value.length ? items : undefined;
}

function statedCamera({ id, name, distanceM }: Members): StatedCamera | undefined {
  if (faultyField({ id }, { id: 'name' }) !== undefined || typeof name !== 'string') return undefined;
  if (distanceM === undefined) return { id: String(id), name };
  return typeof distanceM === 'number' ? { id: String(id), name, distanceM } : undefined;
}

function silentCamera({ missing, ...camera }: Members): StatedSilence['cameras'][number] | undefined {
  const [stated, stretches] = [statedCamera(camera), itemsIn(missing, stretchOf, maxStretches)];
  return stated && stretches && { ...stated, missing: stretches };
}

function stretchOf(item: Members): StatedStretch | undefined {
  if (faultyField(item, stretch) !== undefined) return undefined;
  const { from, to, reason } = item;
  return { fromMs: Date.parse(String(from)), toMs: Date.parse(String(to)), reason: String(reason) };
}

function areaIn(value: unknown): StatedArea | undefined {
  if (!isMembers(value)) return undefined;
  if (value.kind !== 'near') return { kind: 'other' };
  const { centre, radiusM } = value;
  if (!isMembers(centre) || typeof radiusM !== 'number') return undefined;
  const { lat, lon } = centre;
  return typeof lat === 'number' && typeof lon === 'number'
    ? { kind: 'near', centre: { lat, lon }, radiusM }
    : undefined;
}
