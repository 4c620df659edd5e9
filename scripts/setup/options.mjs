import { existsSync, readdirSync } from 'node:fs';
import { WrongUsage } from './say.mjs';
import { inRoot } from './tree.mjs';

const purposes = ['demo', 'start', 'test'];
const usage = `sh scripts/setup.sh --for ${purposes.join('|')} -- scripts/<name>.ts [arguments]`;

/** @throws WrongUsage */
export function readOptions([flag, purpose, separator, script = '', ...args]) {
  if (flag !== '--for' || separator !== '--') throw new WrongUsage(`usage: ${usage}`);
  if (!purposes.includes(purpose))
    throw new WrongUsage(`--for takes ${purposes.join(', ')}, not "${purpose}". Usage: ${usage}`);
  if (!/^scripts\/[\w-]+\.ts$/.test(script) || !existsSync(inRoot(script)))
    throw new WrongUsage(`there is no script "${script}". There are ${scripts().join(', ')}`);
  return { purpose, script, args };
}

const scripts = () =>
  readdirSync(inRoot('scripts'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `scripts/${name}`);
