import { csvText } from '../core/index.ts';
import { gazetteerColumns } from './gazetteer.ts';

const features = [
  {
    properties: { name: 'Khu phố 7' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [107.3436, 21.0113],
          [107.3476, 21.0113],
          [107.3476, 21.0143],
          [107.3436, 21.0143],
          [107.3436, 21.0113],
        ],
      ],
    },
  },
  {
    properties: { name: 'Đường Hoa Sim' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [107.3436, 21.0121],
        [107.3456, 21.0123],
        [107.3476, 21.0128],
      ],
    },
  },
  {
    properties: { name: 'Cổng chợ' },
    geometry: { type: 'Point', coordinates: [107.3456, 21.0123] },
  },
  {
    properties: { building: 'yes' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [107.3448, 21.0124],
          [107.3451, 21.0124],
          [107.3451, 21.0126],
          [107.3448, 21.0126],
          [107.3448, 21.0124],
        ],
      ],
    },
  },
];

/** A map to start from (RFC 7946), as `parseWardMap` reads it: an area, a line, a point and a building. */
export const sampleMap = (): string =>
  `${JSON.stringify(
    { type: 'FeatureCollection', features: features.map((feature) => ({ type: 'Feature', ...feature })) },
    undefined,
    2,
  )}\n`;

/** Names of places to start from, as `parseGazetteer` reads them. */
export const sampleGazetteer = (): string =>
  csvText(gazetteerColumns, [
    ['neighbourhood', 'Khu phố 7', '21.0128', '107.3456', 'KP7|Tổ dân phố 7'],
    ['street', 'Đường Hoa Sim', '21.0123', '107.3456', 'Hoa Sim'],
    ['landmark', 'Cổng chợ', '21.0123', '107.3456', 'Chợ Cẩm Thịnh|Ngã ba chợ'],
  ]);
