import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { fromVn2000 } from '../../../src/adapters/proj4/from-vn2000.ts';
import { textRows } from '../../../src/enrolment/import/dry-run.ts';
import { parseRow } from '../../../src/enrolment/import/row-form.ts';
import { importTemplate } from '../../../src/enrolment/import/template.ts';
import { isoDay } from '../../../src/enrolment/import/written-day.ts';
import { writtenAmount, writtenMetres } from '../../../src/enrolment/import/written-number.ts';
import { parseGazetteer, parseWardMap, sampleGazetteer, sampleMap } from '../../../src/places/index.ts';
import { readExamples } from '../../../src/web/enrolment/read-examples.ts';

describe('when samples are downloaded', () => {
  it('reads the cameras without a fault', () => {
    const [row, ...more] = textRows(readCsv(Buffer.from(importTemplate()), 10));
    expect(more).toEqual([]);
    expect(parseRow(row?.cells ?? {}, '2026-11-21').faults).toEqual([]);
  });

  it('reads the map without a fault: an area, a street, a landmark and a building', () => {
    const { places, buildings, faults } = parseWardMap(Buffer.from(sampleMap()), { fromVn2000 });
    expect(faults).toEqual([]);
    expect(places.map(({ kind }) => kind)).toEqual(['neighbourhood', 'street', 'landmark']);
    expect(buildings).toHaveLength(1);
  });

  it('reads the places without a fault, with the names of the map', () => {
    const { places, faults } = parseGazetteer(readCsv(Buffer.from(sampleGazetteer()), 10));
    expect(faults).toEqual([]);
    const onMap = parseWardMap(Buffer.from(sampleMap()), { fromVn2000 }).places;
    expect(places.map(({ kind, name }) => [kind, name])).toEqual(onMap.map(({ kind, name }) => [kind, name]));
  });
});

describe('when the import page shows ways of writing', () => {
  it.each(readExamples.days)('reads %s as a day', (text) => expect(isoDay(text)).toBe('2026-11-21'));
  it.each(readExamples.amounts)('reads %s as an amount', (text) =>
    expect(writtenAmount(text)).toBe(1_500_000),
  );
  it.each(readExamples.metres)('reads %s as metres', (text) =>
    expect(writtenMetres(text)).toEqual(expect.any(Number)),
  );
});
