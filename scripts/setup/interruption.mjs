import { SetupStopped, say } from './say.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const controller = new AbortController();

/** Aborted, with the name of a signal, when set-up must end. The code that starts a child ends it then. */
export const interruption = controller.signal;

export const interrupt = (signal) => controller.abort(signal);

/** Ends set-up on Ctrl-C, SIGTERM and SIGHUP, and when the npm that started it is gone. */
export function watchForInterruption() {
  for (const name of signals) process.on(name, interrupt);
  if (process.env.npm_lifecycle_event) watchParent();
}

/** A killed npm passes no signal on, so we send one. The script that follows in this process relies on it. */
function watchParent() {
  const { ppid } = process;
  const watch = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** Leaves signals to the script that follows. @throws the interruption, if one came before */
export function stopWatching() {
  interruption.throwIfAborted();
  for (const name of signals) process.removeListener(name, interrupt);
}

/** Ends the process after `error`: by the signal, once every child has ended, or with the remedy. */
export function endAfter(error) {
  if (interruption.aborted) {
    for (const name of signals) process.removeListener(name, interrupt);
    process.kill(process.pid, interruption.reason);
  } else if (error instanceof SetupStopped) {
    say(error.message);
    process.exit(error.exitCode);
  } else throw error;
}
