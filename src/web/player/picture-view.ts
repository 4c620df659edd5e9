/** How the picture is looked at: of the screen only, never of the file. */
export interface PictureView {
  /** 1: all of it. */
  readonly zoom: number;
  /** The distance of the picture's middle from the middle of its frame, in widths and heights of the frame. */
  readonly x: number;
  readonly y: number;
  /** 1: as recorded. */
  readonly brightness: number;
  readonly contrast: number;
}

export const wholePicture: PictureView = { zoom: 1, x: 0, y: 0, brightness: 1, contrast: 1 };

const maxZoom = 12;

export const isChanged = (view: PictureView): boolean =>
  Object.entries(wholePicture).some(([name, value]) => view[name as keyof PictureView] !== value);

/** Zooms about a point of the frame, given from its middle, in widths and heights: what is there stays there. */
export function zoomed(view: PictureView, factor: number, at = { x: 0, y: 0 }): PictureView {
  const zoom = Math.min(maxZoom, Math.max(1, view.zoom * factor));
  const grown = zoom / view.zoom;
  return moved({ ...view, zoom, x: at.x + (view.x - at.x) * grown, y: at.y + (view.y - at.y) * grown }, 0, 0);
}

/** Moves the picture, by widths and heights of the frame; it never leaves the frame. */
export function moved(view: PictureView, dx: number, dy: number): PictureView {
  const most = (view.zoom - 1) / 2;
  const within = (value: number) => Math.min(most, Math.max(-most, value)) || 0;
  return { ...view, x: within(view.x + dx), y: within(view.y + dy) };
}

/** Style of the picture; none where it is looked at as it is. */
export function viewStyle(view: PictureView) {
  if (!isChanged(view)) return {};
  const { zoom, x, y, brightness, contrast } = view;
  return {
    transform: `translate(${x * 100}%, ${y * 100}%) scale(${zoom})`,
    filter: `brightness(${brightness}) contrast(${contrast})`,
  };
}
