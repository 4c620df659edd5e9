import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import type { FootageRequest } from '../../../access/index.ts';
import { AppError, type CameraId } from '../../../core/index.ts';
import type { Area } from '../../../footage/index.ts';
import type { Tables } from '../tables/tables.ts';

export type RequestRow = Selectable<Tables['request']> & { readonly camera_ids: CameraId[] };

/** The cameras of `request`, for a select. */
export const cameraIdsOfRequest: RawBuilder<CameraId[]> = sql<CameraId[]>`array(
  select camera_id from request_camera where request_id = request.id order by camera_id)`;

const json = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);

export const rowOf = ({ range, awaited, ...request }: FootageRequest): Insertable<Tables['request']> => ({
  id: request.id,
  requester_id: request.requesterId,
  state: request.state,
  revision: request.revision,
  case_number: request.caseNumber,
  purpose: request.purpose,
  urgency: request.urgency,
  authority: request.authority ?? null,
  legal_basis: request.legalBasis ?? null,
  report: request.report ?? null,
  letter_number: request.letter?.number ?? null,
  letter_day: request.letter?.day ?? null,
  area: JSON.stringify(request.area),
  from_ms: range.fromMs,
  to_ms: range.toMs,
  created_at_ms: request.createdAtMs,
  awaited_at_ms: awaited?.atMs ?? null,
  answer_by_ms: awaited?.answerByMs ?? null,
  expires_at_ms: request.expiresAtMs ?? null,
  decision: json(request.decision),
  emergency: json(request.emergency),
  closing: json(request.closing),
});

/** Only `rowOf` writes the JSON columns. */
export const requestFromRow = (row: RequestRow): FootageRequest => ({
  id: row.id,
  requesterId: row.requester_id,
  state: row.state,
  revision: row.revision,
  caseNumber: row.case_number,
  purpose: row.purpose,
  urgency: row.urgency,
  ...(row.authority !== null && { authority: row.authority }),
  ...(row.legal_basis !== null && { legalBasis: row.legal_basis }),
  ...(row.report !== null && { report: row.report }),
  ...letterOf(row),
  area: row.area as Area,
  range: { fromMs: row.from_ms, toMs: row.to_ms },
  cameraIds: row.camera_ids,
  createdAtMs: row.created_at_ms,
  ...awaitedOf(row),
  ...(row.expires_at_ms !== null && { expiresAtMs: row.expires_at_ms }),
  ...(row.decision !== null && { decision: row.decision as FootageRequest['decision'] & object }),
  ...(row.emergency !== null && { emergency: row.emergency as FootageRequest['emergency'] & object }),
  ...(row.closing !== null && { closing: row.closing as FootageRequest['closing'] & object }),
});

const letterOf = ({ letter_number, letter_day }: RequestRow): Pick<FootageRequest, 'letter'> =>
  letter_number === null || letter_day === null ? {} : { letter: { number: letter_number, day: letter_day } };

const awaitedOf = ({ awaited_at_ms, answer_by_ms }: RequestRow): Pick<FootageRequest, 'awaited'> =>
  awaited_at_ms === null || answer_by_ms === null
    ? {}
    : { awaited: { atMs: awaited_at_ms, answerByMs: answer_by_ms } };

export const requestChanged = (): AppError =>
  new AppError('conflict', 'request-changed', 'Another step came first: load the request again.');
