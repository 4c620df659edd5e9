/** A picture as the mean brightness, 0 to 255, of each of its cells. */
export interface CellPicture {
  /** These cells fill all of the picture; they tell how the light is. */
  readonly whole: Uint8Array;
  /** These cells fill the box, row by row. */
  readonly box: Uint8Array;
}

/** How the box changed from one picture to the next. */
export interface ChangedStep {
  /** Part of its cells that changed, 0 to 1. */
  readonly share: number;
  /** Most of the whole picture changed: the light, or where the camera looks. */
  readonly isWhole: boolean;
}

/** Grey levels of 255: a cell that differs by less is noise of the camera and its compression. */
const leastDifference = 10;
/** A cell that has changed as often as this before (leaves, a road, a burnt-in clock) must change more than it usually does. */
const usualPart = 0.15;
const usualLeast = 6;
const beyondUsual = 2;
/** One cell alone may be noise, unless it changed much or is much of the box. */
const fewCells = 8;
/** Beyond this share of the whole picture it is no thing in it that changed. */
const wholeShare = 0.6;
const wholeShift = 32;

/**
 * Compares each picture with the one before it, `undefined` where nothing changed: cell by cell, less what the light of the whole
 * picture changed, against what the same cell usually does. All pictures have the same cells. Recognises nothing: brightness alone.
 */
export function changedSteps(pictures: readonly CellPicture[]): (ChangedStep | undefined)[] {
  const steps = pictures.slice(1).map((picture, i) => stepOf(pictures[i] ?? picture, picture));
  const thresholds = thresholdsOf(steps.map(({ box }) => box));
  return steps.map(({ box, isWhole }) => {
    let [changed, strong] = [0, 0];
    for (let cell = 0; cell < box.length; cell++) {
      const [level = 0, threshold = 0] = [box[cell], thresholds[cell]];
      if (level > threshold) changed++;
      if (level > 2 * threshold) strong++;
    }
    const isChanged = changed > 1 || strong > 0 || (changed > 0 && box.length < fewCells);
    return isChanged || isWhole ? { share: changed / box.length, isWhole } : undefined;
  });
}

interface Step {
  /** These are the differences of the cells of the box, in grey levels, less the light. */
  readonly box: Uint8Array;
  readonly isWhole: boolean;
}

function stepOf(before: CellPicture, after: CellPicture): Step {
  const light = medianDifference(before.whole, after.whole);
  const whole = differences(before.whole, after.whole, light);
  const changed = whole.filter((level) => level > leastDifference).length;
  const isWhole = changed > wholeShare * whole.length || Math.abs(light) > wholeShift;
  return { box: differences(before.box, after.box, light), isWhole };
}

function differences(before: Uint8Array, after: Uint8Array, light: number): Uint8Array {
  const levels = new Uint8Array(after.length);
  for (let cell = 0; cell < levels.length; cell++) {
    levels[cell] = Math.min(255, Math.abs((after[cell] ?? 0) - (before[cell] ?? 0) - light));
  }
  return levels;
}

/** The difference that half of the cells exceed; by counting, since there are few values. */
function medianDifference(before: Uint8Array, after: Uint8Array): number {
  const counts = new Uint32Array(511);
  for (let cell = 0; cell < after.length; cell++) {
    const value = 255 + (after[cell] ?? 0) - (before[cell] ?? 0);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts.findIndex(reaches(after.length / 2)) - 255;
}

/** For each cell, what a difference must exceed to be a change. */
function thresholdsOf(steps: readonly Uint8Array[]): Uint8Array {
  const cells = steps[0]?.length ?? 0;
  const usual = Math.max(usualLeast, Math.floor(usualPart * steps.length));
  const thresholds = new Uint8Array(cells);
  const counts = new Uint32Array(256);
  for (let cell = 0; cell < cells; cell++) {
    counts.fill(0);
    for (const step of steps) {
      const level = step[cell] ?? 0;
      counts[level] = (counts[level] ?? 0) + 1;
    }
    // The difference that no more than `usual` of the steps exceed.
    const level = counts.findIndex(reaches(steps.length - usual));
    thresholds[cell] = Math.min(255, Math.max(leastDifference, beyondUsual * Math.max(0, level)));
  }
  return thresholds;
}

/** Whether a running count has come to so many. */
function reaches(wanted: number): (count: number) => boolean {
  let sum = 0;
  return (count) => {
    sum += count;
    return sum >= wanted;
  };
}
