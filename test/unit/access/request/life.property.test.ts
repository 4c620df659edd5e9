import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  close,
  countersign,
  decide,
  type FootageRequest,
  type Judge,
  openEmergency,
  outcomes,
  permitLook,
  reviewEmergency,
  type Step,
  type User,
} from '../../../../src/access/index.ts';
import { AppError } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, camera, codeOf, submitting } from './a-request.ts';

const officer = aUser('officer');
const limits = { cameras: 20 };
const colleague = aUser('officer');
const [first, second, stranger] = [aUser('custodian'), aUser('custodian'), aUser('technician')];
const people = [officer, colleague, { ...officer, role: 'custodian' as const }, first, second, stranger];
const ids = [officer.id, first.id, second.id];

const act = fc.record({
  who: fc.constantFrom(...people),
  deputyOf: fc.subarray(ids),
  afterMs: fc.nat(40 * 86_400_000),
  what: fc.oneof(
    fc.record({ do: fc.constant('decide' as const), verdict: fc.constantFrom('approved', 'refused') }),
    fc.record({ do: fc.constant('review' as const), verdict: fc.constantFrom('justified', 'not-justified') }),
    fc.record({ do: fc.constant('countersign' as const) }),
    fc.record({ do: fc.constant('close' as const), outcome: fc.constantFrom(...outcomes) }),
  ),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function tried(request: FootageRequest, { what }: Act, judge: Judge): Step | undefined {
  try {
    if (what.do === 'decide') return decide(request, { verdict: what.verdict }, judge);
    if (what.do === 'review') return reviewEmergency(request, { verdict: what.verdict }, judge);
    if (what.do === 'countersign') return countersign(request, judge);
    return close(request, { outcome: what.outcome }, judge);
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'internal') return undefined;
    throw error;
  }
}

const opens = (request: FootageRequest, user: User, nowMs: number): boolean =>
  codeOf(() => {
    const asked = { request, difference: undefined };
    permitLook({ asked, user, cameraId: camera, wanted: { kind: 'whole' }, nowMs });
  }) === 'taken';

it('lives so that two people stand behind all it opens, and it holds exactly while it is open', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('request', 'open', 'waiting'),
      fc.array(act, { maxLength: 8 }),
      (kind, acts) => {
        const reason = 'a child is missing';
        const unreviewed = kind === 'open' ? 1 : 0;
        const call = { cameraIds: [camera], reason, earlier: [], limits: { ...limits, unreviewed } };
        const start = kind === 'request' ? submitting(officer) : openEmergency(aDraft(), call, by(officer));
        let request = start.after;
        let holds = start.hold?.kind === 'place';
        for (const each of acts) {
          const nowMs = noonMs + each.afterMs;
          const step = tried(request, each, by(each.who, nowMs, each.deputyOf));
          if (!step) continue;
          expect(step.before).toBe(request);
          expect(step.after.revision).toBe(request.revision + 1);
          expect(step.after).toMatchObject({ cameraIds: request.cameraIds, range: request.range });
          expect(step.events).toHaveLength(1);
          if (step.hold?.kind === 'release') holds = false;
          request = step.after;

          const { state, decision, emergency } = request;
          for (const said of [decision, emergency?.review, emergency?.countersignature]) {
            expect(said?.byId).not.toBe(officer.id);
            expect(said?.onBehalfOfId).not.toBe(officer.id);
          }
          expect(holds).toBe(state === 'submitted' || state === 'approved');
          if (opens(request, officer, nowMs)) {
            const fromMs = kind === 'waiting' ? emergency?.countersignature?.atMs : noonMs;
            const isHalfHour = emergency !== undefined && nowMs < (fromMs ?? 0) + 1_800_000;
            expect(decision?.verdict === 'approved' || isHalfHour).toBe(true);
          }
          for (const other of [first, second, stranger, colleague])
            expect(opens(request, other, nowMs)).toBe(false);
        }
      },
    ),
  );
});
