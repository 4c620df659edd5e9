import { describe, expect, it } from 'vitest';
import { glossaryOn, synonymsIn } from './glossary.ts';
import { trackedFiles } from './tracked-files.ts';

const path = 'src/GLOSSARY.md';
const page = trackedFiles(path)[0]?.text ?? '';
const sources = trackedFiles('src', 'workers', 'config', 'scripts').filter((file) => file.path !== path);

describe('when the glossary has a word for something', () => {
  it('is the only word for it in the sources', () => {
    const glossary = glossaryOn(page);
    expect(glossary.synonyms.size).toBeGreaterThan(100);
    expect(synonymsIn(sources, glossary)).toEqual([]);
  });

  it('lists no exception that is in no source', () => {
    const { exceptions } = glossaryOn(page);
    expect(exceptions.length).toBeGreaterThan(0);
    expect(exceptions.filter((each) => !sources.some(({ text }) => text.includes(each)))).toEqual([]);
  });
});

describe('when a synonym is planted', () => {
  const glossary = glossaryOn(
    [
      '| word | tiếng Việt | is | not |\n|---|---|---|---|',
      '| export | trích xuất | the act | take-away, archive |\n| hold | giữ | a stop | mục lưu giữ |\n',
      '## Exceptions\n\n| text | why |\n|---|---|\n| `archive.zip` | path |\n',
    ].join('\n'),
  );
  const found = (text: string) => synonymsIn([{ path: 'x.ts', text }], glossary);

  it.each([
    'const takeAways = 1;',
    'const ARCHIVE_SIZE = 1;',
    '<TakeAway />',
    '// The take-away of a request.',
    '/**\n * One take\n * away.\n */',
    "title: 'Mục lưu giữ',",
    'archive.zip of an archive',
  ])('finds it in %j', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it.each(['/exports/archive.zip', 'retake awayness', 'exports', 'lưu giữ'])('accepts %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('names the line and the word to use', () => {
    expect(found('ok\nconst archive = 1;')).toEqual(['x.ts:2: "archive" is "export"']);
  });
});
