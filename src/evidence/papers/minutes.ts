import { lengthMs, sha256Hex, type TimeRange } from '../../core/index.ts';
import type { SameStation } from '../../custody/index.ts';
import { blank, Html, html, letterHead, paperStyle, type SpokenTime, spokenTime } from '../../print/index.ts';
import { checksumList } from './checksum-list.ts';
import { type CameraFacts, type ClipFacts, isKeptOut, type OriginalFacts, type PaperFacts } from './facts.ts';
import { annexes } from './minutes-annexes.ts';
import type { MinutesWords, MinutesWriting } from './minutes-words.ts';

/**
 * The minutes (biên bản): one page of HTML that needs nothing else, to be printed on A4, completed by hand and signed.
 * Text that people wrote (case, purpose, names of cameras) is escaped.
 */
export function minutes(facts: PaperFacts, words: MinutesWords): string {
  const writing = { facts, words, times: spokenTime(words.lang, facts.timeZone) };
  const page = html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title} ${facts.request.caseNumber}</title>
<style>${new Html(paperStyle)}</style>
</head>
<body>
${letterHead(facts.agency, words.head)}
<h1>${words.title}</h1>
<p class="subtitle">${words.subtitle}</p>
${parties(writing)}
${basis(writing)}
${content(writing)}
${ending(writing)}
${annexes(writing)}
</body>
</html>
`;
  return page.text;
}

type Part = (writing: MinutesWriting) => Html;

/** Blank lines: people are named by hand, when they sign. */
const parties: Part = ({ facts: { agency, request }, words }) => {
  const names = [agency.name ?? blank(12), request.authority ?? blank(16), ''];
  const blocks = words.parties.map(
    ({ title, lines }, i) =>
      html`<h2>${title(names[i] ?? '')}</h2>${lines.map((line) => html`<p>${line}</p>\n`)}`,
  );
  return html`<section><p>${words.opening}</p>${blocks}</section>`;
};

const basis: Part = ({ facts: { request }, words: { basis: words }, times }) => {
  const { authority = blank(16), legalBasis, approver = blank(12), approvedAtMs } = request;
  const { countersignature: signed, approvalStation } = request;
  const said = (text: string, same: SameStation | undefined) =>
    same ? `${text} ${words.sameStation[same]}` : text;
  const lines = [
    words.demand(authority),
    ...(legalBasis === undefined ? [] : [`${legalBasis};`]),
    ...(approvedAtMs === undefined
      ? []
      : [said(words.approval(approver, times.text(approvedAtMs)), approvalStation)]),
    ...(request.isEmergency ? [words.emergency] : []),
    ...(signed
      ? [said(words.countersigned(signed.by ?? blank(12), times.text(signed.atMs)), signed.sameStation)]
      : []),
  ];
  return html`<section><h2>${words.title}</h2><ul>${lines.map((line) => html`<li>${line}</li>\n`)}</ul></section>`;
};

const content: Part = (writing) => {
  const sections = [request, cameras, gaps, data, medium, faults, limits];
  const written = sections.map((section, i) => html`<h3>${i + 1}. ${section(writing)}\n`);
  return html`<section><h2>${writing.words.content}</h2>${written}</section>`;
};

const request: Part = ({ facts, words: { request: words }, times }) => {
  const { caseNumber, purpose, range, requester, filedAtMs, id } = facts.request;
  const rows: readonly (readonly [string, Html | string | undefined])[] = [
    [words.caseNumber, caseNumber],
    [words.purpose, purpose],
    [words.range, times.range(range)],
    [words.requester, requester],
    [words.filed, times.instant(filedAtMs)],
    [words.requestId, id],
    [words.exportId, facts.exportId],
    [words.built, times.instant(facts.builtAtMs)],
  ];
  const known = rows.map(([term, value]) =>
    value === undefined ? '' : html`<dt>${term}</dt><dd>${value}</dd>\n`,
  );
  return html`${words.title}</h3><dl>${known}</dl>`;
};

const cameras: Part = ({ facts, words: { cameras: words }, times }) => {
  const { camera, scope, recorded, missing, drift, device, offset } = words;
  const head = [camera, scope, recorded, missing, drift, device, offset];
  const rows = facts.cameras.map(
    (each) =>
      html`<tr><td>${each.name}<br><small>${each.id}</small></td><td>${times.range(each.scope)}</td><td class="number">${total(each.recorded, times)}</td><td class="number">${total(each.missing, times)}</td><td class="number">${driftText(each, words)}</td><td></td><td></td></tr>\n`,
  );
  return html`${words.title}</h3><p>${words.intro}</p>${table(head, rows)}<p>${words.clocks(facts.timeZone)}</p>`;
};

const total = (ranges: readonly TimeRange[], times: SpokenTime): string =>
  times.length(ranges.reduce((sum, range) => sum + lengthMs(range), 0));

const driftText = ({ driftMsPerHour }: CameraFacts, words: MinutesWords['cameras']): string =>
  driftMsPerHour === undefined ? '–' : words.perHour(driftMsPerHour);

const table = (head: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll"><table><thead><tr>${head.map((word) => html`<th>${word}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

