import { describe, expect, it } from 'vitest';
import { detailValue } from '../../../src/web/audit/detail-value.ts';
import { eventWord } from '../../../src/web/audit/event-kinds.ts';
import { en } from '../../../src/web/messages/en.ts';
import { vi } from '../../../src/web/messages/vi.ts';

describe('when an auditor reads the detail of an event', () => {
  it.each([
    ['urgency', 'emergency', 'khẩn cấp – xem ngay'],
    ['verdict', 'approved', 'đã phê duyệt'],
    ['verdict', 'not-justified', 'Không có căn cứ'],
    ['outcome', 'handed-over', 'đã bàn giao'],
    ['proof', 'second-factor', 'xác thực hai bước'],
    ['result', 'broken-off', 'bị ngắt'],
    ['role', 'admin', 'Quản trị viên'],
  ])('has %s %s in words', (name, value, word) => {
    expect(detailValue(name, value, vi)).toBe(word);
  });

  it.each([
    ['urgency', 'unheard-of'],
    ['caseNumber', 'emergency'],
    ['constructor', 'name'],
    ['urgency', 'constructor'],
    ['files', 12],
  ])('has %s %s as the log says it', (name, value) => {
    expect(detailValue(name, value, en)).toBe(String(value));
  });
});

describe('when a request ends before its time', () => {
  it('is withdrawn by its officer, and its approval revoked by a custodian', () => {
    expect(eventWord('request-withdrawn', vi, 'officer')).toBe('rút yêu cầu');
    expect(eventWord('request-withdrawn', vi, 'custodian')).toBe('thu hồi phê duyệt yêu cầu');
  });
});
