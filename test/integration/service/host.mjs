// Runs the compiled supervisor with stand-ins in a process that a test can kill. Prints the pids of all processes.
// Usage: node host.mjs <data directory>
import { startService } from '../../../dist/scripts/service/supervisor.js';

const standIn = new URL('./stand-in.mjs', import.meta.url).pathname;
const service = await startService({
  dataDir: process.argv[2],
  env: { ...process.env, PORT: '0' },
  onLine: () => {},
  programs: {
    api: [process.execPath, standIn, 'api'],
    worker: (roles) => [process.execPath, standIn, 'worker', roles.join(',')],
  },
});
console.log(JSON.stringify({ url: service.url, processes: service.processes }));
process.on('SIGTERM', () => service.stop().then(() => process.exit(0)));
