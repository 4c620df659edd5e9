import { type Html, html } from './html.ts';
import { type Agency, blank, type LetterHeadWords, letterHead } from './letter-head.ts';
import { printedHtml } from './printed-html.ts';

/** What every letter of the office says, in one language. */
export interface LetterWords {
  readonly lang: 'vi' | 'en';
  readonly head: Omit<LetterHeadWords, 'subject'>;
  /** Names the office where no setting does. */
  readonly agency: string;
  readonly complaint: string;
  readonly complaintTo: string;
  readonly receivers: readonly string[];
  readonly signer: string;
  readonly signHere: string;
}

export interface LetterContent {
  /** Title of the file. */
  readonly title: string;
  readonly subject: string;
  readonly to: string;
  readonly opening: string;
  readonly sections: readonly LetterSection[];
}

export interface LetterSection {
  readonly title: string;
  readonly body: Html;
}

/**
 * A letter of an office (Decree 30/2020, annex I), ending with the right of complaint: one page of HTML that needs nothing
 * else, to be printed on A4 and signed.
 */
export function letter(agency: Agency, words: LetterWords, content: LetterContent): string {
  const { lang, head, complaint, complaintTo, signer, signHere, receivers } = words;
  const sections = [...content.sections, { title: complaint, body: html`<p>${complaintTo}</p>` }];
  return printedHtml(
    { lang, title: content.title },
    html`${letterHead(agency, { ...head, subject: content.subject })}
<p class="to">${content.to}</p>
<p>${content.opening}</p>
${sections.map(({ title, body }, i) => html`<section><h2>${i + 1}. ${title}</h2>\n${body}</section>\n`)}
<section class="signing"><div class="signer"><p class="party">${signer}</p><p class="hint">${signHere}</p></div>
<div class="receivers">${receivers.map((line) => html`<p>${line}</p>`)}</div></section>`,
  );
}

/** To be checked by the ward's clerk. */
export const letterVi: LetterWords = {
  lang: 'vi',
  head: {
    state: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    agency: `ỦY BAN NHÂN DÂN ${blank(8)}`,
    number: `Số: ${blank(4)}/UBND-${blank(4)}`,
    dated: (place) => `${place}, ngày ${blank(2)} tháng ${blank(2)} năm ${blank(3)}`,
  },
  agency: 'Ủy ban nhân dân phường',
  complaint: 'Phản ánh, khiếu nại',
  complaintTo: `Nếu không đồng ý, Ông/Bà có quyền phản ánh, khiếu nại đến ${blank(20)}; liên hệ: ${blank(14)}`,
  receivers: ['Nơi nhận:', '- Như trên;', '- Lưu: VT.'],
  signer: 'TM. ỦY BAN NHÂN DÂN',
  signHere: '(chức vụ, ký, ghi rõ họ tên, đóng dấu)',
};

/** The Vietnamese letter in English, part by part. */
export const letterEn: LetterWords = {
  lang: 'en',
  head: {
    state: ['SOCIALIST REPUBLIC OF VIET NAM', 'Independence - Freedom - Happiness'],
    agency: `PEOPLE’S COMMITTEE OF ${blank(8)}`,
    number: `No.: ${blank(4)}/UBND-${blank(4)}`,
    dated: (place) => `${place}, ${blank(8)} 20${blank(2)}`,
  },
  agency: 'the People’s Committee of the ward',
  complaint: 'Complaints',
  complaintTo: `If you disagree, you have the right to complain to ${blank(20)}; contact: ${blank(14)}`,
  receivers: ['Copies to:', '- the addressee;', '- the file.'],
  signer: 'FOR THE PEOPLE’S COMMITTEE',
  signHere: '(position, signature, full name, seal)',
};
