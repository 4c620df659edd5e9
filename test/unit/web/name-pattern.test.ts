import { describe, expect, it } from 'vitest';
import type { FoundDevice } from '../../../src/web/api/shapes.ts';
import { nameFaults, namesOf } from '../../../src/web/enrolment/found/name-pattern.ts';

const device = (over: Partial<FoundDevice> = {}): FoundDevice => ({
  foundId: 'a',
  state: 'new',
  model: 'DS-2CD',
  address: '192.0.2.8',
  serial: 'S8',
  ...over,
});

describe('when many devices get names by one pattern', () => {
  it('counts them from the first number, and fills in what each says of itself', () => {
    const two = [device(), device({ address: '192.0.2.9', name: 'Cổng' })];
    expect(namesOf('Cột {n}', two, 7)).toEqual(['Cột 7', 'Cột 8']);
    expect(namesOf('{model} {ip}', two, 1)).toEqual(['DS-2CD 192.0.2.8', 'DS-2CD 192.0.2.9']);
    expect(namesOf('{name}', two, 1)).toEqual(['DS-2CD', 'Cổng']);
  });

  it('leaves what is no blank, and what the device does not say', () => {
    expect(namesOf('{x} {toString} {serial}', [device()], 1)).toEqual(['{x} {toString} S8']);
    expect(namesOf('{serial}', [{ foundId: 'a', state: 'new' }], 1)).toEqual(['']);
  });

  it('keeps a name of a device to one short printable line', () => {
    const names = ['a\u202e\nb\u0000c', `${'x'.repeat(119)}😀`, 'x'.repeat(5_000), '$& {n}'];
    const shown = namesOf(
      '{name}',
      names.map((name) => device({ name })),
      1,
    );
    expect(shown).toEqual(['a b c', 'x'.repeat(119), 'x'.repeat(120), '$& {n}']);
  });

  it('says which name is empty, taken or stands twice', () => {
    expect(nameFaults(['Cột 1', 'Cột 2', ' Cột 2 ', '', 'Cột 3'], new Set(['Cột 1']))).toEqual([
      'taken',
      undefined,
      'twice',
      'empty',
      undefined,
    ]);
  });
});