const gaps: Part = ({ facts, words: { gaps: words, cameras: named }, times }) => {
  const rows = facts.cameras.flatMap(({ name, missing }) =>
    missing.map(
      (gap) =>
        html`<tr><td>${name}</td><td>${times.instant(gap.fromMs)}</td><td>${times.instant(gap.toMs)}</td><td class="number">${times.length(lengthMs(gap))}</td><td>${words.reasons[gap.reason]}</td></tr>\n`,
    ),
  );
  const head = [named.camera, words.from, words.to, words.length, words.reason];
  return html`${words.title}</h3>${rows.length === 0 ? html`<p>${words.none}</p>` : table(head, rows)}`;
};

const data: Part = ({ facts, words: { data: words }, times }) => {
  const originals = facts.originals.filter((original) => !isKeptOut(original));
  const files = [...facts.clips, ...originals];
  const counts = words.counts(
    times.whole(originals.length),
    times.whole(facts.clips.length),
    times.whole(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
    total(originals, times),
  );
  return html`${words.title}</h3><p>${counts}</p><p>${words.digest}: <code>${inFours(listSha256(files))}</code>. ${words.digestIntro}</p>`;
};

/** Stands for every file: the lines of SHA256SUMS for clips and originals, hashed. It can be read aloud and signed. */
const listSha256 = (files: readonly (ClipFacts | OriginalFacts)[]): string =>
  sha256Hex(Buffer.from(checksumList(files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))));

const inFours = (digits: string): string => digits.match(/.{4}/g)?.join(' ') ?? '';

const medium: Part = ({ words: { medium: words } }) => html`${words.title}</h3><p>${words.text}</p>`;

const faults: Part = ({ facts, words: { faults: words }, times }) => {
  const faulty = facts.originals.flatMap(({ fault, ...original }) => (fault ? [{ fault, ...original }] : []));
  const rows = faulty.map(
    ({ fault, name, ...original }) =>
      html`<li><code>${name}</code>, ${times.range(original)}: ${words.kinds[fault]}</li>\n`,
  );
  return html`${words.title}</h3>${rows.length === 0 ? html`<p>${words.none}</p>` : html`<ul>${rows}</ul>`}`;
};

const limits: Part = ({ words: { limits: words } }) =>
  html`${words.title}</h3><ul>${words.items.map((item) => html`<li>${item}</li>\n`)}</ul>`;

const ending: Part = ({ words: { opinions, ending: lines, signatures: words } }) => {
  const columns = words.parties.map(
    (party, i) => html`<div><p class="party">${party}</p><p class="hint">${words.hints[i] ?? ''}</p></div>\n`,
  );
  return html`<section><h2>${opinions.title}</h2><p>${opinions.text}</p></section>
<section class="signing">${lines.map((line) => html`<p>${line}</p>\n`)}<div class="parties">${columns}</div>
<div class="receivers">${words.receivers.map((line) => html`<p>${line}</p>`)}</div></section>`;
};
