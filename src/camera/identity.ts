/** Facts that tell one physical camera from another: the *set*, never one of them alone. Normalised. */
export interface CameraIdentity {
  /** WS-Discovery endpoint, lower case, without `urn:uuid:`. Some firmware makes a new one at each start. */
  readonly endpointUuid?: string;
  /** Lower case, colons. */
  readonly mac?: string;
  /** Counts only beside a model; Reolink's is its IP address, all Tapo C200 share one (quirk 6). */
  readonly serial?: string;
  readonly model?: string;
}

export type IdentityFact = 'endpointUuid' | 'mac' | 'serial';

/** `changed`: the same camera by majority, but `facts` are not what they were. Every change is to be logged. */
export type IdentityMatch<T> =
  | { readonly kind: 'same'; readonly camera: T }
  | { readonly kind: 'changed'; readonly camera: T; readonly facts: readonly IdentityFact[] }
  | { readonly kind: 'new' }
  /** Not for a program to decide: as much speaks for one as for the other, or nothing but a serial does. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly T[] };

/** 12 hex digits as `02:1b:b7:24:3f:f9`; `undefined` for anything else, all zeros and broadcast. */
export function normaliseMac(text: string): string | undefined {
  const hex = text
    .trim()
    .toLowerCase()
    .replaceAll(/[:\-.]/g, '');
  if (!/^[0-9a-f]{12}$/.test(hex) || /^(?:0{12}|f{12})$/.test(hex)) return undefined;
  return hex.match(/../g)?.join(':');
}

/** `urn:uuid:…`, `uuid:…` or bare, as bare lower case; `undefined` for anything else and the nil UUID. */
export function normaliseUuid(text: string): string | undefined {
  const uuid = text
    .trim()
    .toLowerCase()
    .replace(/^(?:urn:)?uuid:/, '');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return undefined;
  return /^[0-]+$/.test(uuid) ? undefined : uuid;
}

type Verdict = 'agrees' | 'differs' | 'unknown';
const facts: readonly IdentityFact[] = ['endpointUuid', 'mac', 'serial'];

/** Which registered camera this is, by majority of the facts both sides know. */
export function matchIdentity<T extends { readonly identity: CameraIdentity }>(
  found: CameraIdentity,
  known: readonly T[],
): IdentityMatch<T> {
  const candidates = known
    .map((camera) => ({ camera, ...weigh(found, camera.identity) }))
    .filter(({ agreeing }) => agreeing.length > 0);
  const certain = candidates.filter(isMajority).sort((a, b) => lead(b) - lead(a));
  const [best, second] = certain;
  if (best && !(second && lead(second) === lead(best))) return sameOrChanged(best.camera, best.differing);
  const undecided = best ? certain : candidates.filter(isTied);
  return undecided.length === 0
    ? { kind: 'new' }
    : { kind: 'ambiguous', candidates: undecided.map(({ camera }) => camera) };
}

interface Weighed {
  readonly agreeing: readonly IdentityFact[];
  readonly differing: readonly IdentityFact[];
}

const lead = ({ agreeing, differing }: Weighed): number => agreeing.length - differing.length;
const bySerialAlone = ({ agreeing }: Weighed): boolean => agreeing.every((fact) => fact === 'serial');
const isMajority = (weighed: Weighed): boolean => lead(weighed) > 0 && !bySerialAlone(weighed);

/** Worth a person's look: half the facts agree, or a serial does and nothing speaks against it. */
const isTied = (weighed: Weighed): boolean =>
  bySerialAlone(weighed) ? weighed.differing.length === 0 : lead(weighed) === 0;

function weigh(found: CameraIdentity, known: CameraIdentity): Weighed {
  const verdicts = facts.map((fact) => [fact, compare(fact, found, known)] as const);
  const those = (wanted: Verdict): IdentityFact[] =>
    verdicts.filter(([, verdict]) => verdict === wanted).map(([fact]) => fact);
  return { agreeing: those('agrees'), differing: those('differs') };
}

function compare(fact: IdentityFact, a: CameraIdentity, b: CameraIdentity): Verdict {
  const left = fact === 'serial' ? serialAndModel(a) : a[fact];
  const right = fact === 'serial' ? serialAndModel(b) : b[fact];
  if (left === undefined || right === undefined) return 'unknown';
  return left === right ? 'agrees' : 'differs';
}

function serialAndModel({ serial, model }: CameraIdentity): string | undefined {
  return serial && model ? JSON.stringify([model.trim().toLowerCase(), serial.trim()]) : undefined;
}

const sameOrChanged = <T>(camera: T, differing: readonly IdentityFact[]): IdentityMatch<T> =>
  differing.length === 0 ? { kind: 'same', camera } : { kind: 'changed', camera, facts: differing };
