import { z } from 'zod';
import { type Faults, printable } from '../../core/index.ts';
import { instant } from '../terms/time.ts';

const line = z.string().regex(printable).trim().min(1).max(200);
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'of the manifest, as it was compared: hex, lower case' });

export const recipient = z
  .strictObject({
    name: line,
    agency: line,
    paper: line.meta({ description: 'number of the paper that sends the person, or of the signed form' }),
  })
  .meta({ id: 'Recipient' });

/** A form that the recipient signed, on that day. */
export const signedForm = recipient
  .extend({ signedOn: z.iso.date(), sha256 })
  .meta({ id: 'SignedHandOverForm' });

export const handOverToken = z.strictObject({ token: z.string().max(200) }).meta({ id: 'HandOverToken' });

export const handOverConfirmation = handOverToken
  .extend({ name: line, sha256 })
  .meta({ id: 'HandOverConfirmation' });

const recipientFault = ['recipient-invalid', 'It has 1 to 200 printable characters.'] as const;

export const handOverFaults: Faults = {
  name: recipientFault,
  agency: recipientFault,
  paper: recipientFault,
  signedOn: ['signed-on-invalid', 'The day on which the form was signed is a day like 2026-11-30.'],
  sha256: ['manifest-digest-invalid', 'The digest of a manifest has 64 hex digits, in lower case.'],
};

const said = z.strictObject({
  how: z.enum(['link', 'form']),
  at: instant.meta({ description: 'when it came, or was entered' }),
  signer: z.string().meta({ description: 'as the recipient typed it, or as it stands on the form' }),
  signedOn: z.string().optional().meta({ description: 'the day on the form' }),
  manifestSha256: z.string(),
  record: z
    .strictObject({ chain: z.string(), seq: z.number() })
    .meta({ description: 'where it stands in the evidence log' }),
});

export const handOverAnswer = z
  .strictObject({
    id: z.string(),
    madeAt: instant,
    recipient,
    /** Of a link that was not used: when it ends. */
    endsAt: instant.optional(),
    withdrawnAt: instant.optional(),
    /** Absent until the recipient acknowledges the manifest. */
    acknowledged: said.meta({ id: 'Acknowledgement' }).optional(),
    altered: z
      .enum(['record', 'manifestSha256', 'how', 'at', 'recipient'])
      .optional()
      .meta({ description: 'what of it is not as its record in the evidence log says' }),
  })
  .meta({ id: 'HandOver' });

export const handOverLink = z
  .strictObject({
    handOver: handOverAnswer,
    token: z.string().meta({ description: 'opens at `/hand-over#<token>` of the console; shown this once' }),
  })
  .meta({ id: 'HandOverLink' });

export const seenHandOverAnswer = z
  .strictObject({
    caseNumber: z.string(),
    fileName: z.string(),
    files: z.number().meta({ description: 'in the bundle, as the verifier counts them' }),
    sizeBytes: z.number(),
    manifestSha256: z.string(),
    givenBy: z.string().optional().meta({ description: 'full name; absent once the user is forgotten' }),
    agency: z.string().optional().meta({ description: 'the office of that person' }),
    recipient,
    endsAt: instant.optional(),
  })
  .meta({ id: 'SeenHandOver' });

export const confirmedHandOver = z
  .strictObject({ at: instant, signer: z.string(), manifestSha256: z.string() })
  .meta({ id: 'ConfirmedHandOver' });

export type HandOverJson = z.input<typeof handOverAnswer>;
export type SeenHandOverJson = z.input<typeof seenHandOverAnswer>;
