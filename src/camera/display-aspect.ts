/** The shape of a picture as people name it, width before height: `16:9`. */
const displayAspectPattern = /^[1-9]\d{0,3}:[1-9]\d{0,3}$/;

/** Beyond it no camera films: one side four times the other. */
const mostElongated = 4;

/** Width divided by height, of text that `isDisplayAspect` accepts. */
export function aspectRatio(aspect: string): number {
  const [width = 1, height = 1] = aspect.split(':').map(Number);
  return width / height;
}

/** Whether it is a shape that a picture may have. */
export const isDisplayAspect = (text: string): boolean => {
  const ratio = aspectRatio(text);
  return displayAspectPattern.test(text) && ratio <= mostElongated && ratio >= 1 / mostElongated;
};
