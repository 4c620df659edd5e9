/** Set-up talks on stderr: stdout belongs to the script that follows. */
export const say = (text) => process.stderr.write(`set-up: ${text}\n`);

/** Set-up cannot go on; the message says what to do about it. */
export class SetupStopped extends Error {}

/** Runs a step that takes its time, saying so, and how long it took. */
export async function step(text, run) {
  say(`${text} …`);
  const startMs = Date.now();
  const result = await run();
  say(`${text}: ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  return result;
}
