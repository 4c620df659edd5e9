/** `[importing file, imported file]`, paths from the project's root. */
export type Import = readonly [from: string, to: string];

/**
 * The circles among the things beside each other in a folder, at every level: a folder counts as one with all that is in
 * it, a file as itself. `src` is no level of its own: its rooms stand beside `workers`, `config` and `scripts`.
 * Each circle is a line `folder: a → b → a`.
 */
export function folderCircles(imports: readonly Import[]): string[] {
  const parted = imports.map(([from, to]) => [partsOf(from), partsOf(to)] as const);
  const levels = new Set(parted.flatMap(([from]) => from.map((_, depth) => from.slice(0, depth).join('/'))));
  return [...levels].sort().flatMap((level) => {
    const depth = level === '' ? 0 : level.split('/').length;
    const isInside = (parts: readonly string[]) => parts.slice(0, depth).join('/') === level;
    const edges = new Map<string, Set<string>>();
    for (const [from, to] of parted) {
      if (!isInside(from) || !isInside(to)) continue;
      const [a, b] = [from[depth], to[depth]];
      if (a !== undefined && b !== undefined && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    return circlesIn(edges).map((circle) => `${level || '.'}: ${circle.join(' → ')}`);
  });
}

const partsOf = (path: string): string[] => path.replace(/^src\//, '').split('/');

/** One circle for each group of nodes that reach each other: the shortest way from its first node back to it. */
function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  for (const start of [...edges.keys()].sort()) {
    if (found.some((circle) => circle.includes(start))) continue;
    const circle = wayBack(edges, start);
    if (circle) found.push(circle);
  }
  return found;
}

/** Breadth first, so that the way is the shortest. */
function wayBack(edges: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift())
    for (const next of edges.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  return undefined;
}
