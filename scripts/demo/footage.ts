import type { ApiClient } from './api-client.ts';

export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface CameraFootage {
  readonly id: string;
  readonly name: string;
  readonly distanceM?: number;
  readonly spans: readonly Span[];
  readonly gaps: readonly (Span & { readonly reason: string })[];
  readonly open: readonly Span[];
}

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Asks which cameras saw a place, and when. */
export async function lookUpNear(
  officer: ApiClient,
  { lat, lon }: Place,
  range: { readonly fromMs: number; readonly toMs: number },
  radiusM = 20_000,
): Promise<CameraFootage[]> {
  const answer = await officer.get<{ cameras: CameraFootage[] }>('/api/footage', {
    near: `${lat},${lon}`,
    radiusM: String(radiusM),
    from: new Date(range.fromMs).toISOString(),
    to: new Date(range.toMs).toISOString(),
  });
  return answer.cameras;
}

/** Finds the first stretch of at least `lengthMs` that the camera recorded without a gap. */
export function recordedStretch(
  { spans }: CameraFootage,
  lengthMs: number,
): { fromMs: number; toMs: number } | undefined {
  for (const { from, to } of spans) {
    const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
    if (toMs - fromMs >= lengthMs) return { fromMs, toMs };
  }
  return undefined;
}
