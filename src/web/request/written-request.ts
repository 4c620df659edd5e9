import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { RequestArea, TimeRange } from '../api/shapes.ts';
import { oneLine } from '../parts/one-line.ts';

/** The fields that an officer fills in; only an emergency says why it cannot wait. */
export interface WrittenRequest {
  readonly caseNumber: string;
  readonly authority: string;
  readonly legalBasis: string;
  /** Number and day of the authority’s written request; both empty where there is none. */
  readonly letterNumber: string;
  readonly letterDay: string;
  readonly purpose: string;
  readonly report: string;
  readonly urgency: FootageRequest['urgency'];
  readonly emergencyReason: string;
}

/** The scope, chosen on the map and the lanes. */
export interface Scope extends TimeRange {
  readonly area: RequestArea;
}

export const unwritten: WrittenRequest = {
  caseNumber: '',
  authority: '',
  legalBasis: '',
  letterNumber: '',
  letterDay: '',
  purpose: '',
  report: '',
  urgency: 'routine',
  emergencyReason: '',
};

export const writtenIn = (draft: FootageRequest): WrittenRequest => ({
  caseNumber: draft.caseNumber,
  authority: draft.authority ?? '',
  legalBasis: draft.legalBasis ?? '',
  letterNumber: draft.letter?.number ?? '',
  letterDay: draft.letter?.day ?? '',
  purpose: draft.purpose,
  report: draft.report ?? '',
  urgency: draft.urgency,
  emergencyReason: draft.emergency?.reason ?? '',
});

/** Submits it, or opens it at once where it is an emergency; a draft of it, if there was one, is no more. Answers the id. */
export async function submitRequest(
  written: WrittenRequest,
  scope: Scope,
  draftId: string | undefined,
): Promise<string> {
  if (written.urgency === 'emergency') {
    const emergencyReason = oneLine(written.emergencyReason);
    const { id } = await api.openEmergency({ ...saidIn(written), ...scope, emergencyReason });
    if (draftId !== undefined) await api.dropDraft({ id: draftId });
    return id;
  }
  if (draftId === undefined) return (await api.fileRequest(formOf(written, scope))).id;
  await keepDraft(written, scope, draftId);
  return (await api.submitDraft({ id: draftId })).id;
}

/** Saves a draft; an emergency is saved as an urgent request, since its reason is of the moment. Answers the id. */
export async function keepDraft(
  written: WrittenRequest,
  scope: Scope,
  draftId: string | undefined,
): Promise<string> {
  const form = formOf(written, scope);
  const draft = draftId === undefined ? api.keepDraft(form) : api.changeDraft({ id: draftId }, form);
  return (await draft).id;
}

const formOf = (written: WrittenRequest, scope: Scope) => ({
  ...saidIn(written),
  ...scope,
  urgency: written.urgency === 'routine' ? ('routine' as const) : ('urgent' as const),
});

const saidIn = ({ caseNumber, authority, legalBasis, purpose, report, ...written }: WrittenRequest) => ({
  caseNumber: oneLine(caseNumber),
  authority: oneLine(authority),
  legalBasis: oneLine(legalBasis),
  ...letterIn(written),
  purpose: oneLine(purpose),
  ...(report.trim() !== '' && { report: oneLine(report) }),
});

const letterIn = ({ letterNumber, letterDay }: Pick<WrittenRequest, 'letterNumber' | 'letterDay'>) =>
  letterNumber.trim() === '' && letterDay === ''
    ? {}
    : { letter: { number: oneLine(letterNumber), day: letterDay } };
