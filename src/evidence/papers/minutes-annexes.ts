import type { PaperBlock, PaperRow } from '../../print/index.ts';
import { bundledOriginals, type ClipFacts, type OriginalFacts } from './facts.ts';
import type { MinutesPart, MinutesWriting } from './minutes-words.ts';

/** The annexes of the minutes: every file with its sum, how to check them, and the stills that were chosen. */
export const annexes: MinutesPart = (writing) => {
  const { facts, words, times } = writing;
  const { files: said, checking } = words;
  const originals = bundledOriginals(facts);
  const { taken } = facts;
  const clipsIntro =
    facts.clips.length === 0 ? said.noClips : said.clipsIntro(times.text(facts.clipOriginMs));
  const originalsIntro = originals.length === 0 ? said.noOriginals : said.originalsIntro;
  return [
    { kind: 'heading', level: 1, text: said.title, isAnnex: true },
    { kind: 'heading', level: 2, text: said.clips },
    { kind: 'paragraph', text: taken.clips ? clipsIntro : said.clipsNotTaken },
    ...files(writing, facts.clips, 0),
    { kind: 'heading', level: 2, text: said.originals },
    { kind: 'paragraph', text: taken.originals ? originalsIntro : said.originalsNotTaken },
    ...files(writing, originals, facts.clips.length),
    { kind: 'heading', level: 1, text: checking.title, isAnnex: true },
    { kind: 'list', items: stepsOf(writing), isNumbered: true },
    ...stills(writing),
  ];
};

const stepsOf = ({ facts, words: { checking } }: MinutesWriting): readonly string[] =>
  facts.key?.exportFingerprint === undefined ? checking.steps : [...checking.steps, ...checking.sealedSteps];

/** A table of files, camera by camera, numbered on from those before. */
function files(
  { facts, words: { files: words }, times }: MinutesWriting,
  all: readonly (ClipFacts | OriginalFacts)[],
  before: number,
): PaperBlock[] {
  if (all.length === 0) return [];
  let number = before;
  const rows = facts.cameras.flatMap(({ id, name }): PaperRow[] => {
    const those = all.filter(({ cameraId }) => cameraId === id);
    if (those.length === 0) return [];
    const folder = folderOf(those);
    const listed = those.map((each): PaperRow => {
      number += 1;
      const shown = [each.name.slice(folder.length), times.span(each), times.whole(each.sizeBytes)];
      return { cells: [String(number), ...shown, sum(each.sha256)] };
    });
    return [{ over: `${name} – ${folder}` }, ...listed];
  });
  const columns = [
    { title: words.number, share: 13, look: 'number' as const },
    { title: words.file, share: 27 },
    { title: words.covers, share: 42 },
    { title: words.bytes, share: 27, look: 'number' as const },
    { title: 'SHA-256', share: 58, look: 'digits' as const },
  ];
  return [{ kind: 'table', columns, rows }];
}

/** The folder of all names, up to a slash. */
function folderOf([first]: readonly { readonly name: string }[]): string {
  return first?.name.slice(0, first.name.lastIndexOf('/') + 1) ?? '';
}

/** On two lines: 64 digits are wider than their column. */
const sum = (sha256: string): string => `${sha256.slice(0, 32)}\n${sha256.slice(32)}`;

function stills({ facts, words: { marks: words }, times }: MinutesWriting): PaperBlock[] {
  const pictures = (facts.marks ?? []).flatMap(({ still, note, cameraId }, i): PaperBlock[] => {
    if (still === undefined || still === 'none') return [];
    const name = facts.cameras.find(({ id }) => id === cameraId)?.name ?? cameraId;
    const caption = words.caption({
      number: i + 1,
      camera: name,
      at: `${times.text(still.frameAtMs)}${still.errorMs > 0 ? ` ± ${still.errorMs} ms` : ''}`,
      note,
      sha256: still.sha256,
    });
    const { jpeg, aspect } = still;
    return [{ kind: 'picture', jpeg, caption, ...(aspect !== undefined && { aspect }) }];
  });
  if (pictures.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: words.annex, isAnnex: true },
    { kind: 'paragraph', text: words.annexIntro },
    ...pictures,
  ];
}
