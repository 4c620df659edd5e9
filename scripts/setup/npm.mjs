import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { SetupStopped } from './say.mjs';
import { inRoot, root } from './tree.mjs';

/** Runs npm. @throws SetupStopped with npm's reason */
export async function npm(args, cwd = root) {
  const [program, ...first] = npmCommand();
  const { ok, output } = await run(program, [...first, ...args, '--no-audit', '--no-fund'], { cwd });
  if (!ok) throw new SetupStopped(`npm ${args[0]} failed:\n${complaintIn(output)}`);
}

/** The npm of a Node in that folder. */
export const npmOf = (home) => join(home, 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');

/**
 * The npm that set-up brought with this Node; else the npm that started us, on its own Node, since Debian's runs on
 * no other; else the one on PATH. Install scripts of packages find their Node on PATH in every case.
 */
function npmCommand() {
  const brought = npmOf(inRoot('.cache', 'node', process.versions.node));
  if (existsSync(brought)) return [process.execPath, brought];
  const { npm_execpath: program = '', npm_node_execpath: node } = process.env;
  return node && basename(program) === 'npm-cli.js' ? [node, program] : ['npm'];
}

/** npm prints the error first, then long usage: `npm error`, before npm 10.6 `npm ERR!`. */
function complaintIn(output) {
  const complaints = output.split('\n').filter((line) => /^npm (?:error|ERR!) /.test(line));
  return complaints.length > 0 ? complaints.slice(0, 8).join('\n') : lastLines(output);
}
