import type { Branded, UserId } from '../../core/index.ts';
import type { ExportId } from '../export.ts';
import type { StatedPlace } from '../negative/negative-answer.ts';

export type HandOverId = Branded<'handOver'>;

/** Who receives a bundle, as its officer writes it: a person of another office, without an account. */
export interface Recipient {
  readonly name: string;
  readonly agency: string;
  /** Number of the paper that sends the person, or of the form that was signed. */
  readonly paper: string;
}

/** The recipient's word that the bundle has that manifest. */
export interface Acknowledgement {
  readonly how: 'link' | 'form';
  /** When it came, or was entered. */
  readonly atMs: number;
  /** As the recipient typed it, or as it stands below the form. */
  readonly signer: string;
  /** The day on the form, `2026-11-30`. */
  readonly signedOn?: string;
  /** Of `manifest.json`, hex. */
  readonly manifestSha256: string;
}

/** Also `record`: there is no such record of this export. */
export type AlteredHandOver = 'record' | 'manifestSha256' | 'how' | 'at' | 'recipient';

/** The hand-over of a bundle to one recipient; open until it is acknowledged. */
export interface HandOver {
  readonly id: HandOverId;
  readonly exportId: ExportId;
  readonly givenById: UserId;
  readonly madeAtMs: number;
  readonly recipient: Recipient;
  /** Of a link: it ends then. */
  readonly endsAtMs?: number;
  readonly withdrawnAtMs?: number;
  /** With the place of its record in the evidence log. */
  readonly acknowledged?: Acknowledgement & { readonly record: StatedPlace };
  /** What of the acknowledgement is not as its record says. */
  readonly altered?: AlteredHandOver;
}
