import type L from 'leaflet';

/** Farther out, names of streets would lie over each other. */
const streetsFromZoom = 15;
/** Nearer, one is within a neighbourhood, and its name lies upon its cameras. */
const areasToZoom = 16.5;

/** Priority of names where two would overlap. */
const ranks = ['is-place', 'is-camera', 'is-neighbourhood', 'is-landmark', 'is-street'];

/** Shows the names that have room, once the map has put them where they belong. */
export function showNames(map: L.Map): void {
  const box = map.getContainer();
  box.classList.toggle('is-far', map.getZoom() < streetsFromZoom);
  box.classList.toggle('is-near', map.getZoom() >= areasToZoom);
  requestAnimationFrame(() => hideCrowded(box));
}

function hideCrowded(box: HTMLElement): void {
  const taken: DOMRect[] = [];
  for (const rank of ranks) {
    for (const name of box.querySelectorAll(`.map-name.${rank}`)) {
      const room = name.getBoundingClientRect();
      const isCrowded = taken.some((other) => overlaps(room, other));
      name.classList.toggle('is-crowded', isCrowded);
      if (!isCrowded && room.width > 0) taken.push(room);
    }
  }
}

const overlaps = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
