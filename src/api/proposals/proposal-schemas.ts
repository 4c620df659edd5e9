import { z } from 'zod';
import { newUser, role } from '../accounts/user-schemas.ts';
import { person } from '../terms/person.ts';
import { stationInCommon } from '../terms/station.ts';
import { instant } from '../terms/time.ts';

const userId = z.string().max(40);
const resets = z.enum(['password', 'second-factor']);

export const proposedAct = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('make'), user: newUser }),
    z.strictObject({ kind: z.literal('reset'), userId, purpose: resets }),
    z.strictObject({ kind: z.literal('enable'), userId }),
    z.strictObject({ kind: z.literal('change-role'), userId, role }),
  ])
  .meta({ id: 'ProposedAct' });

export const proposal = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['make', 'reset', 'enable', 'change-role']),
    subject: z
      .strictObject({
        id: z.string().optional().meta({ description: 'absent until a new user is made' }),
        name: z.string(),
        fullName: z.string(),
        role,
      })
      .meta({ description: 'as of now; of a new user, as proposed' }),
    role: role.optional().meta({ description: 'the role that the user gets' }),
    purpose: resets.optional(),
    proposer: person,
    createdAt: instant,
    endsAt: instant,
    state: z.enum(['waiting', 'ended', 'confirmed', 'refused', 'withdrawn']),
    answer: z
      .strictObject({
        at: instant,
        by: person,
        reason: z.string().optional(),
        sameStation: stationInCommon.optional(),
      })
      .optional(),
    fromHere: stationInCommon.optional().meta({
      description: 'what the caller, who may answer it, has in common now with the proposer',
    }),
    mayAnswer: z.boolean().meta({ description: 'the caller is the second person whom it needs' }),
    hasLink: z.boolean().meta({ description: 'the caller can take its one-time link' }),
  })
  .meta({ id: 'Proposal' });

export const proposalList = z.strictObject({ proposals: z.array(proposal) });

export const newAnswer = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('confirmed') }),
    z.strictObject({ verdict: z.literal('refused'), reason: z.string().trim().min(5).max(500) }),
  ])
  .meta({ id: 'ProposalVerdict' });

export type ProposalJson = z.input<typeof proposal>;
