import type { CameraFootage } from '../api/shapes.ts';

export const layouts = [1, 2, 4, 9] as const;
export type Layout = (typeof layouts)[number];

/** Which pictures are on the screen, as the address has it. */
export interface WatchScreen {
  readonly layout: Layout;
  /** Camera ids, in the order of their tiles; the address may name one that the request does not open. */
  readonly tiles: readonly string[];
  /** The one of them that has the controls; `undefined` where there is no camera at all. */
  readonly focus: string | undefined;
}

type Listed = Pick<CameraFootage, 'id' | 'spans'>;

const isCameraId = (text: string): boolean => /^cam_[0-9a-z]{26}$/.test(text);

export function readScreen(search: URLSearchParams, cameras: readonly Listed[]): WatchScreen {
  const layout = layouts.find((each) => String(each) === search.get('layout')) ?? 1;
  const asked = [search.get('camera') ?? ''].filter(isCameraId)[0];
  const first = cameras.find(({ spans }) => spans.length > 0) ?? cameras[0];
  if (layout === 1) return alone(asked ?? first?.id);
  const named = [...new Set((search.get('cameras') ?? '').split(',').filter(isCameraId))].slice(0, layout);
  const tiles = named.length > 0 ? named : filled(asked ? [asked] : [], layout, cameras);
  return { layout, tiles, focus: tiles.find((id) => id === asked) ?? tiles[0] };
}

/** The parameters of the address that say so. */
export const parametersOf = ({
  layout,
  tiles,
  focus,
}: WatchScreen): Readonly<Record<string, string | undefined>> => ({
  layout: layout === 1 ? undefined : String(layout),
  cameras: layout === 1 ? undefined : tiles.join(','),
  camera: focus,
});

/** So many pictures, filled up with the next cameras; the one in focus stays. */
export function withLayout(
  { tiles, focus }: WatchScreen,
  layout: Layout,
  cameras: readonly Listed[],
): WatchScreen {
  if (layout === 1) return alone(focus);
  const kept = tiles.length <= layout ? tiles : firstOf(tiles, layout, focus);
  return { layout, tiles: filled(kept, layout, cameras), focus };
}

/** A camera that has no tile yet takes the tile in focus. */
export function withFocus({ layout, tiles, focus }: WatchScreen, id: string): WatchScreen {
  if (layout === 1) return alone(id);
  return {
    layout,
    tiles: tiles.includes(id) ? tiles : tiles.map((tile) => (tile === focus ? id : tile)),
    focus: id,
  };
}

/** Puts a camera's picture beside the others, or takes it away; the last one stays, and the tenth does not come. */
export function withToggled({ tiles, focus }: WatchScreen, id: string): WatchScreen {
  const without = tiles.filter((tile) => tile !== id);
  const next = without.length < tiles.length ? without : [...tiles, id];
  const layout = layouts.find((each) => each >= next.length);
  if (layout === undefined || next.length === 0) return screenOf(tiles, focus);
  return screenOf(next, next.includes(focus ?? '') ? focus : next[0]);
}

const screenOf = (tiles: readonly string[], focus: string | undefined): WatchScreen => ({
  layout: layouts.find((each) => each >= tiles.length) ?? 9,
  tiles,
  focus,
});

const alone = (id: string | undefined): WatchScreen => ({ layout: 1, tiles: id ? [id] : [], focus: id });

function firstOf(tiles: readonly string[], layout: Layout, focus: string | undefined): readonly string[] {
  const first = tiles.slice(0, layout);
  return focus === undefined || first.includes(focus) ? first : [...first.slice(0, -1), focus];
}

/** Cameras with footage come before those without. */
function filled(tiles: readonly string[], layout: Layout, cameras: readonly Listed[]): readonly string[] {
  const byFootage = [...cameras].sort((a, b) => Number(b.spans.length > 0) - Number(a.spans.length > 0));
  return [...new Set([...tiles, ...byFootage.map(({ id }) => id)])].slice(0, layout);
}
