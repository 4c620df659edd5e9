import { expect, it } from 'vitest';
import { shorteningLetter } from '../../../src/retention/retention-letter.ts';

const count = { segments: 1_234, cameras: 56, durationMs: 74_040_000, sizeBytes: 460e6 };
const countsFromMs = Date.parse('2026-11-30T03:00:00Z');
const settings = { timeZone: 'Asia/Ho_Chi_Minh', publicUrl: 'https://ward.example' };

it('tells custodians in numbers what will be deleted, when, and where to stop it', () => {
  const { subject, text } = shorteningLetter({ kind: 'policy', countsFromMs, count }, settings);
  expect(subject).toBe('[Minh Chứng] Thời hạn lưu trữ sắp bị rút ngắn, hình sẽ bị xóa sớm hơn');
  for (const line of [
    'Bắt đầu xóa / Deleted from: 10 giờ 00 ngày 30/11/2026',
    'Đoạn ghi / Segments: 1234',
    'Camera: 56',
    'Số giờ hình / Hours of footage: 20.6',
    'Dung lượng / Size: 0.5 GB',
    'Until then any custodian can stop it.',
    'https://ward.example/inbox',
  ])
    expect(text.split('\n')).toContain(line);
});
