import { lengthMs, type TimeRange } from '../../core/index.ts';
import { type CameraFacts, type ClipFacts, isKeptOut, type OriginalFacts, type PaperFacts } from './facts.ts';
import { Html, html } from './html.ts';
import { minutesStyle } from './minutes-style.ts';
import type { MinutesWords } from './minutes-words.ts';
import { type SpokenTime, spokenTime } from './spoken-time.ts';

/** What every part of the minutes is written from. */
interface Writing {
  readonly facts: PaperFacts;
  readonly words: MinutesWords;
  readonly times: SpokenTime;
}

/**
 * The minutes (biên bản): one page of HTML that needs nothing else, to be printed on A4 and signed. What people wrote
 * (case, purpose, names of cameras) is escaped.
 */
export function minutes(facts: PaperFacts, words: MinutesWords): string {
  const writing = { facts, words, times: spokenTime(words.lang, facts.timeZone) };
  const parts = [request, cameras, gaps, clips, originals, faults, checking, limits];
  const sections = parts.map((part, i) => part(writing, `${i + 1}. `));
  const page = html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title} ${facts.request.caseNumber}</title>
<style>${new Html(minutesStyle)}</style>
</head>
<body>
${opening(writing)}
${sections.map((section) => html`<section>${section}</section>\n`)}${signing(writing)}
</body>
</html>
`;
  return page.text;
}

const opening = ({ facts, words, times }: Writing): Html => html`<header>
${words.heading.map((line) => html`<p class="state">${line}</p>\n`)}<h1>${words.title}</h1>
<p class="subtitle">${words.subtitle}</p>
<p class="made">${words.number} ${facts.exportId} · ${words.madeAt} ${times.instant(facts.builtAtMs)}</p>
<p class="made">${words.zone(facts.timeZone)}</p>
</header>`;

type Part = (writing: Writing, number: string) => Html;

const request: Part = ({ facts: { request }, words: { request: words }, times }, number) => {
  const rows: readonly (readonly [string, Html | string | undefined])[] = [
    [words.caseNumber, request.caseNumber],
    [words.authority, request.authority],
    [words.legalBasis, request.legalBasis],
    [words.purpose, request.purpose],
    [words.range, times.range(request.range)],
    [words.requester, request.requester],
    [words.filed, times.instant(request.filedAtMs)],
    [words.approver, request.approver],
    [words.approved, request.approvedAtMs === undefined ? undefined : times.instant(request.approvedAtMs)],
    [words.requestId, request.id],
  ];
  const known = rows.map(([term, value]) =>
    value === undefined ? '' : html`<dt>${term}</dt><dd>${value}</dd>\n`,
  );
  const emergency = request.isEmergency ? html`<p><b>${words.emergency}</b></p>` : '';
  return html`<h2>${number}${words.title}</h2><dl>${known}</dl>${emergency}`;
};

const cameras: Part = (
  { facts, words: { cameras: words }, times },
  number,
) => html`<h2>${number}${words.title}</h2>
<p class="note">${words.intro}</p>
<div class="scroll"><table><thead><tr><th>${words.camera}</th><th>${words.opened}</th><th class="number">${words.recorded}</th><th class="number">${words.missing}</th><th class="number">${words.drift}</th></tr></thead><tbody>
${facts.cameras.map((camera) => html`<tr><td>${camera.name}<br><small>${camera.id}</small></td><td>${times.range(camera.scope)}</td><td class="number">${total(camera.recorded, times)}</td><td class="number">${total(camera.missing, times)}</td><td class="number">${drift(camera, words)}</td></tr>\n`)}</tbody></table></div>
<p class="note">${words.clocks}</p>`;

const total = (ranges: readonly TimeRange[], times: SpokenTime): string =>
  times.length(ranges.reduce((sum, range) => sum + lengthMs(range), 0));

const drift = ({ driftMsPerHour }: CameraFacts, words: MinutesWords['cameras']): string =>
  driftMsPerHour === undefined ? '–' : words.perHour(driftMsPerHour);

const gaps: Part = (
  {
    facts,
    words: {
      gaps: words,
      cameras: { camera },
    },
    times,
  },
  number,
) => {
  const rows = facts.cameras.flatMap(({ name, missing }) =>
    missing.map(
      (gap) =>
        html`<tr><td>${name}</td><td>${times.instant(gap.fromMs)}</td><td>${times.instant(gap.toMs)}</td><td class="number">${times.length(lengthMs(gap))}</td><td>${words.reasons[gap.reason]}</td></tr>\n`,
    ),
  );
  const head = html`<tr><th>${camera}</th><th>${words.from}</th><th>${words.to}</th><th class="number">${words.length}</th><th>${words.reason}</th></tr>`;
  return html`<h2>${number}${words.title}</h2>${rows.length === 0 ? html`<p>${words.none}</p>` : table(head, html`<tbody>${rows}</tbody>`)}`;
};

const table = (head: Html, bodies: Html): Html =>
  html`<div class="scroll"><table><thead>${head}</thead>${bodies}</table></div>`;

const clips: Part = (writing, number) => {
  const {
    facts,
    words: { files: words },
    times,
  } = writing;
  const intro = facts.clips.length === 0 ? words.noClips : words.clipsIntro(times.text(facts.clipOriginMs));
  return html`<h2>${number}${words.clips}</h2><p class="note">${intro}</p>${files(writing, facts.clips)}`;
};

const originals: Part = (writing, number) => {
  const {
    facts,
    words: { files: words },
  } = writing;
  const present = facts.originals.filter((original) => !isKeptOut(original));
  const intro = present.length === 0 ? words.noOriginals : words.originalsIntro;
  return html`<h2>${number}${words.originals}</h2><p class="note">${intro}</p>${files(writing, present)}`;
};

/** A table of files, camera by camera. */
function files(
  { facts, words: { files: words }, times }: Writing,
  all: readonly (ClipFacts | OriginalFacts)[],
): Html {
  if (all.length === 0) return html``;
  const head = html`<tr><th>${words.file}</th><th>${words.covers}</th><th class="number">${words.bytes}</th><th>SHA-256</th></tr>`;
  const bodies = facts.cameras.map(({ id, name }) => {
    const own = all.filter(({ cameraId }) => cameraId === id);
    if (own.length === 0) return html``;
    const folder = folderOf(own);
    const rows = own.map(
      (file) =>
        html`<tr><td>${file.name.slice(folder.length)}</td><td>${times.range(file)}</td><td class="number">${times.whole(file.sizeBytes)}</td><td class="sum">${sum(file.sha256)}</td></tr>\n`,
    );
    return html`<tbody><tr><th colspan="4">${name} <small>${folder}</small></th></tr>${rows}</tbody>`;
  });
  return table(head, html`${bodies}`);
}

/** What all their names begin with, up to a slash. */
function folderOf([first]: readonly { readonly name: string }[]): string {
  return first?.name.slice(0, first.name.lastIndexOf('/') + 1) ?? '';
}

/** On two lines: 64 signs are wider than their column. */
const sum = (sha256: string): Html => html`<code>${sha256.slice(0, 32)}<br>${sha256.slice(32)}</code>`;

const faults: Part = ({ facts, words: { faults: words }, times }, number) => {
  const faulty = facts.originals.flatMap(({ fault, ...original }) => (fault ? [{ fault, ...original }] : []));
  const rows = faulty.map(
    ({ fault, name, ...original }) =>
      html`<li><code>${name}</code>, ${times.range(original)}: ${words.kinds[fault]}</li>\n`,
  );
  return html`<h2>${number}${words.title}</h2>${rows.length === 0 ? html`<p>${words.none}</p>` : html`<ul>${rows}</ul>`}`;
};

const checking: Part = ({ words: { checking: words } }, number) =>
  html`<h2>${number}${words.title}</h2><ol>${words.steps.map((step) => html`<li>${step}</li>\n`)}</ol>`;

const limits: Part = ({ words: { limits: words } }, number) =>
  html`<h2>${number}${words.title}</h2><ul>${words.items.map((item) => html`<li>${item}</li>\n`)}</ul>`;

function signing({ facts: { request }, words: { signatures: words } }: Writing): Html {
  const names = [request.approver ?? '', request.requester ?? '', ''];
  const parties = words.parties.map(
    (party, i) =>
      html`<div><p class="party">${party}</p><p class="hint">${words.hint}</p><p class="name">${names[i] ?? ''}</p></div>\n`,
  );
  return html`<section class="signing"><h2>${words.title}</h2><p>${words.intro}</p><p>${words.date}</p><div class="parties">${parties}</div></section>`;
}
