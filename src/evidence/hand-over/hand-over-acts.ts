import { AppError, invalid, isId, newId, notFound } from '../../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { VerifierKey } from '../../log/index.ts';
import type { Export } from '../export.ts';
import type { Acknowledgement, HandOver, Recipient } from './hand-over.ts';
import { type HandOverLink, handOverRefused, hashOfHandOver, newHandOverLink } from './hand-over-link.ts';
import type { HandOverRepository } from './hand-over-repository.ts';
import { type ReleasedExport, recordedManifest } from './recorded-manifest.ts';

export interface HandOverTools {
  readonly handOvers: HandOverRepository;
  /** Those that sign the log, or signed it, from the key folder. */
  readonly logKeys: () => Promise<readonly VerifierKey[]>;
}

type Of = Pick<Export, 'id' | 'requestId'>;

/** A ready export, with the digest that the log names. */
export interface HandedExport extends ReleasedExport {
  readonly manifestSha256: string;
}

/** Errors, conflict: `export-not-ready`, those of `recordedManifest`. */
export async function handedExport(
  { handOvers, logKeys }: HandOverTools,
  id: Of['id'],
): Promise<HandedExport> {
  const released = await handOvers.released(id);
  if (!released) throw new AppError('conflict', 'export-not-ready', 'The export is not ready.');
  return { ...released, manifestSha256: recordedManifest(released, await logKeys()) };
}

/**
 * Makes the link by which the recipient of a bundle acknowledges it, once. Errors, conflict: those of `handedExport`,
 * `hand-over-links-many`.
 */
export async function offerHandOver(
  tools: HandOverTools,
  by: Required<Actor>,
  of: Of,
  recipient: Recipient,
): Promise<{ readonly handOver: HandOver; readonly link: HandOverLink }> {
  const { manifestSha256 } = await handedExport(tools, of.id);
  const link = newHandOverLink(by.nowMs);
  const handOver = { ...newHandOver(by, of, recipient), endsAtMs: link.endsAtMs };
  const event = eventOf(by, 'hand-over-offered', of, { handOverId: handOver.id, manifestSha256 });
  await tools.handOvers.offer(handOver, hashOfHandOver(link.token), event);
  return { handOver, link };
}

/** Ends a link that nobody has used. Errors: `hand-over-not-found` (not-found), also of one that is over. */
export async function withdrawHandOver(
  { handOvers }: Pick<HandOverTools, 'handOvers'>,
  by: Required<Actor>,
  of: Of,
  named = '',
): Promise<void> {
  if (isId('handOver', named)) {
    const event = eventOf(by, 'hand-over-withdrawn', of, { handOverId: named });
    if (await handOvers.withdraw(of.id, named, event)) return;
  }
  throw notFound('hand-over-not-found', 'The export has no such open link.');
}

/** A hand-over as its recipient sees it. */
export interface SeenHandOver {
  readonly handOver: HandOver;
  readonly handed: HandedExport;
}

/**
 * What a link is about; changes nothing. The token is anybody's text. Errors: `hand-over-refused` (forbidden), of every token that
 * opens nothing; those of `handedExport`.
 */
export async function seenHandOver(
  tools: HandOverTools,
  token: string,
  nowMs: number,
): Promise<SeenHandOver> {
  const handOver = await tools.handOvers.ofLink(hashOfHandOver(token), nowMs);
  if (!handOver) throw handOverRefused();
  return { handOver, handed: await handedExport(tools, handOver.exportId) };
}

/** As the recipient confirms it: name, and the digest that was read. */
export interface ConfirmedHandOver {
  readonly signer: string;
  readonly sha256: string;
}

/** Uses a link up: a record of the log. Errors: those of `seenHandOver`; `manifest-digest-differs` (invalid), which leaves it open. */
export async function confirmHandOver(
  tools: HandOverTools,
  token: string,
  { signer, sha256 }: ConfirmedHandOver,
  nowMs: number,
): Promise<HandOver> {
  const { handOver, handed } = await seenHandOver(tools, token, nowMs);
  const { manifestSha256 } = comparedWith(handed, sha256);
  const said: Acknowledgement = { how: 'link', atMs: nowMs, signer, manifestSha256 };
  const event = acknowledgedEvent({ nowMs }, handed, handOver, said);
  const done = await tools.handOvers.acknowledge(handOver.id, said, event);
  if (!done) throw handOverRefused();
  return done;
}

/** What a signed form says. */
export interface SignedForm extends Pick<ConfirmedHandOver, 'sha256'> {
  /** Who signed it. */
  readonly recipient: Recipient;
  readonly signedOn: string;
}

/** Enters a form that the recipient signed: a record of the log. Errors: those of `handedExport`, `manifest-digest-differs` (invalid). */
export async function recordHandOver(
  tools: HandOverTools,
  by: Required<Actor>,
  of: Of,
  { recipient, signedOn, sha256 }: SignedForm,
): Promise<HandOver> {
  const { manifestSha256 } = comparedWith(await handedExport(tools, of.id), sha256);
  const made = newHandOver(by, of, recipient);
  const said: Acknowledgement = {
    how: 'form',
    atMs: by.nowMs,
    signer: recipient.name,
    signedOn,
    manifestSha256,
  };
  return tools.handOvers.record(made, said, acknowledgedEvent(by, of, made, said));
}

function comparedWith(handed: HandedExport, sha256: string): HandedExport {
  if (handed.manifestSha256 === sha256) return handed;
  throw invalid(
    'manifest-digest-differs',
    'This is not the digest of the bundle’s manifest: another bundle was verified, or this one was altered.',
    'sha256',
  );
}

const newHandOver = ({ user, nowMs }: Required<Actor>, { id }: Of, recipient: Recipient): HandOver => ({
  id: newId('handOver', nowMs),
  exportId: id,
  givenById: user.id,
  madeAtMs: nowMs,
  recipient,
});

/** Of a link nobody of the ward acts: the event names who gave it. */
const acknowledgedEvent = (
  by: Actor,
  of: Of,
  { id: handOverId, givenById }: HandOver,
  { how, manifestSha256 }: Acknowledgement,
): CustodyEvent => ({
  ...eventOf(by, 'export-handed-over', of, { handOverId, acknowledgedBy: how, manifestSha256 }),
  ...(!by.user && { subject: givenById }),
});

const eventOf = (
  by: Actor,
  name: 'hand-over-offered' | 'hand-over-withdrawn' | 'export-handed-over',
  { id: exportId, requestId }: Of,
  detail: Readonly<Record<string, string>>,
): CustodyEvent => custodyEvent(by, name, { requestId, detail: { exportId, ...detail } });
