import { z } from 'zod';
import {
  emergencyForm,
  letterForm,
  outcomes,
  requestArea,
  requestForm,
  requestStates,
  urgencies,
} from '../../access/index.ts';
import { person } from '../terms/person.ts';
import { stationInCommon } from '../terms/station.ts';
import { instant } from '../terms/time.ts';
import { openedCamera } from './opened-camera-schemas.ts';

const area = requestArea.meta({ id: 'RequestArea' });

export const newRequest = requestForm.extend({ area, from: instant, to: instant }).meta({ id: 'NewRequest' });
export const newEmergency = emergencyForm
  .extend({ area, from: instant, to: instant })
  .meta({ id: 'NewEmergency' });

export const newLetter = letterForm.meta({ id: 'NewLetter' });

const reason = z.string().trim().min(1).max(1_000);
const longReason = z.string().trim().min(10).max(1_000);

/** Refusing takes a reason of 10 characters. */
export const newDecision = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('approved'), reason: reason.optional() }),
    z.strictObject({ verdict: z.literal('refused'), reason: longReason }),
  ])
  .meta({ id: 'NewDecision' });

export const newReview = z
  .strictObject({ verdict: z.enum(['justified', 'not-justified']), reason: longReason })
  .meta({ id: 'NewReview' });

const outcome = z.enum(outcomes).meta({ id: 'Outcome' });

export const newClosing = z.strictObject({ outcome, note: reason.optional() }).meta({ id: 'NewClosing' });

const secondPerson = {
  at: instant,
  by: person,
  onBehalfOf: person.optional(),
  sameStation: stationInCommon.optional(),
};

/** The verdict of a second person. */
const judgement = {
  ...secondPerson,
  reason: z.string().optional(),
};

const filed = {
  id: z.string(),
  caseNumber: z.string(),
  authority: z.string().optional(),
  legalBasis: z.string().optional(),
  letter: z
    .strictObject({ number: z.string(), day: z.string().meta({ description: '2026-11-21' }) })
    .optional()
    .meta({
      description: 'the authority’s written request; filed without one are emergencies and old requests',
    }),
  purpose: z.string(),
  report: z.string().optional(),
  urgency: z.enum(urgencies),
  area,
  from: instant,
  to: instant,
  state: z.enum(requestStates),
  isExpired: z.boolean().meta({ description: 'approved, but past its time' }),
  requester: person,
  cameraIds: z.array(z.string()),
  createdAt: instant,
  submittedAt: instant.optional(),
  answerBy: instant.optional().meta({ description: 'until when a second person should have spoken' }),
  isOverdue: z.boolean(),
  expiresAt: instant.optional(),
  decision: z.strictObject({ ...judgement, verdict: z.enum(['approved', 'refused']) }).optional(),
  emergency: z
    .strictObject({
      reason: z.string(),
      letterDueAt: instant
        .optional()
        .meta({ description: 'it has no written request; until when one should be added' }),
      letters: z
        .array(
          z.strictObject({
            number: z.string(),
            day: z.string(),
            authority: z.string(),
            at: instant,
            by: person,
          }),
        )
        .optional()
        .meta({ description: 'written requests that were added later; each corrects the one before' }),
      countersignature: z
        .strictObject(secondPerson)
        .optional()
        .meta({ description: 'a second person who stands behind it until the review' }),
      review: z.strictObject({ ...judgement, verdict: z.enum(['justified', 'not-justified']) }).optional(),
    })
    .optional()
    .meta({
      description: 'opened before a custodian saw it; while submitted, it waits for a countersignature',
    }),
  closing: z.strictObject({ at: instant, by: person, outcome, note: z.string().optional() }).optional(),
};

export const filedRequest = z.strictObject(filed).meta({ id: 'FiledRequest' });

export const requestList = z.strictObject({ requests: z.array(filedRequest) });

export const requestQuery = z.object({
  state: z.enum(requestStates).optional(),
  before: instant.optional().meta({ description: 'made before then: the next page' }),
});

/** Counts what an emergency has given out while it is open and not reviewed. */
const emergencyUse = z
  .strictObject({
    servedBytes: z.number(),
    mostBytes: z.number(),
    stills: z.number(),
    mostStills: z.number().optional().meta({ description: 'absent once it is countersigned' }),
  })
  .meta({ id: 'EmergencyUse', description: 'what an emergency has given out before its review' });

const detail = {
  ...filed,
  effectiveScope: z.array(openedCamera),
  emergencyUse: emergencyUse.optional(),
  fromHere: stationInCommon.optional().meta({
    description:
      'what the caller, who may answer it, has in common now with whoever filed or countersigned it',
  }),
};

export const requestDetail = z.strictObject(detail).meta({ id: 'FootageRequest' });

/** `tooLate`: segments whose deletion had begun before the request was submitted. */
export const submittedRequest = z
  .strictObject({
    ...detail,
    rescued: z.number().meta({ description: 'segments that were marked for deletion, and stay' }),
    tooLate: z.number().meta({ description: 'segments whose deletion had begun' }),
  })
  .meta({ id: 'SubmittedRequest' });

export const emergencyList = z.strictObject({
  emergencies: z.array(requestDetail).meta({ description: 'most urgent first' }),
});

export const awaitingRequest = z
  .strictObject({
    ...detail,
    mayDecide: z.boolean().meta({
      description: 'false for the caller’s own request and that of a represented custodian',
    }),
  })
  .meta({ id: 'AwaitingRequest' });

export type RequestJson = z.input<typeof filedRequest>;
export type RequestDetailJson = z.input<typeof requestDetail>;
