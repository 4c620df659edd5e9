/**
 * Calls back once when npm, which started us, is gone: killed outright, it cannot pass a signal on. Started any other
 * way, a parent that ends is nothing unusual (a shell after `&`), and this does nothing.
 */
export function onOrphaned(callback: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const { ppid } = process;
  const watch = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(watch);
    callback();
  }, 500);
  watch.unref();
}
