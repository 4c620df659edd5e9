/** Aborted by Ctrl-C, SIGTERM and SIGHUP. Set-up sends SIGTERM when the npm that started it is gone. */
export function watchForInterruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => controller.abort(new Error(`interrupted by ${name}`)));
  return controller.signal;
}
