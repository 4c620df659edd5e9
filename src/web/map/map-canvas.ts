import L from 'leaflet';

/** Internals of Leaflet that this class overrides; its types do not name them. */
interface Redrawing {
  /** Absent once the canvas is gone. */
  readonly _ctx?: CanvasRenderingContext2D;
  _redraw(): void;
}

const leaflets = L.Canvas.prototype as unknown as Redrawing;

/**
 * Leaflet draws at once although it has requested a frame, and then cannot cancel that frame when the map is removed.
 */
export class MapCanvas extends L.Canvas {
  _redraw(): void {
    const canvas = this as unknown as Redrawing;
    if (canvas._ctx) leaflets._redraw.call(canvas);
  }
}
