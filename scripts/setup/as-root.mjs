import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCommand } from './command.mjs';
import { SetupStopped } from './say.mjs';

export const isRoot = () => process.getuid() === 0;

/**
 * Runs a shell script as root, through sudo when we are not; sudo may ask for a password on the terminal.
 * `byHand` is what to tell whoever may not.
 */
export async function runAsRoot(script, args, byHand) {
  const shell = ['sh', '-c', script, 'sh', ...args];
  const command = isRoot() ? shell : ['sudo', ...withoutTerminal(), ...shell];
  if (!isRoot() && !hasCommand('sudo')) throw new SetupStopped(`as root, run:\n  ${byHand}`);
  // Its stdout goes to stderr: ours belongs to the script that follows.
  const child = spawn(command[0], command.slice(1), { stdio: ['inherit', 2, 2] });
  const [status] = await once(child, 'exit');
  if (status !== 0)
    throw new SetupStopped(`that failed. As root, run:\n  ${byHand}\nthen the same command again`);
}

/** Without a terminal nobody can type a password, and sudo must fail rather than wait. */
const withoutTerminal = () => (process.stdin.isTTY ? [] : ['--non-interactive']);
