/**
 * The origin of a ward's log, which names it in every checkpoint: C2SP tlog-checkpoint asks for a unique name without a
 * scheme. `internal` is reserved for private use. A ward begins its second log when the first one was lost.
 */
export const originOf = (ward: string, number: number): string =>
  `minhchung.internal/${ward}/evidence/${String(number).padStart(2, '0')}`;
