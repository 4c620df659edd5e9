import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCommand, signal } from './command.mjs';
import { interruption } from './interruption.mjs';
import { SetupStopped } from './say.mjs';

export const isRoot = () => process.getuid() === 0;

/**
 * Starts a command as root, through sudo if needed. Returns when its first line says that it works, since
 * sudo may first ask for a password on the terminal. `ended` fulfils when it is done. The command must stop
 * when its stdin ends: through sudo, neither our death nor every signal reaches it. `byHand` is the command
 * to show to a user without the right.
 */
export async function startAsRoot(command, byHand) {
  if (!isRoot() && !hasCommand('sudo'))
    throw new SetupStopped(`sudo is missing, and only root may do this. As root, run:\n  ${byHand}`);
  const [program, ...args] = isRoot() ? command : ['sudo', ...withoutTerminal(), ...command];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = endOf(child, byHand);
  await Promise.race([once(child.stdout, 'data'), ended]);
  return { ended };
}

async function endOf(child, byHand) {
  child.stdin.on('error', () => {}); // The command has ended.
  interruption.addEventListener('abort', () => stop(child));
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  interruption.throwIfAborted();
  if (status !== 0)
    throw new SetupStopped(`that failed. As root, run:\n  ${byHand}\nthen the same command again`);
}

function stop(child) {
  child.stdin.end();
  signal(child.pid, 'SIGTERM'); // Ends a sudo that still asks for the password.
}

/** Without a terminal no password can be typed, so sudo must fail rather than wait. */
const withoutTerminal = () => (process.stdin.isTTY ? [] : ['--non-interactive']);
