import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  decide,
  decisionEn,
  decisionLetter,
  decisionVi,
  requestSheet,
  requestSheetEn,
  requestSheetVi,
} from '../../src/access/index.ts';
import type { RequestId } from '../../src/core/index.ts';
import { type ExportId, receiptEn, receiptSheet, receiptVi } from '../../src/evidence/index.ts';
import { chromiumMissing, launchChromium } from '../support/chromium.ts';
import { pdfPages } from '../support/pdf-text.ts';
import { aUser, by, waiting } from '../unit/access/request/a-request.ts';

const agency = { name: 'UBND PHƯỜNG HOA SIM', superior: 'UBND TỈNH QUẢNG NINH', place: 'Hoa Sim' };
const [timeZone, caseNumber] = ['Asia/Ho_Chi_Minh', 'VA-2026/118'];
const request = {
  ...decide(waiting(aUser('officer')), { verdict: 'approved' }, by(aUser('custodian'))).after,
  caseNumber,
};
const facts = {
  ...{ request, agency, timeZone },
  nameOf: () => 'Đỗ Văn An',
  cameraNames: ['Cột 14', 'Cổng chợ'],
};
const manifestSha256 = '0123456789abcdef'.repeat(4);
const receipt = {
  handed: {
    ...{ id: 'exp_1' as ExportId, requestId: 'req_1' as RequestId, manifestSha256 },
    ...{ files: 42, sizeBytes: 557_000_123, releasedAtMs: Date.parse('2026-11-21T14:17:30Z'), record: '' },
  },
  ...{ caseNumber, fileName: 'minh-chung-20261121t141730-000001.zip', agency, timeZone },
} as unknown as Parameters<typeof receiptSheet>[0];

/** What Chromium prints, read back by pdf.js. */
describe.skipIf(chromiumMissing)(`when a sheet is printed (${chromiumMissing ?? 'Chromium'})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  async function printed(html: string): Promise<readonly string[]> {
    const page = await browser.newPage();
    await page.setContent(html);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    await page.close();
    return pdfPages(pdf);
  }

  it.each([
    [
      'request',
      requestSheet(facts, requestSheetVi),
      ['PHIẾU YÊU CẦU TRÍCH XUẤT', caseNumber, 'Cột 14; Cổng chợ', 'NGƯỜI PHÊ DUYỆT'],
    ],
    ['request', requestSheet(facts, requestSheetEn), ['REQUEST FOR FOOTAGE', caseNumber, 'APPROVED BY']],
    [
      'decision',
      decisionLetter(facts, decisionVi),
      ['V/v trả lời yêu cầu', caseNumber, 'TM. ỦY BAN NHÂN DÂN'],
    ],
    ['decision', decisionLetter(facts, decisionEn), ['In answer to the request', caseNumber]],
    [
      'receipt',
      receiptSheet(receipt, receiptVi),
      ['GIẤY BIÊN NHẬN', '557.000.123 byte', '0123 4567 89ab cdef', 'SHA256SUMS', 'NGƯỜI NHẬN', 'NGƯỜI GIAO'],
    ],
    [
      'receipt',
      receiptSheet(receipt, receiptEn),
      [
        'RECEIPT',
        '557,000,123 bytes',
        '0123 4567 89ab cdef',
        'certutil -hashfile manifest.json SHA256',
        'GIVEN BY',
      ],
    ],
  ])('has its text and its signatures on two pages at most: %s', async (kind, html, texts) => {
    const pages = await printed(html);
    const text = pages.join(' ');
    for (const part of ['UBND PHƯỜNG HOA SIM', ...texts]) expect(text).toContain(part);
    expect(pages.length).toBeLessThanOrEqual(2);
    // No signature stands alone on a sheet.
    if (kind !== 'decision') expect(pages.at(-1)).toMatch(/4\. /);
    expect(pages.every((page) => page.trim().length > 1)).toBe(true);
  });
});
