import { canonicalJson, invalid, sha256Hex } from '../../core/index.ts';
import { canonicalValue, type FieldForms, faultyField, toBase64 } from '../../log/index.ts';
import { roleOf } from './bundle-names.ts';
import {
  type BundleManifest,
  coveredStream,
  derivedClip,
  listedFile,
  manifestHead,
} from './manifest-form.ts';

const maxFiles = 250_000;

/** The bytes of `manifest.json`: canonical JSON (RFC 8785). Errors: `invalid` `manifest-malformed`, with the field. */
export function manifestBytes(manifest: BundleManifest): Uint8Array {
  const bytes = new TextEncoder().encode(canonicalJson(manifest));
  parseManifest(bytes);
  return bytes;
}

/**
 * Reads `manifest.json`. Attacker-controlled: whatever `manifestBytes` does not write is refused. Errors: `invalid`
 * `manifest-malformed`, with the field.
 */
export function parseManifest(bytes: Uint8Array): BundleManifest {
  const value = canonicalValue(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('no canonical JSON');
  const { coverage, derived, files, ...head } = value as Record<string, unknown>;
  const field =
    faultyField(head, manifestHead) ??
    faultyItem('coverage', coverage, coveredStream) ??
    faultyItem('derived', derived, derivedClip) ??
    faultyItem('files', files, listedFile);
  if (field !== undefined) throw malformed(`${JSON.stringify(field.slice(0, 80))} has not its form`, field);
  return withRoles(value as BundleManifest);
}

function faultyItem(name: string, items: unknown, forms: FieldForms): string | undefined {
  if (!Array.isArray(items) || items.length > maxFiles) return name;
  for (const [at, item] of items.entries()) {
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
    const field = isObject ? faultyField(item as object, forms) : '';
    if (field !== undefined) return `${name}.${at}.${field}`;
  }
  return undefined;
}

/** Every file has the role of its name, and no name comes twice. */
function withRoles(manifest: BundleManifest): BundleManifest {
  const wrong = manifest.files.findIndex(({ path, role }) => roleOf(path) !== role);
  if (wrong >= 0) throw malformed(`file ${wrong + 1} has not the role of its name`, `files.${wrong}.role`);
  if (new Set(manifest.files.map(({ path }) => path)).size < manifest.files.length)
    throw malformed('a file is listed twice', 'files');
  return manifest;
}

/** What the export key signs: the text of `manifest.note`. */
export const manifestNoteText = (exportId: string, manifest: Uint8Array, origin: string): string =>
  ['evd/1 manifest', exportId, toBase64(Buffer.from(sha256Hex(manifest), 'hex')), origin, ''].join('\n');

const malformed = (how: string, field?: string): Error =>
  invalid('manifest-malformed', `not a manifest of a bundle: ${how}`, field);
