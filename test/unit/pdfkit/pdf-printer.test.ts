import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import type { Paper, PaperBlock } from '../../../src/print/index.ts';
import { opened, pdfPages, pdfText } from '../../support/pdf-text.ts';

const printer = createPdfPrinter();
const aPaper = (blocks: readonly PaperBlock[]): Paper => ({
  lang: 'vi',
  title: 'BIÊN BẢN exp_1',
  atMs: Date.parse('2026-11-21T15:02:10Z'),
  blocks,
});
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
const vowels = 'aăâeêioôơuưy';
const letters = [...vowels]
  .flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => vowel + tone))
  .concat('đ')
  .flatMap((letter) => [letter, letter.toUpperCase()]);
const mm = 72 / 25.4;

/** What says which letters the glyphs of each typeface are (`ToUnicode`). */
const glyphMaps = (pdf: Uint8Array): string[] =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/FlateDecode\s*>>\s*stream\n([\s\S]*?)\nendstream/g),
  ]
    .map(([, deflated = '']) => inflateSync(Buffer.from(deflated, 'latin1')).toString('latin1'))
    .filter((stream) => stream.includes('begincmap'));

describe('when a paper is printed', () => {
  it('shows every Vietnamese letter, composed, in each typeface that writes words', async () => {
    const composed = letters.map((letter) => letter.normalize('NFC'));
    expect(composed.every((letter) => [...letter].length === 1)).toBe(true);
    const blocks = [undefined, 'bold', 'italic'] as const;
    const text = await pdfText(
      await printer.print(
        aPaper(
          blocks.map(
            (look): PaperBlock => ({ kind: 'paragraph', text: letters.join(' '), ...(look && { look }) }),
          ),
        ),
      ),
    );
    for (const letter of composed) expect(text.split(letter).length - 1, letter).toBe(3);
  });

  it('shows a letter that an earlier paper had only as a part of another one', async () => {
    const own = createPdfPrinter();
    await own.print(aPaper([paragraph('Ế')]));
    expect(await pdfText(await own.print(aPaper([paragraph('THE EMERGENCY')])))).toContain('THE EMERGENCY');
  });

  it('names each letter on a line of its own, in blocks of a hundred: Ghostscript 10.00.0 misreads lists', async () => {
    const maps = glyphMaps(await printer.print(aPaper([paragraph(letters.join(' '))])));
    expect(maps).toHaveLength(1);
    const blocks = [...(maps[0] ?? '').matchAll(/(\d+) beginbfchar\n([\s\S]*?)endbfchar/g)];
    const named = blocks.map(([, , lines = '']) => lines.trimEnd().split('\n'));
    expect(named.map((lines) => lines.length)).toEqual(blocks.map(([, count]) => Number(count)));
    expect(Math.max(...named.map((lines) => lines.length))).toBe(100);
    const codes = named.flat().map((line) => /^<[0-9a-f]{4}> <([0-9a-f]{4})>$/.exec(line)?.[1]);
    const wanted = [' ', ...letters.map((letter) => letter.normalize('NFC'))];
    expect(codes.toSorted()).toEqual(
      wanted.map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).toSorted(),
    );
    expect(maps.join()).not.toContain('bfrange');
  });

  it('is A4 with the margins of Decree 30, and numbers its pages from the second on', async () => {
    const bytes = await printer.print(
      aPaper(Array.from({ length: 90 }, (_, i) => paragraph(`Dòng ${i} `.repeat(12)))),
    );
    const document = await opened(bytes);
    expect(document.numPages).toBeGreaterThan(2);
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      expect(page.view).toEqual([0, 0, 595.28, 841.89]);
      const { items } = await page.getTextContent();
      const placed = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
      const [above, inside] = [
        placed.filter(({ transform }) => transform[5] > 841.89 - 20 * mm),
        placed.filter(({ transform }) => transform[5] <= 841.89 - 20 * mm),
      ];
      expect(above.map(({ str }) => str)).toEqual(number === 1 ? [] : [String(number)]);
      for (const { transform, width } of inside) {
        expect(transform[4]).toBeGreaterThanOrEqual(30 * mm - 0.1);
        expect(transform[4] + width).toBeLessThanOrEqual(595.28 - 15 * mm + 0.5);
        expect(transform[5]).toBeGreaterThanOrEqual(20 * mm - 0.1);
      }
    }
  });

  it('is the same bytes for the same paper', async () => {
    const paper = aPaper([{ kind: 'title', title: 'BIÊN BẢN', subtitle: 'Về việc' }, paragraph('Một.')]);
    const [first, second] = [await printer.print(paper), await createPdfPrinter().print(paper)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('tells language, title and structure to whoever reads it aloud', async () => {
    const document = await opened(
      await printer.print(aPaper([{ kind: 'heading', level: 1, text: 'I. BÊN GIAO' }, paragraph('Một.')])),
    );
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'BIÊN BẢN exp_1', Language: 'vi-VN', PDFFormatVersion: '1.7' });
    expect(metadata?.get('pdfaid:part')).toBe('2');
    expect(Object.fromEntries((await document.getMarkInfo()) as never)).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    expect(tree).toMatch(/"role":"Document".*"role":"H2".*"role":"P"/);
  });

  it('begins a table that does not fit on the next page, with its head above its rows', async () => {
    const column = (title: string) => ({ title, share: 1 });
    const table: PaperBlock = {
      kind: 'table',
      columns: [column('Camera'), column('Lý do')],
      rows: [{ cells: ['Cột 14', 'mất kết nối '.repeat(12)] }],
    };
    for (let above = 25; above < 36; above++) {
      const before = Array.from({ length: above }, () => paragraph('Một.'));
      const document = await opened(await printer.print(aPaper([...before, table])));
      const { items } = await (await document.getPage(document.numPages)).getTextContent();
      const yOf = (text: string) =>
        items.flatMap((item) =>
          'str' in item && item.str.startsWith(text) ? [Number(item.transform[5])] : [],
        );
      const [head = Number.NaN] = yOf('Camera');
      const [row = Number.NaN] = yOf('Cột 14');
      expect(head, `${above} paragraphs above`).toBeGreaterThan(row);
      expect(head - row).toBeLessThan(10 * mm);
      expect(Math.min(...yOf('mất'), ...yOf('kết'), ...yOf('nối'))).toBeGreaterThan(20 * mm - 0.1);
      await document.loadingTask.destroy();
    }
  });

  it('keeps rows whole and their order over pages, below a head that comes again', async () => {
    const rows = Array.from({ length: 700 }, (_, i) => ({ cells: [`<${i}>`, 'a'.repeat(32)] }));
    const columns = [
      { title: 'STT', share: 1 },
      { title: 'Tên tệp', share: 3 },
    ];
    const pages = await pdfPages(await printer.print(aPaper([{ kind: 'table', columns, rows }])));
    expect(pages.every((page) => page.includes('Tên tệp'))).toBe(true);
    const numbers = [...pages.join(' ').matchAll(/<(\d+)>/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(rows.map((_, i) => i));
  });

  it('breaks a word that is wider than the page, and shows what is meant to be unseen', async () => {
    const text = await pdfText(
      await printer.print(aPaper([paragraph('x'.repeat(500)), paragraph('a\u202eb\u0007c\u200bd')])),
    );
    expect(text.replaceAll(' ', '')).toContain('x'.repeat(500));
    expect(text).toContain('a\uFFFDb\uFFFDc\uFFFDd');
  });
});
