import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../../messages/language.tsx';
import { Field } from '../../parts/field.tsx';
import { boxBetween, type DrawnBox, leastBoxSide, type Spot, withSide } from './drawn-box.ts';

interface BoxFieldProps {
  /** The picture to draw on, as it is on the screen now; it stays as it was. */
  readonly video: HTMLVideoElement;
  readonly aspect: number;
  readonly box: DrawnBox;
  readonly change: (box: DrawnBox) => void;
}

const sides = ['left', 'top', 'width', 'height'] as const;

/** A box is drawn on a picture by mouse or finger, or typed in four fields. */
export function BoxField({ video, aspect, box, change }: BoxFieldProps) {
  const { changed: words } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const begun = useRef<Spot>();
  useEffect(() => {
    const drawing = canvas.current;
    if (!drawing) return;
    drawing.width = video.videoWidth;
    drawing.height = video.videoHeight;
    drawing.getContext('2d')?.drawImage(video, 0, 0);
  }, [video]);
  const spotOf = (event: PointerEvent): Spot => {
    const { left = 0, top = 0, width = 1, height = 1 } = canvas.current?.getBoundingClientRect() ?? {};
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  const press = (event: PointerEvent) => {
    canvas.current?.setPointerCapture(event.pointerId);
    begun.current = spotOf(event);
  };
  const draw = (event: PointerEvent) => {
    if (begun.current) change(boxBetween(begun.current, spotOf(event)));
  };
  const end = () => {
    begun.current = undefined;
  };
  const percent = (part: number) => Math.round(100 * part);
  return (
    <div class="stack tight">
      <div class="box-picture" style={{ aspectRatio: String(aspect) }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={words.picture}
          onPointerDown={press}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        />
        <div
          class="drawn-box"
          style={Object.fromEntries(sides.map((side) => [side, `${100 * box[side]}%`]))}
        />
      </div>
      <div class="box-sides">
        {sides.map((side) => (
          <Field key={side} label={words.sides[side]} name={`box.${side}`}>
            {(wiring) => (
              <input
                {...wiring}
                type="number"
                min={side === 'left' || side === 'top' ? 0 : percent(leastBoxSide)}
                max={100}
                value={percent(box[side])}
                onInput={({ currentTarget }) =>
                  change(withSide(box, side, currentTarget.valueAsNumber / 100))
                }
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  );
}
