import { csvText, formatInstant } from '../../core/index.ts';
import { type ChainLink, type LoggedEvent, loggedEventOf } from '../../custody/index.ts';
import { rangeJson } from '../terms/time.ts';
import type { CustodyEventJson } from './custody-schemas.ts';

export const custodyJson = (link: ChainLink): CustodyEventJson => {
  const { seq, sha256, id: _, atMs, fromMs, toMs, ...rest } = loggedEventOf(link);
  const opened = fromMs !== undefined && toMs !== undefined && { opened: rangeJson({ fromMs, toMs }) };
  return { seq, at: formatInstant(atMs), ...rest, ...opened, sha256 };
};

const header = [
  ...['number', 'at', 'event', 'actor', 'role', 'token', 'subject', 'request', 'camera'],
  ...['opened_from', 'opened_to', 'detail', 'sha256'],
];

/** Oldest first, one event a line. */
export const custodyCsv = (links: readonly ChainLink[]): string =>
  csvText(
    header,
    links.map((link) => cellsOf(loggedEventOf(link))),
  );

const cellsOf = (event: LoggedEvent): string[] => [
  ...[String(event.seq), formatInstant(event.atMs), event.event, event.actor ?? '', event.role],
  ...[event.tokenId ?? '', event.subject ?? '', event.requestId ?? '', event.cameraId ?? ''],
  ...[instantCell(event.fromMs), instantCell(event.toMs)],
  ...[event.detail ? JSON.stringify(event.detail) : '', event.sha256],
];

const instantCell = (atMs: number | undefined): string => (atMs === undefined ? '' : formatInstant(atMs));
