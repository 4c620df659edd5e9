import { type Agency, Html, html, letterHead, paperStyle, spokenTime } from '../../print/index.ts';
import type { User } from '../users.ts';
import { peopleSha256 } from './people.ts';
import type { PeopleWords } from './people-words.ts';

export interface PeopleFacts {
  readonly people: readonly User[];
  readonly madeAtMs: number;
  readonly timeZone: string;
  readonly agency: Agency;
}

/** The list of people that an admin and a custodian sign: one page of HTML that needs nothing else, to be printed on A4. */
export function peoplePaper({ people, madeAtMs, timeZone, agency }: PeopleFacts, words: PeopleWords): string {
  const times = spokenTime(words.lang, timeZone);
  const [admin, custodian] = words.signers.map(
    (party) => html`<div><p class="party">${party}</p><p class="hint">${words.signHere}</p></div>`,
  );
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>${new Html(paperStyle)}</style>
</head>
<body>
${letterHead(agency, words.head)}
<h1>${words.title}</h1>
<p class="subtitle">${words.subtitle}</p>
<p>${words.opening(times.text(madeAtMs))}</p>
<div class="scroll">${table(people, words)}</div>
<p>${words.promise}</p>
<p>${words.digest}: <code>${peopleSha256(people)}</code></p>
<section class="signing"><div class="parties">${admin ?? ''}<div></div>${custodian ?? ''}</div></section>
</body>
</html>
`.text;
}

function table(people: readonly User[], { columns, roles, enabled, disabled }: PeopleWords): Html {
  const rows = people.map(
    (user, i) =>
      html`<tr><td class="number">${i + 1}</td><td>${user.fullName}</td><td>${user.name}</td><td>${roles[user.role]}</td><td>${user.enabled ? enabled : disabled}</td></tr>\n`,
  );
  const [number, ...others] = columns;
  const head = others.map((column) => html`<th scope="col">${column}</th>`);
  return html`<table><thead><tr><th scope="col" class="number">${number}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
