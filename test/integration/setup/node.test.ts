import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installed, ScratchProject, standIn } from './scratch-project.ts';
import type { Actor } from './stage.ts';

let project: ScratchProject;

afterEach(() => project.remove());

describe('when the Node of the machine is new enough', () => {
  beforeEach(async () => {
    project = await ScratchProject.create();
  });

  it('is the one that everything runs on', async () => {
    const setup = project.start('--check');
    await (await project.stage.next('npm')).act(installed);
    const script = await project.stage.next('script');
    expect(script).toMatchObject({ pid: setup.pid, execPath: process.execPath, path: project.bin });
    expect(script.args).toEqual(['--check']);
    await script.act({ status: 3 });
    expect(await setup.ended).toBe(3);
    expect(setup.stderr).not.toContain('running on Node');
  });

  it('is found by children also where another comes first on PATH', async () => {
    const path = `${project.path('old')}:${project.bin}`;
    mkdirSync(project.path('old'));
    writeFileSync(project.path('old/node'), '#!/bin/sh\n', { mode: 0o755 });
    const setup = project.run('node', ['scripts/setup.mjs', '--for', 'demo', '--', 'scripts/demo.ts'], {
      PATH: path,
    });
    await (await project.stage.next('npm')).act(installed);
    const script = await project.stage.next('script');
    expect(script.path).toBe(`${dirname(process.execPath)}:${path}`);
    await script.act({ status: 0 });
    await setup.ended;
  });
});

describe('when the Node of the machine is too old', () => {
  /** The one that set-up is to bring: npm has no other, in these tests, than that which runs them. */
  const { node: version } = process.versions;

  beforeEach(async () => {
    project = await ScratchProject.create({ oldNode: true });
    const source = project.path('scripts/setup/npm-node.mjs');
    writeFileSync(
      source,
      readFileSync(source, 'utf8').replace(/version: '24\.[\d.]+'/g, `version: '${version}'`),
    );
  });

  const brought = () => project.path(`.cache/node/${version}/bin/node`);

  /** What npm does when it is asked for Node. */
  async function installNode(npm: Actor): Promise<void> {
    const folder = npm.args[npm.args.indexOf('--prefix') + 1] ?? '';
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) {
      if (name === 'npm') putNpm(join(folder, 'node_modules/npm/bin/npm-cli.js'));
      else cpSync(process.execPath, join(folder, 'node_modules', name, 'bin/node'));
    }
    await npm.act({ status: 0 });
  }

  function putBrought(): void {
    mkdirSync(dirname(brought()), { recursive: true });
    cpSync(process.execPath, brought());
    putNpm(project.path(`.cache/node/${version}/lib/node_modules/npm/bin/npm-cli.js`));
  }

  function putNpm(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import { standIn } from '${standIn}'; standIn('npm', process.argv.slice(2));`);
  }

  it('brings one from npm, and runs everything after it there', async () => {
    const setup = project.start();
    await installNode(await project.stage.next('npm'));
    // npm, too: run on the old one, it would leave out the binaries of packages that are not for the old one.
    const npm = await project.stage.next('npm');
    expect(npm.execPath).toBe(brought());
    await npm.act(installed);
    const script = await project.stage.next('script');
    expect(script).toMatchObject({ pid: setup.pid, execPath: brought() });
    expect(script.path.startsWith(`${dirname(brought())}:`)).toBe(true);
    await script.act({ status: 3 });
    expect(await setup.ended).toBe(3);
    expect(setup.stderr).toContain(
      `running on Node ${version} from npm: this machine's is 20.20.2, older than 22.18\n`,
    );
    expect(setup.stdout).toBe('');
  });

  it('uses the one that it brought before', async () => {
    putBrought();
    const setup = project.start();
    const npm = await project.stage.next('npm');
    expect(npm.args).not.toContain('--prefix');
    await npm.act(installed);
    await (await project.stage.next('script')).act({ status: 0 });
    await setup.ended;
  });

  it('brings it again where an earlier version brought no npm with it', async () => {
    mkdirSync(dirname(brought()), { recursive: true });
    cpSync(process.execPath, brought());
    const setup = project.start();
    await installNode(await project.stage.next('npm'));
    const npm = await project.stage.next('npm');
    expect(npm.execPath).toBe(brought());
    await setup.kill('SIGTERM');
  });

  it('brings it again where it is broken', async () => {
    mkdirSync(dirname(brought()), { recursive: true });
    writeFileSync(brought(), 'torn', { mode: 0o755 });
    const setup = project.start();
    await installNode(await project.stage.next('npm'));
    await (await project.stage.next('npm')).act(installed);
    expect((await project.stage.next('script')).execPath).toBe(brought());
    await setup.kill('SIGTERM');
  });

  it('says why npm did not, and stops', async () => {
    const setup = project.start();
    await (await project.stage.next('npm')).act({ complaint: 'npm error code ENOTFOUND', status: 1 });
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain('npm ci failed:\nnpm error code ENOTFOUND');
  });

  it('leaves no npm behind when it is stopped meanwhile', async () => {
    const setup = project.start();
    const npm = await project.stage.next('npm');
    setup.pressCtrlC();
    await npm.ended;
    expect(await setup.ended).toSatisfy((end) => end === 130 || end === 'SIGINT');
  });

  it('leaves no npm behind when the npm that started it is killed', async () => {
    const setup = project.run('sh', ['scripts/setup.sh', '--for', 'demo', '--', 'scripts/demo.ts'], {
      npm_lifecycle_event: 'demo',
    });
    const npm = await project.stage.next('npm');
    await setup.kill('SIGKILL');
    await npm.ended;
  });

  it('is refused by set-up itself', async () => {
    const setup = project.run('node', ['scripts/setup.mjs', '--for', 'demo', '--', 'scripts/demo.ts']);
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain('Node 22.18 or newer is needed; this is 20.20.2');
  });
});
