import { ifServed } from '../api/client.ts';
import type { Point } from '../api/shapes.ts';

/** A street, landmark or camera address that the service knows by name. */
export interface KnownPlace extends Point {
  readonly name: string;
}

/** Places whose names hold the words, without regard to diacritics; none where the service has no gazetteer. */
export async function searchPlaces(words: string): Promise<readonly KnownPlace[]> {
  const answer = await ifServed<{ places: readonly KnownPlace[] }>({
    method: 'GET',
    path: '/api/places',
    query: { q: words.trim() },
  });
  return answer?.places ?? [];
}
