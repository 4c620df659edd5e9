import type { Messages } from '../messages/vi.ts';

/** A detail of an event in words; a value without a word as the log has it. */
export function detailValue(name: string, value: string | number, messages: Messages): string {
  const words = entryOf(wordsOf(messages), name);
  return (words && entryOf(words, String(value))) ?? String(value);
}

/** The log may name anything, also `constructor`. */
const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const wordsOf = ({
  audit,
  inbox,
  looking,
  receipts,
  roles,
  states,
  stations,
  submitted,
}: Messages): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  acknowledgedBy: audit.acknowledgedBy,
  cause: receipts.causes,
  outcome: submitted.outcomes,
  of: audit.shortened,
  proof: audit.proofs,
  result: audit.results,
  role: roles,
  rows: looking.views,
  sameStation: stations.same,
  still: audit.stills,
  urgency: inbox.urgencies,
  verdict: {
    approved: states.approved,
    refused: states.refused,
    justified: inbox.justified,
    'not-justified': inbox.notJustified,
  },
});
