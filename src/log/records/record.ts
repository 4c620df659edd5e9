import { AppError, canonicalJson, invalid, isCanonicalJson } from '../../core/index.ts';
import { maxLeafBytes } from '../tree/index.ts';
import { toldByFile } from './footage-records.ts';
import { type FieldForms, faultyField } from './forms.ts';
import { type EvidenceRecord, type RecordType, recordForms } from './record-types.ts';

/**
 * The bytes of a record, which are a leaf of the log: canonical JSON (RFC 8785) in UTF-8. They are stored and hashed as they
 * are. Errors: `invalid` `record-malformed`, with the field.
 */
export function recordBytes(record: EvidenceRecord): Uint8Array {
  const bytes = Buffer.from(canonicalJson(record));
  parseRecord(bytes);
  return bytes;
}

/**
 * Reads the bytes of a leaf. Attacker-controlled: whatever `recordBytes` does not write is refused, such as members twice,
 * unsorted or unknown, `1.0` for `1`, or another form of a character. Errors: `invalid` `record-malformed`, with the field.
 */
export function parseRecord(bytes: Uint8Array): EvidenceRecord {
  if (bytes.length > maxLeafBytes) throw malformed(`more than ${maxLeafBytes} bytes`);
  const value = canonicalValue(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('no object');
  const type: unknown = 'type' in value ? value.type : undefined;
  if (!isRecordType(type)) throw malformed('its type is not known', 'type');
  const field = faultyField(value, shapeOf(type, value)) ?? faultyPair(value as EvidenceRecord);
  if (field !== undefined) throw misformed(field.slice(0, 80));
  return value as EvidenceRecord;
}

const isRecordType = (type: unknown): type is RecordType =>
  typeof type === 'string' && Object.hasOwn(recordForms, type);

/** The shape that has this `act`; the first one when none has, so that `act` is found faulty. */
function shapeOf(type: RecordType, value: object): FieldForms {
  const [first, ...others]: readonly FieldForms[] = recordForms[type];
  const act: unknown = 'act' in value ? value.act : undefined;
  return others.find((shape) => Array.isArray(shape.act) && shape.act.includes(act)) ?? first ?? {};
}

type SegmentRecord = Extract<EvidenceRecord, { readonly type: 'seg' }>;

const untoldMember = (record: SegmentRecord): string | undefined =>
  toldByFile.find((name) => record[name] === undefined) ?? (record.idx.sha256 ? undefined : 'idx.sha256');

/** The first of two members that do not go together. */
const faultyPair = (record: EvidenceRecord): string | undefined => {
  // A gap ends by naming the record that opened it, and a record that opens one names none.
  if (record.type === 'gap')
    return (record.t1 === undefined) === (record.opened === undefined) ? undefined : 'opened';
  if (record.type === 'seg' && record.adopted === undefined) return untoldMember(record);
  if (!('role' in record)) return undefined;
  return (record.actor === undefined) === (record.role === 'service') ? undefined : 'actor';
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of bytes that are exactly its canonical form (RFC 8785). Attacker-controlled. Errors: `invalid` `record-malformed`. */
export function canonicalValue(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (isCanonicalJson(text, value)) return value;
  } catch (error) {
    if (!(error instanceof AppError || error instanceof SyntaxError || error instanceof TypeError))
      throw error;
  }
  throw malformed('its bytes are not canonical JSON');
}

const malformed = (how: string, field?: string): Error =>
  invalid('record-malformed', `not a record: ${how}`, field);

const misformed = (field: string): Error => malformed(`${JSON.stringify(field)} has not its form`, field);
