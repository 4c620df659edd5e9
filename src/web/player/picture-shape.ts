/** Style of a picture that is squeezed into another shape than it is to be seen in, `16:9`; none without one. */
export function shapeOf(displayAspect: string | undefined) {
  if (displayAspect === undefined) return {};
  const aspectRatio = displayAspect.replace(':', ' / ');
  return {
    aspectRatio,
    objectFit: 'fill',
    width: `min(100%, 50vh * ${aspectRatio})`,
    margin: '0 auto',
  } as const;
}
