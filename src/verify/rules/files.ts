import { isAsListed } from '../as-listed.ts';
import { type BundleManifest, type ListedFile, proofsName, unlistedNames } from '../manifest/index.ts';
import type { Verifying } from '../verifying.ts';

/** What follows from a file that is not the signed one. */
const consequences = [
  'record-malformed',
  'record-not-proved',
  'chain-broken',
  'log-of-another',
  'file-malformed',
  'clip-differs',
  'clip-incomplete',
] as const;

/** Reads what no step before has read: every listed file is there, as listed, and no other one. */
export async function checkFiles(verifying: Verifying, { files }: BundleManifest): Promise<void> {
  const { bundle, findings } = verifying;
  for (const file of files) {
    const { path } = file;
    if (!bundle.has(path)) findings.add('file-missing', { file: path });
    else if (!(await isAsListed(verifying, file))) await addAltered(verifying, file, files);
    else await checkCrc(verifying, path);
  }
  checkNames(verifying, files);
  for (const path of Object.values(unlistedNames)) if (bundle.has(path)) await checkCrc(verifying, path);
}

async function addAltered(
  verifying: Verifying,
  { path, role }: ListedFile,
  files: readonly ListedFile[],
): Promise<void> {
  const { findings } = verifying;
  if (role === 'proof') {
    const records = files.find((file) => proofsName(file.path) === path && file.path !== path);
    for (const file of [records?.path ?? '', path]) findings.withdraw(file, ['record-not-proved']);
    const what = (await isAsListed(verifying, records)) ? 'proof-altered' : 'file-altered';
    return findings.add(what, { file: path });
  }
  // A signature that does not fit says more than a digest.
  if (findings.all().some(({ file, what }) => file === path && what === 'signature-wrong')) return;
  findings.withdraw(path, consequences);
  if (role === 'record') findings.withdraw(proofsName(path), ['record-not-proved']);
  findings.add('file-altered', { file: path });
}

/** The digest is right: then the ZIP itself says something wrong. */
async function checkCrc({ bundle, findings }: Verifying, path: string): Promise<void> {
  if ((await bundle.sums(path))?.isCrcRight === false) findings.add('zip-malformed', { file: path });
}

/** The files stand in the order of the manifest, behind those that it does not list. */
function checkNames({ bundle, findings }: Verifying, files: readonly ListedFile[]): void {
  const unlisted = Object.values<string>(unlistedNames);
  const known = new Set([...unlisted, ...files.map(({ path }) => path)]);
  const extra = bundle.files.filter(({ name }) => !known.has(name));
  for (const { name } of extra) findings.add('file-unlisted', { file: name });
  const expected = [...unlisted, ...files.map(({ path }) => path)].filter(bundle.has);
  const found = bundle.files.map(({ name }) => name).filter((name) => known.has(name));
  const at = expected.findIndex((name, i) => name !== found[i]);
  if (at >= 0) findings.add('zip-malformed', { file: found[at] ?? '' });
}
