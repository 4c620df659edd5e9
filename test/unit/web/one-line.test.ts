import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../src/web/parts/one-line.ts';

describe('when a purpose is typed over several lines', () => {
  it('is sent as one, since the service takes no line break', () => {
    expect(oneLine('  Mất xe máy\r\n\tở cổng chợ\n')).toBe('Mất xe máy ở cổng chợ');
  });
});
