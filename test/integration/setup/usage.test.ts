import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { ScratchProject } from './scratch-project.ts';

describe('when the command line is wrong', () => {
  let project: ScratchProject;

  beforeEach(async () => {
    project = await ScratchProject.create();
  });

  afterEach(() => project.remove());

  it.each([
    [[], 'usage: sh scripts/setup.sh --for demo|start|test -- scripts/<name>.ts'],
    [['--fro', 'demo', '--', 'scripts/demo.ts'], 'usage: sh scripts/setup.sh'],
    [['--for', 'dmeo', '--', 'scripts/demo.ts'], '--for takes demo, start, test, not "dmeo"'],
    [
      ['--for', 'demo', '--', 'scripts/dmeo.ts'],
      'there is no script "scripts/dmeo.ts". There are scripts/demo.ts',
    ],
    [['--for', 'demo', '--'], 'there is no script ""'],
  ])('says so of %j, with exit status 2', async (args, text) => {
    const setup = project.run('sh', ['scripts/setup.sh', ...args]);
    expect(await setup.ended).toBe(2);
    expect(setup.stderr).toContain(text);
    expect(setup.stderr).not.toContain('    at ');
    expect(project.stage.untaken).toEqual([]);
  });
});

describe('when the disk is small', () => {
  const disk = mountSmallDisk(16_384);

  afterAll(() => disk.remove());

  it.skipIf(disk.missing)(`says so before npm starts (${disk.missing ?? 'mounted'})`, async () => {
    const project = await ScratchProject.create({ parent: disk.path });
    const setup = project.start();
    expect(await setup.ended).toBe(1);
    expect(setup.stderr).toContain('has 0.0 GB free, and npm packages need about 1.5 GB');
    expect(project.stage.untaken).toEqual([]);
    project.remove();
  });
});
