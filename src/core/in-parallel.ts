/**
 * Does `work` for every item, at most `limit` at once; results in the order of the items. The first failure is thrown
 * once what is under way has ended, and nothing new is begun after it.
 */
export async function inParallel<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const run = async (): Promise<void> => {
    for (const [i, item] of queue) {
      if (failures.length > 0) return;
      await work(item).then(
        (result) => {
          results[i] = result;
        },
        (error: unknown) => {
          failures.push(error);
        },
      );
    }
  };
  await Promise.all(Array.from({ length: limit }, run));
  if (failures.length > 0) throw failures[0];
  return results;
}
