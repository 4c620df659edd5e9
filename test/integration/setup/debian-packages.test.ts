import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installed, ScratchProject, type SetupProcess } from './scratch-project.ts';

const reason = existsSync('/etc/debian_version') ? '' : ' (skipped: this is no Debian)';

let project: ScratchProject;

/** In place of the host's /usr/sbin/policy-rc.d. */
let policy: string;

/** As sudo, but for the file that would be the host's. */
const sudo = `[ "$1" = --non-interactive ] && shift; node=$1 installer=$2; shift 3
exec "$node" "$installer" "$POLICY" "$@"`;

beforeEach(async () => {
  project = await ScratchProject.create({ present: ['redis-server'], standIns: ['npm', 'apt-get'] });
  policy = project.beside('sbin/policy-rc.d');
  mkdirSync(project.beside('sbin'));
});

afterEach(() => project.remove());

const setUp = (): SetupProcess => project.startAsUser({ POLICY: policy });

describe.skipIf(reason)(`when programs are missing on a Debian${reason}`, () => {
  it('installs their packages through sudo, with services off meanwhile', async () => {
    project.addProgram('sudo', sudo);
    const setup = setUp();
    const update = await project.stage.next('apt-get');
    expect(update.args).toEqual(['update', '-qq']);
    await update.act({ status: 100 });
    const install = await project.stage.next('apt-get');
    const options = ['-y', '-qq', '--no-install-recommends', '--no-remove'];
    expect(install.args).toEqual(['install', ...options, 'ffmpeg']);
    expect(readFileSync(policy, 'utf8')).toContain('exit 101');
    await install.act({ status: 0 });
    await (await project.stage.next('npm')).act(installed);
    await (await project.stage.next('script')).act({ status: 0 });
    expect(await setup.ended).toBe(0);
    expect(existsSync(policy)).toBe(false);
    expect(setup.stderr).toContain(
      "missing: ffmpeg, ffprobe. Installing Debian's ffmpeg with apt-get (sudo)",
    );
  });

  it('says at once, before npm starts, that there is no sudo', async () => {
    const setup = setUp();
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain('sudo is missing');
    expect(setup.stderr).toContain('apt-get install --no-install-recommends ffmpeg');
    expect(project.stage.untaken).toEqual([]);
  });

  it('says at once, before npm starts, that sudo refused', async () => {
    project.addProgram('sudo', 'exit 1');
    const setup = setUp();
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain('As root, run:\n  apt-get update && apt-get install');
    expect(project.stage.untaken).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'on %s lets apt end its step, and leaves nothing',
    async (signal) => {
      project.addProgram('sudo', sudo);
      const setup = setUp();
      await (await project.stage.next('apt-get')).act({ status: 0 });
      const install = await project.stage.next('apt-get');
      await install.act({ endures: 'SIGINT' });
      const npm = await project.stage.next('npm');
      const ended = setup.kill(signal);
      await Promise.all([install.signalled(), npm.ended]);
      expect(existsSync(policy)).toBe(true);
      await install.act({ status: 130 });
      expect(await ended).toBe(signal);
      expect(existsSync(policy)).toBe(false);
    },
  );

  it('on Ctrl-C in the terminal, too', async () => {
    project.addProgram('sudo', sudo);
    const setup = setUp();
    await (await project.stage.next('apt-get')).act({ status: 0 });
    const install = await project.stage.next('apt-get');
    await install.act({ endures: 'SIGINT' });
    setup.pressCtrlC();
    await install.signalled();
    await install.act({ status: 130 });
    expect(await setup.ended).toBe('SIGINT');
    expect(existsSync(policy)).toBe(false);
  });

  it('stops apt and cleans up also when it is killed outright', async () => {
    project.addProgram('sudo', sudo);
    const setup = setUp();
    await (await project.stage.next('apt-get')).act({ status: 0 });
    const install = await project.stage.next('apt-get');
    await install.act({ endures: 'SIGINT' });
    const npm = await project.stage.next('npm');
    const killed = setup.kill('SIGKILL');
    await Promise.all([install.signalled(), npm.ended]);
    // A second one waits for what the first left running.
    const second = setUp();
    await second.says('another set-up is installing Debian packages: waiting for its end');
    await install.act({ status: 130 });
    await killed;
    await (await project.stage.next('apt-get')).act({ status: 0 });
    await (await project.stage.next('apt-get')).act({ status: 0 });
    await (await project.stage.next('npm')).act(installed);
    await (await project.stage.next('script')).act({ status: 0 });
    expect(await second.ended).toBe(0);
    expect(existsSync(policy)).toBe(false);
  });
});

describe.skipIf(reason)(`when programs are missing that some tests alone need${reason}`, () => {
  const setUpForTests = (): SetupProcess => project.startAsUser({ POLICY: policy }, 'test');
  const answerInstall = async (name: string, status: number) => {
    await (await project.stage.next('apt-get')).act({ status: 0 });
    const install = await project.stage.next('apt-get');
    expect(install.args.slice(-1)).toEqual([name]);
    await install.act({ status });
  };
  const finish = async (setup: SetupProcess) => {
    await (await project.stage.next('script')).act({ status: 0 });
    expect(await setup.ended).toBe(0);
  };

  it('asks Debian for each once, and goes on without one that it does not have', async () => {
    for (const name of ['sudo', 'ffmpeg', 'ffprobe', 'chromium', 'unzip'])
      project.addProgram(name, name === 'sudo' ? sudo : 'exit 0');
    const setup = setUpForTests();
    const npm = await project.stage.next('npm');
    for (const [name, status] of [
      ['docker-compose', 100],
      ['python3-pip', 0],
      ['chromium-headless-shell', 0],
    ] as const)
      await answerInstall(name, status);
    await npm.act(installed);
    await finish(setup);
    expect(setup.stderr).toContain("without Debian's docker-compose some tests are skipped");
    expect(existsSync(policy)).toBe(false);
    await finish(setUpForTests());
    expect(project.stage.untaken).toEqual([]);
  });

  it('does not begin the tests without a browser, and asks for it once', async () => {
    const present = ['sudo', 'ffmpeg', 'ffprobe', 'unzip', 'docker-compose', 'pip3'];
    for (const name of present) project.addProgram(name, name === 'sudo' ? sudo : 'exit 0');
    const setup = setUpForTests();
    await answerInstall('chromium-headless-shell', 0);
    await (await project.stage.next('npm')).act(installed);
    await finish(setup);
    expect(setup.stderr).toContain("missing: chromium-headless-shell. Installing Debian's");
  });
});

describe('when Debian packages are installed as root', () => {
  const install = (): SetupProcess =>
    project.run('node', ['scripts/setup/debian-install.mjs', policy, 'ffmpeg']);

  it('stops apt when the installer itself is killed, and mends that the next time', async () => {
    const killed = install();
    const update = await project.stage.next('apt-get');
    await update.act({ endures: 'SIGINT' });
    const gone = killed.kill('SIGKILL');
    await update.signalled();
    expect(existsSync(policy)).toBe(true);
    await update.act({ status: 130 });
    await gone;
    const again = install();
    await (await project.stage.next('apt-get')).act({ status: 0 });
    await (await project.stage.next('apt-get')).act({ status: 0 });
    expect(await again.ended).toBe(0);
    expect(existsSync(policy)).toBe(false);
  });

  it("leaves the host's own policy as it is", async () => {
    writeFileSync(policy, '#!/bin/sh\nexit 0\n');
    const installing = install();
    await (await project.stage.next('apt-get')).act({ status: 0 });
    await (await project.stage.next('apt-get')).act({ status: 0 });
    expect(await installing.ended).toBe(0);
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it('fails when apt does', async () => {
    const installing = install();
    await (await project.stage.next('apt-get')).act({ status: 0 });
    await (await project.stage.next('apt-get')).act({
      complaint: 'E: Unable to locate package',
      status: 100,
    });
    expect(await installing.ended).toBe(1);
    expect(installing.stderr).toContain('E: Unable to locate package');
    expect(existsSync(policy)).toBe(false);
  });
});
