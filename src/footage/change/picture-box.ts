import { z } from 'zod';
import { type Faults, type FormFaults, rangeOf, readForm, type TimeRange } from '../../core/index.ts';

/** A part of a picture, from its top left, in parts of its width and height. */
export interface PictureBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const allOfPicture: PictureBox = { left: 0, top: 0, width: 1, height: 1 };

/** A tile is 160 pixels wide: three or four of them. */
const leastSide = 0.02;
/** A place that a drawn line rounds to beyond the edge is at the edge. */
const edge = 1 + 1e-6;

const place = z.number().min(0).max(1);
const side = z.number().min(leastSide).max(1);

export const pictureBoxForm = z.strictObject({ left: place, top: place, width: side, height: side });

/** `from` and `to`, RFC 3339; without `box`, all of the picture. */
export const changeSearchForm = z.strictObject({
  from: z.string(),
  to: z.string(),
  box: pictureBoxForm.optional(),
});

export const maxChangeHours = 6;

/** Where and when changes are searched. */
export interface ChangeSearch {
  readonly range: TimeRange;
  readonly box: PictureBox;
}

const fields: Faults = {
  from: ['instant-invalid', 'from must be an RFC 3339 time with an offset.'],
  to: ['instant-invalid', 'to must be an RFC 3339 time with an offset.'],
  'box.left': ['box-place-invalid', 'A place in the picture is a number from 0 to 1.'],
  'box.top': ['box-place-invalid', 'A place in the picture is a number from 0 to 1.'],
  'box.width': ['box-side-invalid', `A side of a box is a number from ${leastSide} to 1.`],
  'box.height': ['box-side-invalid', `A side of a box is a number from ${leastSide} to 1.`],
  box: ['picture-box-invalid', 'A box is {left, top, width, height}, in parts of the picture, within it.'],
};

const faults: FormFaults = {
  fields,
  unknownField: ['change-search-field-unknown', 'This field is not part of a search for changes.'],
  form: ['change-search-invalid', 'A search for changes is a JSON object with from and to.'],
};

/** Errors, all `invalid` with the field: the codes above; those of `rangeOf`. */
export function parseChangeSearch(input: unknown): ChangeSearch {
  const {
    from,
    to,
    box = allOfPicture,
  } = readForm(changeSearchForm.refine(isWithin, { path: ['box'] }), input, faults);
  return { range: rangeOf(from, to, maxChangeHours * 3_600_000), box };
}

const isWithin = ({ box }: { readonly box?: PictureBox | undefined }): boolean =>
  !box || (box.left + box.width <= edge && box.top + box.height <= edge);
