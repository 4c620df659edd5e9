import { ifServed } from '../api/client.ts';
import type { Point } from '../api/shapes.ts';

/** A neighbourhood, street, landmark or camera that the service knows by name. */
export interface KnownPlace extends Point {
  readonly name: string;
}

interface Answer {
  readonly places: readonly {
    readonly name: string;
    readonly at?: Point;
    readonly box?: {
      readonly west: number;
      readonly south: number;
      readonly east: number;
      readonly north: number;
    };
  }[];
}

/** Places whose names hold the words, without regard to diacritics; none where the service has no gazetteer. */
export async function searchPlaces(words: string): Promise<readonly KnownPlace[]> {
  const answer = await ifServed<Answer>({ method: 'GET', path: '/api/places', query: { q: words.trim() } });
  return (answer?.places ?? []).flatMap(({ name, at, box }): KnownPlace[] => {
    const middle = at ?? (box && { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 });
    return middle ? [{ name, ...middle }] : [];
  });
}
