import { z } from 'zod';
import type { CameraRepository } from '../../camera/index.ts';
import { type FormFaults, invalid, readForm, sha256Hex, type UserId } from '../../core/index.ts';
import type { DiscoveryList, ListedDevice } from '../../discovery/index.ts';
import { credentialsOf, registrationFields, registrationForm } from '../registration.ts';
import { maxRows } from './camera-import.ts';
import type { Cells } from './columns.ts';
import type { TextRow } from './dry-run.ts';
import { reachedCells } from './found-cells.ts';
import { type ImportTools, type KeptImport, keepImport } from './import-acts.ts';

/** The devices of a discovery that are enrolled together, each under its name, and the values that all of them share. */
export const foundImportForm = registrationForm
  .pick({ neighbourhoodId: true, stream: true, user: true, password: true, purpose: true, notice: true })
  .extend({
    devices: z
      .array(z.strictObject({ foundId: z.string().min(1).max(512), name: z.string().max(1_000) }))
      .min(1)
      .max(maxRows),
  });

export type FoundImportForm = z.output<typeof foundImportForm>;

const faults: FormFaults = {
  fields: {
    ...registrationFields,
    devices: ['found-devices-invalid', `Choose 1 to ${maxRows} found devices, each once and with a name.`],
  },
  unknownField: ['registration-field-unknown', 'This field is not part of a registration.'],
  form: ['registration-invalid', 'A registration is a JSON object.'],
};

export interface FoundImportTools extends ImportTools {
  readonly cameras: Pick<CameraRepository, 'neighbourhoods'>;
}

/**
 * Keeps devices of a discovery as an import, a row each, with what would be done with it: from there it is mended, run,
 * stopped and tried again as a file is. A fault of one name is that of its row. Errors, invalid: those of a registration;
 * `found-devices-invalid`, `found-camera-unknown`, `unknown-neighbourhood`.
 */
export async function createFoundImport(
  tools: FoundImportTools,
  { discovery, devices }: DiscoveryList,
  { input, createdBy }: { readonly input: unknown; readonly createdBy: UserId },
): Promise<KeptImport> {
  const form = readForm(foundImportForm, input, faults);
  credentialsOf(form.user, form.password, undefined);
  const shared = sharedCells(form, await neighbourhoodOf(tools, form));
  const rows = rowsOf(form, devices, shared);
  // A digest of a password could be guessed from.
  const fileSha256 = sha256Hex(Buffer.from(JSON.stringify(form.devices)));
  const about = { fileSha256, mayCreateNeighbourhoods: false, createdBy };
  return keepImport({ ...tools, siteId: discovery.siteId }, rows, about);
}

async function neighbourhoodOf(
  { cameras }: Pick<FoundImportTools, 'cameras'>,
  { neighbourhoodId }: FoundImportForm,
): Promise<string> {
  const known = (await cameras.neighbourhoods()).find(({ id }) => id === neighbourhoodId);
  if (known) return known.name;
  throw invalid('unknown-neighbourhood', 'There is no such neighbourhood.', 'neighbourhoodId');
}

const sharedCells = (
  { stream, user, password, purpose, notice }: FoundImportForm,
  neighbourhood: string,
): Cells => ({
  neighbourhood,
  stream,
  ...(user !== undefined && { user }),
  ...(password !== undefined && { password }),
  ...(purpose !== undefined && { purpose }),
  ...(notice && { notice_text: notice.text, notice_posted_on: notice.postedOn }),
});

function rowsOf(form: FoundImportForm, listed: readonly ListedDevice[], shared: Cells): TextRow[] {
  const found = new Map(listed.map((device) => [device.foundId, device]));
  return form.devices.map(({ foundId, name }, i): TextRow => {
    const device = found.get(foundId);
    found.delete(foundId);
    if (!device?.sighting) throw unknownDevice();
    return { line: i + 1, cells: { ...shared, ...reachedCells(device), ...(name !== '' && { name }) } };
  });
}

/** Not listed, silent, or named twice. */
const unknownDevice = () =>
  invalid(
    'found-camera-unknown',
    'The discovery did not find such a camera, or it is named twice.',
    'devices',
  );
