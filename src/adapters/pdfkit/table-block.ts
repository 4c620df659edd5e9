import { setImmediate as turn } from 'node:timers/promises';
import type { PaperColumn, PaperRow, PaperTable } from '../../print/index.ts';
import {
  type Lettering,
  leftEdge,
  mm,
  type PlacedText,
  type Sheet,
  type Structure,
  textWidth,
} from './sheet.ts';

const size = 10;
const pad = 1 * mm;
/** With less, poppler takes the texts of two columns for one line, and tears the lines of a cell apart. */
const sidePad = 1.4 * mm;
/** A longer table is told as one paragraph: a structure of each cell would be larger than the pages. */
const maxStructuredRows = 500;

interface Grid {
  readonly columns: readonly (PaperColumn & { readonly x: number; readonly width: number })[];
  /** Of the table in the structure; absent where its rows are told as text. */
  readonly structure?: Structure;
}

/** A ruled table. Rows stay whole, and the head comes again on each page. Others get the event loop between the pages. */
export async function drawTable(sheet: Sheet, { columns, rows }: PaperTable): Promise<void> {
  const structure = rows.length <= maxStructuredRows ? sheet.doc.struct('Table') : undefined;
  if (structure) sheet.add(structure);
  const grid: Grid = { columns: placed(columns), ...(structure && { structure }) };
  sheet.room(beginningHeight(sheet, grid, rows[0]));
  const head = headOf(sheet, grid);
  for (let done = 0; done < rows.length || done === 0; ) {
    if (done > 0) sheet.beginPage();
    const page = rowsOfPage(sheet, grid, { head, rows, done });
    if (done === 0) tell(sheet, grid, [head]);
    else sheet.artifact(() => drawText(sheet, head));
    tell(sheet, grid, page);
    sheet.artifact(() => drawFrames(sheet, grid, [head, ...page]));
    sheet.y = (page.at(-1) ?? head).bottom;
    done += Math.max(1, page.length);
    await turn();
  }
  structure?.end();
  sheet.y += 2 * mm;
}

/** Of the head with a row or two: less of a table does not begin a page's end. */
function beginningHeight(sheet: Sheet, grid: Grid, first: PaperRow | undefined): number {
  const { height } = headOf(sheet, grid);
  const least = first ? rowAt(sheet, cellsOf(sheet, grid, first), 0).height : 0;
  return height + Math.max(2 * height, least);
}

function placed(columns: readonly PaperColumn[]): Grid['columns'] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x = leftEdge;
  return columns.map((column) => {
    const width = (column.share / shares) * textWidth;
    x += width;
    return { ...column, x: x - width, width };
  });
}

const bold: Lettering = { face: 'bold', size };

const letteringOf = ({ look }: PaperColumn): Lettering =>
  look === 'digits' ? { face: 'mono', size: 7.5 } : { size };

interface Cell {
  readonly lines: readonly string[];
  readonly placed: PlacedText;
}

/** A row that has its place on the page. */
interface PlacedRow {
  readonly tag: 'TH' | 'TD';
  readonly cells: readonly Cell[];
  readonly top: number;
  readonly height: number;
  readonly bottom: number;
}

function rowAt(sheet: Sheet, cells: readonly Cell[], top: number, tag: PlacedRow['tag'] = 'TD'): PlacedRow {
  const heights = cells.map(({ lines, placed: each }) => lines.length * sheet.lineHeight(each));
  const height = Math.max(...heights) + 2 * pad;
  return { tag, cells, top, height, bottom: top + height };
}

function cellOf(
  sheet: Sheet,
  { x, width, look }: Grid['columns'][number],
  text: string,
  face: Lettering,
): Cell {
  const inner: PlacedText = { ...face, x: x + sidePad, width: width - 2 * sidePad };
  return {
    lines: sheet.lines(text, inner),
    placed: { ...inner, align: look === 'number' ? 'right' : 'left' },
  };
}

const headOf = (sheet: Sheet, { columns }: Grid): PlacedRow => {
  const cells = columns.map((column) => cellOf(sheet, column, column.title, bold));
  return rowAt(sheet, cells, sheet.y, 'TH');
};

const wholeWidth = { title: '', share: 1, x: leftEdge, width: textWidth };

const cellsOf = (sheet: Sheet, { columns }: Grid, row: PaperRow): Cell[] =>
  row.cells
    ? columns.map((column, i) => cellOf(sheet, column, row.cells[i] ?? '', letteringOf(column)))
    : [cellOf(sheet, wholeWidth, row.over, bold)];

interface Rest {
  readonly head: PlacedRow;
  readonly rows: readonly PaperRow[];
  readonly done: number;
}

/** The rows that fit below the head from here on, at least one. A line above its rows stays with one of them. */
function rowsOfPage(sheet: Sheet, grid: Grid, { head, rows, done }: Rest): PlacedRow[] {
  const page: PlacedRow[] = [];
  const end = sheet.y + sheet.heightLeft;
  let top = sheet.y + head.height;
  for (const row of rows.slice(done, done + maxRowsOfPage)) {
    const next = rowAt(sheet, cellsOf(sheet, grid, row), top);
    if (page.length > 0 && top + next.height * (row.cells ? 1 : 3) > end) break;
    page.push(next);
    top = next.bottom;
  }
  return page;
}

const maxRowsOfPage = 100;

/** Draws the text of rows, and makes its mark in the structure. */
function tell(sheet: Sheet, { structure }: Grid, rows: readonly PlacedRow[]): void {
  if (!structure) {
    sheet.tagged('P', () => {
      for (const row of rows) drawText(sheet, row);
    });
    return;
  }
  for (const row of rows) {
    const cells = row.cells.map((cell) =>
      sheet.element(
        row.tag,
        () => drawCell(sheet, cell, row.top),
        row.tag === 'TH' ? { scope: 'Column' } : {},
      ),
    );
    structure.add(sheet.doc.struct('TR', {}, cells));
  }
}

/** Where it was placed, or at the top of a later page. */
function drawText(sheet: Sheet, { tag, cells, top }: PlacedRow): void {
  for (const cell of cells) drawCell(sheet, cell, tag === 'TH' ? sheet.y : top);
}

function drawCell(sheet: Sheet, { lines, placed: where }: Cell, top: number): void {
  const height = sheet.lineHeight(where);
  lines.forEach((line, i) => {
    sheet.put(line, top + pad + i * height, where);
  });
}

/** The lines around the rows, and between their columns. */
function drawFrames(sheet: Sheet, { columns }: Grid, rows: readonly PlacedRow[]): void {
  const { doc } = sheet;
  doc.lineWidth(0.5);
  let y = sheet.y;
  for (const { cells, height } of rows) {
    doc.rect(leftEdge, y, textWidth, height);
    if (cells.length > 1) for (const { x } of columns.slice(1)) doc.moveTo(x, y).lineTo(x, y + height);
    y += height;
  }
  doc.stroke('#000');
}
