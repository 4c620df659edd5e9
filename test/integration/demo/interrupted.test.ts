import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadClips } from '../../../scripts/ward/index.ts';
import { NpmCommand } from '../../support/npm-command.ts';

const root = new URL('../../..', import.meta.url).pathname;

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let command: NpmCommand;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
  await loadClips();
});

afterEach(() => command.remove());

/** How far a start is, by what runs then. */
const moments = {
  'the database is being made': /initdb/,
  'the api starts': /src\/main\.js/,
  'cameras are recorded': /^ffmpeg.*-copyts/m,
} as const;

describe.each(Object.entries(moments))('when the demo is interrupted while %s', (_, running) => {
  it('is gone after Ctrl-C in its terminal, with its folders', async () => {
    command = await NpmCommand.startOnTerminal('run demo -- --cameras 1');
    await command.runs(running);
    command.pressCtrlC();
    expect(await command.isGone()).toContain('Stopping…');
    expect(await command.left()).toEqual([]);
  });
});

describe('when the demo that checks itself is interrupted', () => {
  it('ends with a failed check, and is gone after three Ctrl-C', async () => {
    command = await NpmCommand.startOnTerminal('run demo -- --check --cameras 1');
    await command.runs(moments['cameras are recorded']);
    for (let presses = 0; presses < 3; presses++) command.pressCtrlC();
    expect(await command.isGone()).toContain('{"check":"demo","ok":false,"error":"interrupted by SIGINT"}');
    expect(await command.left()).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('is gone after a %s of npm', async (signal) => {
    command = await NpmCommand.start('run demo -- --check --cameras 1');
    await command.runs(moments['cameras are recorded']);
    command.signal(signal);
    await command.isGone();
    expect(await command.left()).toEqual([]);
  });

  it('is gone after a SIGTERM of all that share its terminal', async () => {
    command = await NpmCommand.start('run demo -- --check --cameras 1');
    await command.runs(moments['cameras are recorded']);
    command.signalGroup('SIGTERM');
    await command.isGone();
    expect(await command.left()).toEqual([]);
  });
});

describe('when the demo is killed outright', () => {
  it('leaves no process, and the next one removes its folders', async () => {
    command = await NpmCommand.start('run demo -- --cameras 1');
    await command.runs(moments['cameras are recorded']);
    command.signalGroup('SIGKILL');
    await command.isGone();
    const left = await command.left();
    expect(left).toContainEqual(expect.stringMatching(/^minhchung-demo-/));

    command = await NpmCommand.start('run demo -- --cameras 1', {}, command.folder);
    await command.runs(moments['the api starts']);
    const leftNow = await command.left();
    expect(left.filter((name) => leftNow.includes(name))).toEqual([]);
    command.signal('SIGTERM');
    await command.isGone();
    expect(await command.left()).toEqual([]);
  });
});

describe.each(['the database is being made', 'the api starts'] as const)(
  'when the service is interrupted while %s',
  (moment) => {
    it('is gone after Ctrl-C, and keeps its data alone', async () => {
      command = await NpmCommand.startOnTerminal('start', { PORT: '0' });
      await command.runs(moments[moment]);
      command.pressCtrlC();
      expect(await command.isGone()).toContain('Stopping…');
      expect(await command.left()).toEqual(['data']);
    });
  },
);
