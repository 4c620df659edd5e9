/** WGS 84, decimal degrees. */
interface MapPoint {
  readonly lat: number;
  readonly lon: number;
}

/** Where the paper speaks of, and the cameras around it; north is up. Drawn by lines alone, so that it needs no map. */
export interface PaperMap {
  /** What it shows, for those who cannot see it. */
  readonly alt: string;
  readonly circles: readonly MapCircle[];
  /** Corners of closed rings. */
  readonly rings: readonly (readonly MapPoint[])[];
  readonly cameras: readonly MapCamera[];
  readonly north: string;
}

interface MapCircle {
  readonly centre: MapPoint;
  readonly radiusM: number;
  /** Drawn by a broken line. */
  readonly isOuter?: true;
}

interface MapCamera extends MapPoint {
  /** As the table numbers it. */
  readonly label: string;
  /** Clockwise from true north; absent where nobody knows. */
  readonly bearingDeg?: number;
  readonly fieldOfViewDeg?: number;
}

/** A bar for each camera over one time. */
export interface PaperLanes {
  readonly alt: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lanes: readonly PaperLane[];
  /** Of a tick of the axis. */
  readonly timeOf: (atMs: number) => string;
  readonly legend: { readonly recorded: string; readonly missing: string; readonly mark: string };
}

interface PaperLane {
  readonly label: string;
  readonly recorded: readonly LanePart[];
  readonly missing: readonly LanePart[];
  /** Instants to be pointed at. */
  readonly marksMs: readonly number[];
}

interface LanePart {
  readonly fromMs: number;
  readonly toMs: number;
}
