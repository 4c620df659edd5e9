import L from 'leaflet';

/** What of Leaflet's own workings is changed here; its names are not in its types. */
interface Redrawing {
  /** Absent once the canvas is gone. */
  readonly _ctx?: CanvasRenderingContext2D;
  _redraw(): void;
}

const leaflets = L.Canvas.prototype as unknown as Redrawing;

/** Leaflet draws at once what it has already asked a frame for, and then cannot call that frame off when the map goes. */
export class MapCanvas extends L.Canvas {
  _redraw(): void {
    const canvas = this as unknown as Redrawing;
    if (canvas._ctx) leaflets._redraw.call(canvas);
  }
}
