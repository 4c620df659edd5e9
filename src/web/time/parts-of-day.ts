import type { Words } from './said-word.ts';

/** What people call a part of the day. */
export interface PartOfDay {
  /** Its usual hours; 24 and more are of the next day. */
  readonly hours: readonly [from: number, to: number];
  /** The hour of the day that an hour of it is; 24 and more are of the next day. */
  readonly hourOf: (said: number) => number;
}

const asSaid = (hour: number): number => hour;
const afterNoon = (hour: number): number => (hour < 12 ? hour + 12 : hour);
const inEvening = (hour: number): number => (hour <= 12 ? hour + 12 : hour);
const atNight = (hour: number): number => (hour >= 6 && hour <= 12 ? hour + 12 : hour);

const dawn: PartOfDay = { hours: [0, 5], hourOf: asSaid };
export const morning: PartOfDay = { hours: [5, 11], hourOf: asSaid };
const noon: PartOfDay = {
  hours: [11, 13],
  hourOf: (hour) => (hour === 1 || hour === 2 ? hour + 12 : hour),
};
export const afternoon: PartOfDay = { hours: [13, 18], hourOf: afterNoon };
export const night: PartOfDay = { hours: [22, 24], hourOf: atNight };
/** The night that begins on the day that was named. */
export const nightAfter: PartOfDay = {
  hours: [22, 29],
  hourOf: (hour) => (hour < 6 ? hour + 24 : atNight(hour)),
};
/** The night that ends on the day that was named: `đêm 20 rạng sáng 21/11`. */
export const nightBefore: PartOfDay = {
  hours: [-2, 5],
  hourOf: (hour) => (hour < 6 ? hour : atNight(hour) - 24),
};

const evening: PartOfDay = { hours: [18, 24], hourOf: inEvening };

/** The parts that make a day up, in their order. */
export const daytimes: readonly PartOfDay[] = [dawn, morning, noon, afternoon, evening];

/** Longer words first. */
export const partsOfDay: Words<PartOfDay> = [
  ['dem (?:ngay )?\\d{1,2}(?:/\\d{1,2})?,? (?:rang(?: sang)?|sang)(?= (?:ngay )?\\d)', nightBefore],
  ['gan sang|before dawn', { hours: [3, 5], hourOf: asSaid }],
  ['sang som|tinh mo|early morning', { hours: [4, 7], hourOf: asSaid }],
  ['dau gio sang', { hours: [7, 9], hourOf: asSaid }],
  ['cuoi gio sang|late morning', { hours: [10, 12], hourOf: asSaid }],
  ['rang sang|dawn', dawn],
  ['sang|morning', morning],
  ['trua|noon', noon],
  ['dau gio chieu|dau chieu|early afternoon', { hours: [13, 15], hourOf: afterNoon }],
  ['cuoi gio chieu|cuoi chieu|xe chieu|late afternoon', { hours: [16, 18], hourOf: afterNoon }],
  ['chap toi|chang vang|nha nhem toi|nha nhem|dusk', { hours: [18, 19], hourOf: inEvening }],
  ['chieu|afternoon', afternoon],
  ['toi|evening', evening],
  ['dem khuya|khuya|dem|night', night],
];
