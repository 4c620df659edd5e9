// Stands in for a program outside of the project (npm, apt-get, sudo), and for the script that set-up becomes: tells
// the test that it was started, and does what the test answers. It reports SIGINT and goes on where the test says so.
//
//   stand-in.mjs <name> [arguments]     STAGE: the socket of the test
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export function standIn(name, args) {
  const stage = connect(process.env.STAGE);
  const tell = (facts) => stage.write(`${JSON.stringify(facts)}\n`);
  const { execPath, pid, env } = process;
  tell({ name, args, execPath, pid, path: env.PATH });
  createInterface(stage).on('line', (line) => act(JSON.parse(line), tell));
  stage.on('end', () => process.exit(1));
}

function act({ files = {}, child, endures, complaint, status }, tell) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o755 });
  }
  if (child) spawn(process.execPath, [import.meta.filename, child], { stdio: 'inherit' });
  if (endures) process.on(endures, () => tell({ signal: endures }));
  if (complaint) console.error(complaint);
  tell({ done: true });
  if (status !== undefined) process.exit(status);
}

const [, program, name, ...args] = process.argv;
if (program === import.meta.filename) standIn(name, args);
