import { formatInstant, hourMs } from '../../core/index.ts';
import { isLogLink } from '../../log/index.ts';
import type { Alarm } from '../alarm.ts';
import { epochMs, type LogWatch, type WatchedLeaf } from './watch.ts';

/** A site states hourly that it lives. */
const silentMs = 3 * hourMs;

/** Each site goes on to state that it lives, and what it finds wrong with itself. */
export class SiteWatch implements LogWatch {
  /** `heardMs`: when each site last said that it lives. */
  constructor(readonly heardMs: Map<string, number>) {}

  follow({ leaf, record }: WatchedLeaf): Alarm[] {
    if (record.type === 'hb') this.heardMs.set(record.site, epochMs(record.at));
    const told = toldBy(record);
    return told ? [{ ...told, leaf, says: `leaf ${leaf}: ${told.says}` }] : [];
  }

  /** Sites that have not been heard for three hours. */
  silent(nowMs: number): Alarm[] {
    return [...this.heardMs]
      .filter(([, heardMs]) => nowMs - heardMs > silentMs)
      .map(([site, heardMs]) => ({
        code: 'silent',
        says: `${site} states nothing since ${formatInstant(heardMs)}, and would every hour`,
      }));
  }
}

function toldBy(record: WatchedLeaf['record']): Alarm | undefined {
  switch (record.type) {
    case 'chk':
      if (record.act !== 'differ') return undefined;
      return {
        code: 'stored-object-differs',
        says: `${record.key} in ${record.store} is not what was stored`,
      };
    case 'clk':
      if (record.act !== 'doubt') return undefined;
      return {
        code: 'clock-doubted',
        says: `expiry at ${record.site} does not believe the clock: ${record.fault}`,
      };
    case 'key':
      return {
        code: 'key-changed',
        says: `${record.new} takes the place of ${record.old}${record.leaked ? ', which others may have' : ''}`,
      };
    case 'link':
      if (isLogLink(record))
        return {
          code: 'log-opened-anew',
          says: `continues ${record.chain}, of which ${record.size} leaves are proved: nobody can tell whether more were signed`,
        };
      return { code: 'older-log-linked', says: `continues ${record.chain} after record ${record.seq}` };
    default:
      return undefined;
  }
}
