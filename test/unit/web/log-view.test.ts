import { describe, expect, it } from 'vitest';
import { lookingEvents } from '../../../src/custody/index.ts';
import { readView } from '../../../src/web/audit/custody-filter.ts';
import { eventsOfLooking } from '../../../src/web/audit/event-kinds.ts';

const viewOf = (search: string) => readView(new URLSearchParams(search));

describe('when an address names a view of the log', () => {
  it('shows sessions, unless events are asked for, no session has the event, or a file is looked for', () => {
    expect(['', 'camera=cam_1', 'event=still-issued', 'event=mark-made,still-issued'].map(viewOf)).toEqual(
      Array.from({ length: 4 }, () => 'sessions'),
    );
    expect(
      [
        'view=events',
        'event=denied',
        'event=still-issued,coverage-shown',
        'event=request-approved',
        'digest=ab',
      ].map(viewOf),
    ).toEqual(Array.from({ length: 5 }, () => 'events'));
  });

  it('knows the events that the service groups', () => {
    expect([...eventsOfLooking].sort()).toEqual([...lookingEvents].sort());
  });
});
