/** In the page this file stands for `node:async_hooks`: nothing logs there. */
export class AsyncLocalStorage {
  getStore = (): undefined => undefined;
  run = <T>(_fields: unknown, work: () => T): T => work();
}
