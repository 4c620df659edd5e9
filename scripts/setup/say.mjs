/** Set-up prints on stderr: stdout belongs to the script that follows. */
export const say = (text) => process.stderr.write(`set-up: ${text}\n`);

/** Set-up cannot continue; the message names the remedy. */
export class SetupStopped extends Error {
  exitCode = 1;
}

/** The command line is wrong. */
export class WrongUsage extends SetupStopped {
  exitCode = 2;
}

/** Runs a long step; reports its start and its duration. */
export async function step(text, run) {
  say(`${text} …`);
  const startMs = Date.now();
  const result = await run();
  say(`${text}: ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  return result;
}
