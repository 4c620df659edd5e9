import type { FoundDevice } from '../../api/shapes.ts';

const mostCharacters = 120;

type Blank = (device: FoundDevice, number: number) => string;

/** The values of a device that a pattern may name. Attacker-controlled. */
const blanks: Readonly<Record<string, Blank>> = {
  n: (_, number) => String(number),
  name: ({ name, hardware, model }) => name ?? hardware ?? model ?? '',
  model: ({ model, hardware }) => model ?? hardware ?? '',
  serial: ({ serial }) => serial ?? '',
  ip: ({ address }) => address ?? '',
};

export const blankNames: readonly string[] = Object.keys(blanks);

/** A name for each device, in order: `Cột {n}` counts from `first` on. What is no blank stays as it is written. */
export const namesOf = (pattern: string, devices: readonly FoundDevice[], first: number): readonly string[] =>
  devices.map((device, i) =>
    tidy(
      pattern.replaceAll(/\{(\w+)\}/g, (written, blank: string) =>
        Object.hasOwn(blanks, blank) ? (blanks[blank]?.(device, first + i) ?? '') : written,
      ),
    ),
  );

/** One printable line, as the service takes it. */
const tidy = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, mostCharacters)
    .replace(/\p{Cs}$/u, '')
    .trim();

export type NameFault = 'empty' | 'taken' | 'twice';

/** Finds the fault of each name: of two equal names the later one has it. */
export function nameFaults(
  names: readonly string[],
  taken: ReadonlySet<string>,
): readonly (NameFault | undefined)[] {
  const before = new Set<string>();
  return names.map((written) => {
    const name = written.trim();
    if (name === '') return 'empty';
    const fault = taken.has(name) ? 'taken' : before.has(name) ? 'twice' : undefined;
    before.add(name);
    return fault;
  });
}
