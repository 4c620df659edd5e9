import type { Messages } from './vi.ts';

export const vn2000En: Pick<Messages, 'vn2000'> = {
  vn2000: {
    zone: 'Central meridian (VN-2000)',
    zoneHint: 'It is printed in the frame or the notes of a cadastral map; in Quảng Ninh it is 107°45′.',
    choose: 'Choose a central meridian…',
    zoneName: (meridian, widthDeg) => `${meridian}, ${widthDeg}-degree zone`,
    readAs: (meridian, isNorthFirst) =>
      `Read as VN-2000, central meridian ${meridian}; the first number is the ${isNorthFirst ? 'north' : 'east'}.`,
    preview: 'Preview of the map',
    lookAt: (count) =>
      `Not saved yet. See whether the ${count === 1 ? 'shape lies' : `${count} shapes lie`} in the right place beside the registered cameras; if not, choose another central meridian.`,
  },
};
