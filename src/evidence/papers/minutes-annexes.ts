import { type Html, html } from '../../print/index.ts';
import { type ClipFacts, isKeptOut, type OriginalFacts } from './facts.ts';
import type { MinutesWriting } from './minutes-words.ts';

/** The annexes of the minutes: every file with its sum, and how to check them. */
export const annexes = (writing: MinutesWriting): Html =>
  html`<section class="annex"><h2>${writing.words.files.title}</h2>${clips(writing)}${originals(writing)}</section>
<section class="annex"><h2>${writing.words.checking.title}</h2><ol>${writing.words.checking.steps.map((step) => html`<li>${step}</li>\n`)}</ol></section>`;

function clips(writing: MinutesWriting): Html {
  const { facts, words, times } = writing;
  const { clips: title, noClips, clipsIntro } = words.files;
  const intro = facts.clips.length === 0 ? noClips : clipsIntro(times.text(facts.clipOriginMs));
  return html`<h3>${title}</h3><p>${intro}</p>${files(writing, facts.clips)}`;
}

function originals(writing: MinutesWriting): Html {
  const { originals: title, noOriginals, originalsIntro } = writing.words.files;
  const present = writing.facts.originals.filter((original) => !isKeptOut(original));
  return html`<h3>${title}</h3><p>${present.length === 0 ? noOriginals : originalsIntro}</p>${files(writing, present)}`;
}

/** A table of files, camera by camera. */
function files({ facts, words, times }: MinutesWriting, all: readonly (ClipFacts | OriginalFacts)[]): Html {
  if (all.length === 0) return html``;
  const { file, covers, bytes } = words.files;
  const bodies = facts.cameras.map(({ id, name }) => {
    const own = all.filter(({ cameraId }) => cameraId === id);
    if (own.length === 0) return html``;
    const folder = folderOf(own);
    const rows = own.map(
      (each) =>
        html`<tr><td>${each.name.slice(folder.length)}</td><td>${times.range(each)}</td><td class="number">${times.whole(each.sizeBytes)}</td><td class="sum">${sum(each.sha256)}</td></tr>\n`,
    );
    return html`<tbody><tr><th colspan="4">${name} <small>${folder}</small></th></tr>${rows}</tbody>`;
  });
  return html`<div class="scroll"><table><thead><tr><th>${file}</th><th>${covers}</th><th class="number">${bytes}</th><th>SHA-256</th></tr></thead>${bodies}</table></div>`;
}

/** The folder of all names, up to a slash. */
function folderOf([first]: readonly { readonly name: string }[]): string {
  return first?.name.slice(0, first.name.lastIndexOf('/') + 1) ?? '';
}

/** On two lines: 64 digits are wider than their column. */
const sum = (sha256: string): Html => html`<code>${sha256.slice(0, 32)}<br>${sha256.slice(32)}</code>`;
