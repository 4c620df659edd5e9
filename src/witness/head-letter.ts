import { headLine, type SignedCheckpoint, type VerifierKey } from '../log/index.ts';

/** A checkpoint in a mail: what its receiver keeps is proof of what the log was. */
export interface HeadLetter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Leaves. */
  readonly size: number;
}

/** A signed checkpoint, for those who keep it. */
export interface SentHead {
  readonly note: Uint8Array;
  readonly key: VerifierKey;
  readonly signed: SignedCheckpoint;
}

/** In Vietnamese, then in English, with the checkpoint as it was signed. */
export function headLetter({ note, key, signed: { checkpoint, witnesses } }: SentHead): HeadLetter {
  const names = witnesses.map((witness) => witness.key.name).join(', ');
  const lines = [
    'Chốt nhật ký chứng cứ / Checkpoint of the evidence log',
    '',
    headLine(checkpoint, key),
    ...(names === '' ? [] : [`Bên làm chứng / Witnesses: ${names}`]),
    '',
    'Xin giữ thư này: nó cho thấy nhật ký sau này có bị lùi lại hay sửa đổi hay không.',
    'Please keep this mail: it shows whether the log is set back or changed later.',
    'minhchung log consistency FILE',
    '',
    Buffer.from(note).toString('utf8'),
  ];
  return {
    subject: `[Minh Chứng] Chốt nhật ký chứng cứ: ${checkpoint.size}`,
    text: lines.join('\n'),
    size: checkpoint.size,
  };
}

/** The same for the webhook: the signed note alone. */
export const headEvent = ({ note, signed: { checkpoint } }: SentHead): HeadLetter => ({
  subject: checkpoint.origin,
  text: Buffer.from(note).toString('utf8'),
  size: checkpoint.size,
});
