import { type Box, colour, HEIGHT, type Picture, WIDTH } from './picture.ts';
import type { Mover, Scene } from './scene.ts';

/** Three invented streets. None is a real place. */
export const SCENES: readonly Scene[] = [
  {
    clip: 0,
    name: 'day',
    bFrames: 0,
    grain: 5,
    paintBackground: (picture) => {
      paintSky(picture, '#8fb8d8', '#dfe9ee', 440);
      paintHouses(picture, ['#c9b48a', '#b98f6a', '#9fae8c', '#d3c7a4', '#a7788a'], '#5d7484');
      paintRoad(picture, '#6b6e70', '#d9d7c8');
    },
    movers: [car(470, '#a83a32', 7, 0.1), car(585, '#2e5d8a', -9, 0.6), ...motorbikes(560, 6, '#30343a')],
  },
  {
    clip: 1,
    name: 'night',
    bFrames: 0,
    grain: 5,
    paintBackground: (picture) => {
      paintSky(picture, '#10141f', '#232a38', 440);
      paintHouses(picture, ['#2a2c33', '#33302f', '#262e30', '#35302a'], '#c9a75a');
      paintRoad(picture, '#24272b', '#5a5a50');
      paintLamps(picture, '#e8cf93');
    },
    movers: [headlights(480, '#f4ecd0', 6, 0.3), headlights(600, '#c8443a', -7, 0.8)],
  },
  {
    clip: 2,
    name: 'market',
    bFrames: 2,
    grain: 8,
    paintBackground: (picture) => {
      paintSky(picture, '#d9cfb8', '#efe6d2', 440);
      paintStalls(picture, ['#b4473e', '#3f7d6a', '#c9923a', '#4d679c']);
      picture.fill({ x: 0, y: 440, width: WIDTH, height: HEIGHT - 440 }, colour('#9a917f'));
    },
    movers: [...walkers(460, 9, 3), ...walkers(540, 7, -2), ...motorbikes(620, 2, '#7a2f28')],
  },
];

function paintSky(picture: Picture, top: string, bottom: string, height: number): void {
  const from = colour(top);
  const to = colour(bottom);
  const blend = (a: number, b: number, share: number) => Math.round(a + (b - a) * share);
  for (let y = 0; y < height; y += 4) {
    const share = y / height;
    const band = {
      y: blend(from.y, to.y, share),
      u: blend(from.u, to.u, share),
      v: blend(from.v, to.v, share),
    };
    picture.fill({ x: 0, y, width: WIDTH, height: 4 }, band);
  }
}

function paintHouses(picture: Picture, walls: string[], window: string): void {
  const width = 128;
  for (let i = 0; i < WIDTH / width; i++) {
    const top = 150 + ((i * 53) % 120);
    const wall = colour(walls[i % walls.length] ?? '#888888');
    picture.fill({ x: i * width, y: top, width: width - 4, height: 440 - top }, wall);
    for (const pane of windowPanes(i * width, top)) picture.fill(pane, colour(window));
  }
}

function windowPanes(left: number, top: number): Box[] {
  const panes: Box[] = [];
  for (let y = top + 24; y < 380; y += 64) {
    for (const x of [left + 20, left + 74]) panes.push({ x, y, width: 30, height: 38 });
  }
  return panes;
}

function paintRoad(picture: Picture, surface: string, marks: string): void {
  picture.fill({ x: 0, y: 440, width: WIDTH, height: HEIGHT - 440 }, colour(surface));
  for (let x = 30; x < WIDTH; x += 160) picture.fill({ x, y: 570, width: 80, height: 8 }, colour(marks));
}

function paintLamps(picture: Picture, light: string): void {
  for (let x = 160; x < WIDTH; x += 320) {
    picture.fill({ x, y: 200, width: 8, height: 240 }, colour('#3a3d42'));
    picture.fill({ x: x - 20, y: 188, width: 48, height: 14 }, colour(light));
    picture.fill({ x: x - 70, y: 446, width: 150, height: 40 }, colour('#4a473c'));
  }
}

function paintStalls(picture: Picture, awnings: string[]): void {
  for (let i = 0; i < 8; i++) {
    const x = i * 160;
    picture.fill({ x: x + 8, y: 300, width: 144, height: 140 }, colour('#6d5a45'));
    for (let stripe = 0; stripe < 5; stripe++) {
      const cloth = stripe % 2 === 0 ? (awnings[i % awnings.length] ?? '#884444') : '#efe9da';
      picture.fill({ x: x + stripe * 32, y: 240, width: 32, height: 60 }, colour(cloth));
    }
  }
}

function car(y: number, paint: string, wraps: number, start: number): Mover {
  return {
    y,
    width: 240,
    height: 96,
    wraps,
    start,
    parts: [
      { box: { x: 0, y: 36, width: 240, height: 44 }, colour: colour(paint) },
      { box: { x: 52, y: 0, width: 124, height: 36 }, colour: colour('#9fb2bd') },
      { box: { x: 30, y: 72, width: 36, height: 24 }, colour: colour('#1c1d1f') },
      { box: { x: 172, y: 72, width: 36, height: 24 }, colour: colour('#1c1d1f') },
    ],
  };
}

function motorbikes(y: number, count: number, paint: string): Mover[] {
  return Array.from({ length: count }, (_, i) => ({
    y: y + ((i * 37) % 90),
    width: 84,
    height: 74,
    wraps: i % 2 === 0 ? 8 + i : -7 - i,
    start: i / count,
    parts: [
      { box: { x: 0, y: 44, width: 84, height: 20 }, colour: colour(paint) },
      { box: { x: 30, y: 10, width: 26, height: 36 }, colour: colour(i % 3 === 0 ? '#c9a23a' : '#4f7f9a') },
      { box: { x: 34, y: 0, width: 18, height: 14 }, colour: colour('#e7e1d3') },
    ],
  }));
}

function headlights(y: number, light: string, wraps: number, start: number): Mover {
  return {
    y,
    width: 220,
    height: 70,
    wraps,
    start,
    parts: [
      { box: { x: 0, y: 0, width: 220, height: 60 }, colour: colour('#16181b') },
      { box: { x: 4, y: 30, width: 22, height: 14 }, colour: colour(light) },
      { box: { x: 194, y: 30, width: 22, height: 14 }, colour: colour(light) },
    ],
  };
}

function walkers(y: number, count: number, wraps: number): Mover[] {
  return Array.from({ length: count }, (_, i) => ({
    y: y + ((i * 29) % 60),
    width: 30,
    height: 96,
    wraps: wraps + Math.sign(wraps) * (i % 3),
    start: i / count,
    parts: [
      { box: { x: 6, y: 0, width: 18, height: 20 }, colour: colour('#d8b48f') },
      {
        box: { x: 0, y: 20, width: 30, height: 44 },
        colour: colour(['#48608a', '#8a4852', '#5c8a55'][i % 3] ?? '#666666'),
      },
      { box: { x: 4, y: 64, width: 22, height: 32 }, colour: colour('#33312f') },
    ],
  }));
}
