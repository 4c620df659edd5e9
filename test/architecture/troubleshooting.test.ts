import { describe, expect, it } from 'vitest';
import { jobTable } from '../../src/jobs/index.ts';
import { gapReasons } from '../../src/recording/index.ts';
import { vi } from '../../src/web/messages/vi.ts';
import { needNames, needReasons, thrownMessages } from './seen-words.ts';
import { trackedFiles } from './tracked-files.ts';

const page = trackedFiles('TROUBLESHOOTING.md')[0]?.text ?? '';

/** The text of the section with this title, with the headings in it. */
const sectionOf = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const headings = (title: string): string[] =>
  [...sectionOf(title).matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading);
const codes = (title: string): string[] =>
  headings(title).flatMap((heading) => [...heading.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code));

/** What may end a start. Adapters that are opened only later are left out. */
const startSources = [
  'scripts/setup',
  'scripts/command-line',
  'scripts/service',
  'config',
  'workers/main.ts',
  'src/compose',
  'src/adapters/disk/node-id.ts',
  'src/adapters/disk/read-or-create.ts',
  'src/adapters/disk/store/store-identity.ts',
  'src/adapters/minio/s3-identity.ts',
  'src/adapters/ffmpeg/program.ts',
  'src/adapters/minio/s3-client.ts',
  'src/objects/identity',
  'src/adapters/disk/ward-id.ts',
  'src/ward/admission.ts',
  'src/ward/key-check.ts',
];
/** Thrown there, and never during a start. */
const elsewhere = [
  'There is no process …',
  'the request of an export is gone',
  'the object store did not keep its id',
  'the evidence log has no key yet: its signer makes it',
];

describe('when set-up or a start fails', () => {
  const seen = thrownMessages(startSources.flatMap((path) => trackedFiles(path))).filter(
    (message) => !elsewhere.includes(message),
  );
  const listed = [...headings('Set-up stops'), ...headings('The service does not start')];

  it('finds every message on the page', () => {
    expect(seen.length).toBeGreaterThan(15);
    expect(seen.filter((message) => !listed.some((heading) => message.startsWith(heading)))).toEqual([]);
  });

  it('lists no message that the code does not have', () => {
    expect(listed.filter((heading) => !seen.some((message) => message.startsWith(heading)))).toEqual([]);
  });
});

const asking = trackedFiles('src').filter(({ text }) => /\bNeed\b|\bdoubt\(/.test(text));

describe('when readiness names something', () => {
  const roles = [...new Set(Object.values(jobTable).map(({ role }) => role))];

  it('finds it on the page, and nothing else', () => {
    const names = needNames(asking, roles);
    expect(names.length).toBeGreaterThan(6);
    expect(codes('`/readyz`').sort()).toEqual(names.sort());
  });

  it('finds every reason', () => {
    const seen = needReasons(asking);
    expect(seen.length).toBeGreaterThan(10);
    const section = sectionOf('`/readyz`').replaceAll('\n', ' ');
    expect(seen.filter((reason) => !section.includes(`**${reason}**`))).toEqual([]);
  });
});

describe('when a camera has a gap', () => {
  it('finds each reason with the words of the console', () => {
    expect(headings('A camera has a gap')).toEqual(
      gapReasons.map((reason) => `\`${reason}\` ${vi.gaps[reason]}`),
    );
  });
});

describe('when words are planted in a source', () => {
  const planted = (text: string) => [{ path: 'src/x.ts', text }];

  it.each([
    ["throw new SetupStopped('no room');", 'no room'],
    [`throw new SetupStopped(\`no room on \${disk}:\\n\${lines}\`);`, 'no room on …'],
    ["throw unavailable('disk-gone', 'no disk', error);", 'no disk'],
    [`throw new AppError(\n  'invalid',\n  'disk-odd',\n  \`\${path} is odd\`,\n);`, '… is odd'],
  ])('finds the message of %s', (text, message) => {
    expect(thrownMessages(planted(text))).toEqual([message]);
  });

  it('finds the name of a need and its reason', () => {
    const text =
      "{ name: 'moon', check: async () => ((await isUp()) ? [] : [lack('dark', 'it is new moon')]) }";
    expect(needNames(planted(text), [])).toEqual(['moon']);
    expect(needReasons(planted(text))).toEqual(['it is new moon']);
  });
});
