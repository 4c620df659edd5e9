import { AppError } from '../../core/index.ts';
import type { VerifierKey } from '../../log/index.ts';
import { type BundleManifest, manifestNoteText, parseManifest, unlistedNames } from '../manifest/index.ts';
import type { Verifying } from '../verifying.ts';
import { noteIn } from './opened-checkpoint.ts';
import { signedBy } from './signed-by.ts';

/** 250 000 files of 250 bytes each. */
const maxManifestBytes = 64_000_000;

/** The manifest, also where it is not the signed one; `undefined` where there is none to read. */
export async function signedManifest(
  verifying: Verifying,
  exportKey: VerifierKey | undefined,
): Promise<BundleManifest | undefined> {
  const { bundle, findings } = verifying;
  const file = unlistedNames.manifest;
  const bytes = await bundle.whole(file, maxManifestBytes);
  if (!bytes) {
    findings.add('file-missing', { file });
    return undefined;
  }
  const manifest = manifestOf(bytes);
  const said = exportKey && (await signedText(verifying, exportKey));
  const text = manifest && manifestNoteText(manifest.export, bytes, manifest.log.origin);
  if (said !== undefined && !isSaid(said, text, bytes)) findings.add('manifest-altered', { file });
  else if (!manifest) findings.add('file-malformed', { file });
  return manifest;
}

/** What the note says, if the export key signed it. */
async function signedText(verifying: Verifying, exportKey: VerifierKey): Promise<string | undefined> {
  const file = unlistedNames.note;
  const note = await noteIn(verifying, file);
  if (!note) return undefined;
  const found = await signedBy(note, [exportKey], verifying.platform);
  if ('signers' in found && found.signers.length > 0) return note.text;
  verifying.findings.add('signature-wrong', { file, detail: { name: exportKey.name } });
  return undefined;
}

/** A manifest that cannot be read is still known by its digest. */
function isSaid(said: string, text: string | undefined, bytes: Uint8Array): boolean {
  if (text !== undefined) return said === text;
  const [, exportId = '', , origin = ''] = said.split('\n');
  return said === manifestNoteText(exportId, bytes, origin);
}

function manifestOf(bytes: Uint8Array): BundleManifest | undefined {
  try {
    return parseManifest(bytes);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}
