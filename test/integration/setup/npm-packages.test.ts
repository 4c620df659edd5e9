import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installed, ScratchProject } from './scratch-project.ts';

let project: ScratchProject;

beforeEach(async () => {
  project = await ScratchProject.create();
});

afterEach(() => project.remove());

/** That the packages are whole is known by one of these files. */
const marks = () =>
  ['.installed-lock', '.package-lock.json'].map((name) => project.path(`node_modules/${name}`));

/** A first set-up, to its end. */
async function setUp(): Promise<void> {
  const setup = project.start();
  await (await project.stage.next('npm')).act(installed);
  await (await project.stage.next('script')).act({ status: 0 });
  expect(await setup.ended).toBe(0);
}

describe('when npm packages are installed already', () => {
  it('does not start npm', async () => {
    await setUp();
    const setup = project.start();
    await (await project.stage.next('script')).act({ status: 0 });
    await setup.ended;
    expect(project.stage.untaken).toEqual([]);
  });

  it('starts it when the lock file has changed', async () => {
    await setUp();
    writeFileSync(project.path('package-lock.json'), '{}');
    const setup = project.start();
    await (await project.stage.next('npm')).act(installed);
    await (await project.stage.next('script')).act({ status: 0 });
    await setup.ended;
  });
});

describe('when npm fails', () => {
  it.each(['npm error', 'npm ERR!'])('says why, as told by %s', async (prefix) => {
    const setup = project.start();
    const complaint = `npm WARN x\n${prefix} code E404\n${prefix} 404 Not Found - left-pad\nhelp`;
    await (await project.stage.next('npm')).act({ complaint, status: 1 });
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain(
      `npm ci failed:\n${prefix} code E404\n${prefix} 404 Not Found - left-pad\n`,
    );
    expect(setup.stderr).not.toMatch(/WARN|help/);
  });

  it('says all when no line is marked', async () => {
    const setup = project.start();
    await (await project.stage.next('npm')).act({ complaint: 'Cannot find module semver', status: 1 });
    await setup.ended;
    expect(setup.stderr).toContain('npm ci failed:\nCannot find module semver');
  });
});

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'when set-up gets %s while npm installs',
  (signal) => {
    it('takes npm along, and installs anew the next time', async () => {
      mkdirSync(project.path('node_modules'));
      for (const mark of marks()) writeFileSync(mark, '');
      const setup = project.start();
      const npm = await project.stage.next('npm');
      expect(marks().filter((mark) => existsSync(mark))).toEqual([]);
      expect(await setup.kill(signal)).toBe(signal);
      await npm.ended;
      const again = project.start();
      await (await project.stage.next('npm')).act(installed);
      await project.stage.next('script');
      expect(marks().filter((mark) => existsSync(mark))).toEqual(marks());
      await again.kill('SIGTERM');
    });
  },
);

describe('when Ctrl-C is pressed while npm installs', () => {
  it('ends npm and what npm started', async () => {
    const setup = project.start();
    const npm = await project.stage.next('npm');
    await npm.act({ child: 'install-script', endures: 'SIGINT' });
    const installScript = await project.stage.next('install-script');
    await installScript.act({ endures: 'SIGINT' });
    setup.pressCtrlC();
    expect(await setup.ended).toBe('SIGINT');
    await Promise.all([npm.ended, installScript.ended]);
  });
});

describe('when npm, which started set-up, is killed', () => {
  it('ends too', async () => {
    const script = 'sh scripts/setup.sh --for demo -- scripts/demo.ts & wait';
    const shell = project.run('sh', ['-c', script], { npm_lifecycle_event: 'demo' });
    const npm = await project.stage.next('npm');
    await shell.kill('SIGKILL');
    await npm.ended;
  });
});

describe('when two set-ups start side by side in a folder', () => {
  it('waits in the second, and says for whom', async () => {
    const first = project.start();
    const npm = await project.stage.next('npm');
    const second = project.start();
    await second.says(`another set-up is at work in this folder (process ${first.pid}): waiting for its end`);
    await npm.act(installed);
    for (const script of [await project.stage.next('script'), await project.stage.next('script')])
      await script.act({ status: 0 });
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0]);
    expect(project.stage.untaken).toEqual([]);
  });

  it('lets the second go on when the first is killed', async () => {
    const first = project.start();
    await project.stage.next('npm');
    const second = project.start();
    await second.says('waiting for its end');
    await first.kill('SIGKILL');
    await (await project.stage.next('npm')).act(installed);
    await (await project.stage.next('script')).act({ status: 0 });
    expect(await second.ended).toBe(0);
  });

  it('ends the second while it waits', async () => {
    const first = project.start();
    await project.stage.next('npm');
    const second = project.start();
    await second.says('waiting for its end');
    expect(await second.kill('SIGTERM')).toBe('SIGTERM');
    await first.kill('SIGTERM');
  });
});
