import { loadConfig } from '../config/load.ts';
import { createApp } from './api/index.ts';
import { composeApi } from './compose/api.ts';
import { listen } from './compose/listen.ts';
import { openServices } from './compose/services.ts';
import { endUnstarted } from './compose/unstarted.ts';

/**
 * The api process: serves until SIGTERM or SIGINT, then lets calls under way end. With `--offer-first-admin` its line
 * on stdout holds the token of the one-time link: for who shows it to a person, and not where stdout is a log.
 */
async function main(): Promise<void> {
  const offersFirstAdmin = process.argv.includes('--offer-first-admin');
  const base = await openServices(loadConfig(), 'api');
  const parts = await composeApi(base);
  await parts.finishUpgrade();
  const server = await listen(createApp(parts.deps), base.config);
  const stop = async () => {
    await server.close();
    await parts.close();
    await base.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  const setupToken = offersFirstAdmin ? await parts.offerFirstAdmin() : undefined;
  const [url, ...others] = server.urls;
  process.stdout.write(`${JSON.stringify({ ready: 'api', url, others, setupToken })}\n`);
}

main().catch(endUnstarted);
