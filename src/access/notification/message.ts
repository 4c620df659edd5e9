import { formatInstant, writtenMoment } from '../../core/index.ts';
import type { FootageRequest } from '../request/request.ts';
import type { TellingKind } from '../request/step.ts';
import type { Mail, RequestEvent, RequestNotification } from './notification.ts';

export interface MessageSettings {
  /** IANA zone in which people read times. */
  readonly timeZone: string;
  /** Where the console is reached, without a slash at its end; absent: no link. */
  readonly publicUrl?: string;
}

/** In Vietnamese, then in English. */
const titles: Readonly<Record<TellingKind, readonly [vi: string, en: string]>> = {
  'request-submitted': ['Yêu cầu trích xuất chờ phê duyệt', 'A request waits for your decision'],
  'request-approved': ['Yêu cầu đã được phê duyệt', 'Your request was approved'],
  'request-refused': ['Yêu cầu bị từ chối', 'Your request was refused'],
  'request-withdrawn': ['Phê duyệt yêu cầu đã bị thu hồi', 'The approval of your request was revoked'],
  'emergency-opened': [
    'KHẨN CẤP: hình ảnh đã được xem ngay, cần hậu kiểm',
    'EMERGENCY: footage was opened, to be reviewed',
  ],
  'countersignature-awaited': [
    'KHẨN CẤP: cần người thứ hai xác nhận ngay',
    'EMERGENCY: waits for a countersignature',
  ],
  'emergency-countersigned': [
    'Yêu cầu khẩn cấp đã được người thứ hai xác nhận',
    'Your emergency was countersigned',
  ],
  'emergency-reviewed': ['Lần xem khẩn cấp đã được hậu kiểm', 'Your emergency was reviewed'],
  'answer-awaited': ['Nhắc: yêu cầu đang chờ trả lời', 'Reminder: a request waits for an answer'],
  'answer-overdue': ['QUÁ HẠN trả lời yêu cầu', 'OVERDUE: a request was not answered in time'],
};

/** The request and its deadline; never a picture. */
export function mailOf(
  { kind, request }: Pick<RequestNotification, 'kind' | 'request'>,
  to: string,
  { timeZone, publicUrl }: MessageSettings,
): Mail {
  const [vi, en] = titles[kind];
  const moment = writtenMoment(timeZone);
  const lines = [
    `${vi} / ${en}`,
    '',
    `Vụ việc / Case: ${request.caseNumber}`,
    ...(request.authority ? [`Cơ quan / Authority: ${request.authority}`] : []),
    `Mục đích / Purpose: ${request.purpose}`,
    `Thời gian / Time: ${moment(request.range.fromMs)} – ${moment(request.range.toMs)}`,
    `Camera: ${request.cameraIds.length}`,
    ...reasonLines(request),
    ...(request.awaited ? [`Trả lời trước / Answer by: ${moment(request.awaited.answerByMs)}`] : []),
    ...(publicUrl ? ['', linkOf(publicUrl, request)] : []),
  ];
  return { to, subject: `[Minh Chứng] ${vi}: ${request.caseNumber}`, text: `${lines.join('\n')}\n` };
}

export const webhookEventOf = (
  { id, kind, request }: RequestNotification,
  { publicUrl }: MessageSettings,
): RequestEvent => ({
  id,
  kind,
  requestId: request.id,
  caseNumber: request.caseNumber,
  urgency: request.urgency,
  ...(request.awaited && { answerBy: formatInstant(request.awaited.answerByMs) }),
  ...(publicUrl && { link: linkOf(publicUrl, request) }),
});

const linkOf = (publicUrl: string, { id }: FootageRequest): string => `${publicUrl}/requests/${id}`;

const reasonLines = ({ emergency, decision }: FootageRequest): string[] => [
  ...(emergency ? [`Lý do khẩn cấp / Emergency: ${emergency.reason}`] : []),
  ...(decision?.reason ? [`Lý do / Reason: ${decision.reason}`] : []),
];
