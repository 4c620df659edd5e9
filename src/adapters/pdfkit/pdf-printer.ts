import PDFDocument from 'pdfkit';
import { AppError, messageOf } from '../../core/index.ts';
import type { Paper, PaperBlock, PaperPrinter } from '../../print/index.ts';
import { drawCoverageLanes } from './lanes-block.ts';
import { drawLetterHead } from './letter-head-block.ts';
import { nameGlyphsOneByOne } from './letters-of-glyphs.ts';
import { drawMap } from './map-block.ts';
import { drawPicture } from './picture-block.ts';
import { Sheet } from './sheet.ts';
import { drawSignatures } from './signature-block.ts';
import { drawTable } from './table-block.ts';
import {
  drawDigest,
  drawHeading,
  drawList,
  drawParagraph,
  drawRules,
  drawTerms,
  drawTitle,
} from './text-blocks.ts';
import { type ReadTypefaces, readTypefaces } from './typefaces.ts';

/**
 * A `PaperPrinter` of pdfkit: PDF 1.7, tagged, typefaces embedded, as PDF/A-2a demands. A paper of 10 000 files takes some
 * 300 pages; a page leaves the memory when the next one begins.
 */
export function createPdfPrinter(): PaperPrinter {
  let typefaces: Promise<ReadTypefaces> | undefined;
  return {
    print: async (paper) => {
      try {
        typefaces ??= readTypefaces();
        return await printed(paper, await typefaces);
      } catch (cause) {
        throw new AppError('internal', 'paper-not-printed', messageOf(cause), { cause });
      }
    },
  };
}

async function printed({ lang, title, atMs, blocks }: Paper, typefaces: ReadTypefaces): Promise<Uint8Array> {
  const date = new Date(atMs);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    displayTitle: true,
    autoFirstPage: false,
    lang: lang === 'vi' ? 'vi-VN' : 'en-GB',
    info: { Title: title, CreationDate: date, ModDate: date, Creator: 'Minh Chứng', Producer: 'PDFKit' },
    // None yet: pdfkit 0.20.2 reads a registered file anew at each use where the first font is the same one.
    font: null as never,
    // It would grow with every word, for ever.
    fontLayoutCache: false,
  });
  for (const [face, { font }] of Object.entries(typefaces)) doc.registerFont(face, font as never);
  nameGlyphsOneByOne(doc, typefaces);
  const chunks: Uint8Array[] = [];
  const ended = new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const sheet = new Sheet(doc, typefaces);
  for (const block of blocks) await draw(sheet, block);
  sheet.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(sheet: Sheet, block: PaperBlock): void | Promise<void> {
  switch (block.kind) {
    case 'letter-head':
      return drawLetterHead(sheet, block.agency, block.words);
    case 'title':
      return drawTitle(sheet, block);
    case 'heading':
      return drawHeading(sheet, block);
    case 'paragraph':
      return drawParagraph(sheet, block);
    case 'list':
      return drawList(sheet, block);
    case 'terms':
      return drawTerms(sheet, block.terms);
    case 'digest':
      return drawDigest(sheet, block);
    case 'rules':
      return drawRules(sheet, block.lines);
    case 'table':
      return drawTable(sheet, block);
    case 'map':
      return drawMap(sheet, block.map);
    case 'lanes':
      return drawCoverageLanes(sheet, block.lanes);
    case 'picture':
      return drawPicture(sheet, block);
    case 'signatures':
      return drawSignatures(sheet, block);
  }
}
