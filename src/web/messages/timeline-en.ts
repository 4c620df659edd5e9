import type { Messages } from './vi.ts';

export const timelineEn: Pick<Messages, 'timeline'> = {
  timeline: {
    title: 'Time shown',
    earlier: 'Earlier',
    later: 'Later',
    zoomIn: 'Zoom in on the lanes',
    zoomOut: 'Zoom out of the lanes',
    length: 'Length shown',
    whole: 'Show all',
    take: 'Use the time shown',
    hint: 'Turn the wheel over the lanes to zoom; hold Shift and turn it to move.',
    crowded: 'many short parts: zoom in to see each',
    keys: 'zoom in, zoom out, show all of the lanes (when they have the focus)',
    moveKeys: 'move the lanes, to their beginning, to their end (when they have the focus)',
  },
};
