import type { Selectable } from 'kysely';
import type { Acknowledgement, HandOver } from '../../../evidence/index.ts';
import type { Tables } from '../tables/tables.ts';

type Row = Selectable<Tables['hand_over']>;

/** Without what an acknowledgement adds. */
export const rowOfHandOver = ({
  id,
  exportId,
  givenById,
  madeAtMs,
  recipient,
  endsAtMs,
}: HandOver): Omit<
  Row,
  keyof ReturnType<typeof acknowledgedColumns> | 'withdrawn_at_ms' | 'token_sha256'
> => ({
  id,
  export_id: exportId,
  given_by: givenById,
  made_at_ms: madeAtMs,
  recipient_name: recipient.name,
  recipient_agency: recipient.agency,
  recipient_paper: recipient.paper,
  ends_at_ms: endsAtMs ?? null,
});

export const acknowledgedColumns = (
  { how, atMs, signer, signedOn, manifestSha256 }: Acknowledgement,
  record: { readonly chain: string; readonly seq: number },
) => ({
  how,
  acknowledged_at_ms: atMs,
  signer,
  signed_on: signedOn ?? null,
  manifest_sha256: manifestSha256,
  record_chain: record.chain,
  record_seq: record.seq,
});

export const handOverOf = (row: Row): HandOver => ({
  id: row.id,
  exportId: row.export_id,
  givenById: row.given_by,
  madeAtMs: row.made_at_ms,
  recipient: { name: row.recipient_name, agency: row.recipient_agency, paper: row.recipient_paper },
  ...(row.ends_at_ms !== null && { endsAtMs: row.ends_at_ms }),
  ...(row.withdrawn_at_ms !== null && { withdrawnAtMs: row.withdrawn_at_ms }),
  ...acknowledgedIn(row),
});

/** The table has all of these, or none. */
function acknowledgedIn(row: Row): Pick<HandOver, 'acknowledged'> {
  const { how, acknowledged_at_ms: atMs, signer, manifest_sha256: manifestSha256 } = row;
  const { record_chain: chain, record_seq: seq, signed_on: signedOn } = row;
  if (how === null || atMs === null || signer === null || manifestSha256 === null) return {};
  if (chain === null || seq === null) return {};
  const said = { how, atMs, signer, manifestSha256, record: { chain, seq } };
  return { acknowledged: { ...said, ...(signedOn !== null && { signedOn }) } };
}
