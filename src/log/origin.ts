/**
 * The origin of a ward's log, which names it in every checkpoint: C2SP tlog-checkpoint asks for a unique name without a
 * scheme. `internal` is reserved for private use. A ward opens its second log when nobody can tell how the first one ended.
 */
export const originOf = (ward: string, number: number): string =>
  `minhchung.internal/${ward}/evidence/${twoDigits(number)}`;

const ending = /\/evidence\/(\d{2,6})$/;

/** Which log of its ward an origin names: 1 for the first. Attacker-controlled: a name of another form is that of a first log, too. */
export const logNumberOf = (origin: string): number => Number(ending.exec(origin)?.[1] ?? 1) || 1;

/** The origin of another log of the same ward. */
export const originBeside = (origin: string, number: number): string =>
  origin.replace(ending, `/evidence/${twoDigits(number)}`);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Where a record is a leaf: the number of the log, and the index of the leaf in it, from 0. */
export interface LeafAt {
  readonly log: number;
  readonly leaf: number;
}
