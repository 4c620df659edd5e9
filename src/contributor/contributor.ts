import { z } from 'zod';
import { isCalendarDay } from '../camera/index.ts';
import {
  type CameraId,
  type ContributorId,
  type Faults,
  type FormFaults,
  printable,
  readForm,
} from '../core/index.ts';

/** A resident who paid for a camera. Sealed at rest; only an admin sees it, after a record. */
export interface ContributorIdentity {
  readonly name: string;
  readonly phone?: string;
}

/** A contribution without the person: may be counted. */
export interface Contribution {
  readonly id: ContributorId;
  readonly cameraId: CameraId;
  readonly amountVnd?: number;
  /** The day the owner agreed to the camera's use, `2026-11-21`. */
  readonly consentOn?: string;
  readonly createdAtMs: number;
}

export interface SealedContribution extends Contribution {
  /** `ContributorIdentity` as JSON, bound to the id. */
  readonly sealed: Uint8Array;
}

/** One line of the neighbourhood ledger: numbers, never names. */
export interface LedgerLine {
  readonly neighbourhoodId: string;
  readonly name: string;
  readonly cameras: number;
  /** With a notice in force. */
  readonly withNotice: number;
  readonly contributors: number;
  readonly contributedVnd: number;
}

/** Contributions by camera. Errors: `unavailable` `catalogue-unavailable`. */
export interface ContributionRepository {
  /** Once per id. Errors: `not-found` `camera-not-found`. */
  add(contribution: SealedContribution): Promise<void>;
  ofCamera(cameraId: CameraId): Promise<SealedContribution[]>;
  /** By name of the neighbourhood. */
  byNeighbourhood(): Promise<LedgerLine[]>;
}

export interface ContributorForm {
  readonly identity: ContributorIdentity;
  readonly amountVnd?: number;
  readonly consentOn?: string;
}

const line = z.string().regex(printable);
export const contributorForm = z.strictObject({
  name: line.trim().min(1).max(200),
  phone: line.trim().max(40).exactOptional(),
  amountVnd: z.number().int().min(0).max(1e12).exactOptional(),
  consentOn: z.string().refine(isCalendarDay).exactOptional(),
});

const fields: Faults = {
  name: ['contributor-name-invalid', 'A contributor has a name of 1 to 200 printable characters.'],
  phone: ['contributor-phone-invalid', 'A telephone number has at most 40 printable characters.'],
  amountVnd: [
    'contribution-invalid',
    'A contribution is a whole number of đồng, such as 500000; in a CSV also 500.000.',
  ],
  consentOn: ['consent-date-invalid', 'The day of consent must have the form 2026-11-21.'],
};

const faults: FormFaults = {
  fields,
  form: ['contributor-invalid', 'A contributor is {name, phone?, amountVnd?, consentOn?}.'],
};

/** Reads `{name, phone?, amountVnd?, consentOn?}`; the message of an error never repeats the input. */
export function parseContributor(input: unknown): ContributorForm {
  const { name, phone, ...counted } = readForm(contributorForm, input, faults);
  return { identity: { name, ...(phone === undefined ? {} : { phone }) }, ...counted };
}
