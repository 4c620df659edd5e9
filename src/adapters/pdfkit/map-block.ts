import type { PaperMap } from '../../print/index.ts';
import { projection, scaleLengthM } from './map-scale.ts';
import { leftEdge, mm, type Sheet, textWidth } from './sheet.ts';

const height = 82 * mm;
const inset = 4 * mm;
const small = { size: 9 };
/** How far a camera’s wedge reaches, on paper. */
const wedge = 8 * mm;
const usualFieldOfViewDeg = 60;

/** The place, and the cameras around it with the direction in which they look. */
export function drawMap(sheet: Sheet, map: PaperMap): void {
  sheet.room(height + 4 * mm);
  const { y } = sheet;
  sheet.tagged(
    'Figure',
    () => {
      sheet.doc.save().rect(leftEdge, y, textWidth, height).clip();
      drawInside(sheet, map);
      sheet.doc.restore();
      sheet.doc.lineWidth(0.6).rect(leftEdge, y, textWidth, height).stroke('#000');
    },
    { alt: map.alt },
  );
  sheet.y = y + height + 3 * mm;
}

function drawInside(sheet: Sheet, map: PaperMap): void {
  const { doc, y } = sheet;
  const box = { x: leftEdge + inset, y: y + inset, width: textWidth - 2 * inset, height: height - 2 * inset };
  const at = projection(map, box);
  doc.lineWidth(0.9);
  for (const ring of map.rings)
    doc.polygon(...ring.map((corner) => at.pointOf(corner))).fillAndStroke('#ededed', '#000');
  for (const { centre, radiusM, isOuter } of map.circles) {
    const [x, middle] = at.pointOf(centre);
    const radius = radiusM * at.pointsPerM;
    if (isOuter) doc.save().dash(3, { space: 3 }).circle(x, middle, radius).stroke('#000').restore();
    else doc.circle(x, middle, radius).fillAndStroke('#ededed', '#000');
  }
  for (const { centre } of map.circles) cross(doc, at.pointOf(centre));
  for (const camera of map.cameras) drawCamera(sheet, at.pointOf(camera), camera);
  drawScale(sheet, at.pointsPerM);
  drawNorth(sheet, map.north);
}

function cross(doc: Sheet['doc'], [x, y]: readonly [number, number]): void {
  const arm = 2 * mm;
  doc.lineWidth(0.9);
  doc
    .moveTo(x - arm, y)
    .lineTo(x + arm, y)
    .moveTo(x, y - arm)
    .lineTo(x, y + arm)
    .stroke('#000');
}

function drawCamera(
  sheet: Sheet,
  [x, y]: readonly [number, number],
  { label, bearingDeg, fieldOfViewDeg }: PaperMap['cameras'][number],
): void {
  const { doc } = sheet;
  if (bearingDeg !== undefined) drawWedge(doc, [x, y], bearingDeg, fieldOfViewDeg ?? usualFieldOfViewDeg);
  doc.circle(x, y, 1.5 * mm).fillAndStroke('#fff', '#000');
  doc.circle(x, y, 0.6 * mm).fill('#000');
  const width = sheet.widthOf(label, { face: 'bold', size: 10 }) + 3;
  const below = y + 1.8 * mm;
  doc.rect(x - width / 2, below, width, 11).fill('#fff');
  doc.fillColor('#000');
  sheet.put(label, below - 1, { face: 'bold', size: 10, x: x - width / 2, width, align: 'center' });
}

function drawWedge(
  doc: Sheet['doc'],
  [x, y]: readonly [number, number],
  bearing: number,
  view: number,
): void {
  const steps = 24;
  const rim = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const angle = ((bearing - view / 2 + (view * i) / steps) * Math.PI) / 180;
    return [x + wedge * Math.sin(angle), y - wedge * Math.cos(angle)];
  });
  const corners: [number, number][] = view >= 360 ? rim : [[x, y], ...rim];
  doc
    .lineWidth(0.5)
    .polygon(...corners)
    .fillAndStroke('#bdbdbd', '#000');
}

function drawScale(sheet: Sheet, pointsPerM: number): void {
  const { doc, y } = sheet;
  const lengthM = scaleLengthM(pointsPerM, 45 * mm);
  const length = lengthM * pointsPerM;
  const [x, base] = [leftEdge + inset, y + height - inset];
  doc.rect(x - 1.5 * mm, base - 7 * mm, length + 3 * mm, 9 * mm).fill('#fff');
  doc.fillColor('#000').lineWidth(1);
  doc
    .moveTo(x, base - 3)
    .lineTo(x, base)
    .lineTo(x + length, base)
    .lineTo(x + length, base - 3)
    .stroke('#000');
  const text = lengthM >= 1_000 ? `${lengthM / 1_000} km` : `${lengthM} m`;
  sheet.put(text, base - 15, { ...small, x, width: length, align: 'center' });
}

function drawNorth(sheet: Sheet, word: string): void {
  const { doc } = sheet;
  const [x, y] = [leftEdge + textWidth - inset - 4 * mm, sheet.y + inset];
  doc.rect(x - 4 * mm, y - 2 * mm, 8 * mm, 15 * mm).fill('#fff');
  doc.polygon([x, y], [x - 2 * mm, y + 8 * mm], [x, y + 6 * mm], [x + 2 * mm, y + 8 * mm]).fill('#000');
  sheet.put(word, y + 8 * mm, { size: 10, face: 'bold', x: x - 4 * mm, width: 8 * mm, align: 'center' });
}
