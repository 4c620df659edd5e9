import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What pdf.js, which nobody here wrote, reads in a PDF: the text of each page, white space as one space. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const document = await opened(bytes);
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, i) => {
      const { items } = await (await document.getPage(i + 1)).getTextContent();
      return items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
        .join('')
        .replaceAll(/\s+/g, ' ');
    }),
  );
  await document.loadingTask.destroy();
  return pages;
}

export const pdfText = async (bytes: Uint8Array): Promise<string> => (await pdfPages(bytes)).join(' ');

export const opened = (bytes: Uint8Array) =>
  getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise;
