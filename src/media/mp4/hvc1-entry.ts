import { AppError } from '../../core/index.ts';
import { boxBody, boxesIn, childBoxes, findChild, type Mp4Box } from './boxes.ts';
import { readHevcArrays } from './decoder-configuration.ts';
import { visualEntryBytes } from './init-section.ts';

/** VPS, SPS and PPS (ITU-T H.265, table 7-1). */
const parameterSetTypes = [32, 33, 34];
const hvc1 = Buffer.from('hvc1', 'latin1');
const arrayCompleteness = 0x80;

/**
 * The init section with its H.265 sample entry named `hvc1`, at the same length. ffmpeg names it `hev1`, which players of
 * Apple refuse. All else stays: samples may repeat the parameter sets of the entry, and decoders that read them follow
 * a PPS that differs (quirk 20).
 *
 * An init section stays as it is when it is not H.265, when its entry lacks a VPS, SPS or PPS (`hvc1` demands them:
 * ISO/IEC 14496-15, 8.4.1), and when it cannot be read: the player has the last word. Attacker-controlled; never throws.
 */
export function withHvc1Entry(init: Uint8Array): Uint8Array {
  try {
    const renamed = Buffer.from(init);
    for (const entry of hev1Entries(init)) rename(renamed, entry);
    return renamed;
  } catch (error) {
    if (error instanceof AppError) return init;
    throw error;
  }
}

function rename(bytes: Buffer, entry: Mp4Box): void {
  const box = findChild(bytes, entry, 'hvcC', visualEntryBytes);
  const arrays = box ? readHevcArrays(boxBody(bytes, box)) : [];
  const sets = arrays.filter(({ nalType, units }) => parameterSetTypes.includes(nalType) && units.length > 0);
  if (!parameterSetTypes.every((type) => sets.some(({ nalType }) => nalType === type))) return;
  bytes.set(hvc1, entry.offsetBytes + 4);
  for (const { offsetBytes, nalType } of sets) bytes[offsetBytes] = arrayCompleteness | nalType;
}

function hev1Entries(init: Uint8Array): Mp4Box[] {
  const tables = ['trak', 'mdia', 'minf', 'stbl', 'stsd'].reduce(
    (boxes, type) => boxes.flatMap((box) => [...childBoxes(init, box)]).filter(isWhole(type)),
    [...boxesIn(init)].filter(isWhole('moov')),
  );
  return tables.flatMap((table) => [...childBoxes(init, table, 8)]).filter(isWhole('hev1'));
}

const isWhole =
  (type: string) =>
  (box: Mp4Box): boolean =>
    box.type === type && box.isWhole;
