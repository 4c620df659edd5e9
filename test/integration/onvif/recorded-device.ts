import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusMissing, corpusPath } from '../../support/corpora.ts';
import { type DeviceAnswer, type DeviceRequest, type FakeDevice, fault, startDevice } from './fake-device.ts';

const folder = corpusPath('onvif');

export const recordingsMissing = corpusMissing('onvif');

interface Recording {
  readonly operation: string;
  readonly service: string | null;
  readonly file: string;
  readonly status: number;
  readonly params?: { readonly ProfileToken?: string };
}

const services: Readonly<Record<string, string>> = {
  'http://www.onvif.org/ver10/device/wsdl': 'Device',
  'http://www.onvif.org/ver10/media/wsdl': 'Media',
  'http://www.onvif.org/ver20/media/wsdl': 'Media2',
};

/** A device that answers with what a real one said, byte for byte; with `rest` where nothing was recorded. */
export function startRecordedDevice(
  name: string,
  rest: (request: DeviceRequest) => DeviceAnswer = () => fault('ActionNotSupported'),
): Promise<FakeDevice> {
  const text = readFileSync(join(folder, name, 'index.json'), 'utf8');
  const recordings = JSON.parse(text) as Recording[];
  return startDevice((request) => {
    const recording = recordings.find((each) => fits(each, request));
    if (!recording) return rest(request);
    return { status: recording.status, body: readFileSync(join(folder, name, recording.file), 'utf8') };
  });
}

function fits({ operation, service, params }: Recording, request: DeviceRequest): boolean {
  if (operation !== request.operation || service !== services[request.namespace]) return false;
  const token = params?.ProfileToken;
  return token === undefined || request.xml.includes(`ProfileToken>${token}<`);
}

/** When the device's clock was read, as its recording has it. */
export function recordedUtc(name: string): number {
  const xml = readFileSync(join(folder, name, 'GetSystemDateAndTime.xml'), 'utf8');
  const utc = /UTCDateTime>.*?UTCDateTime>/s.exec(xml)?.[0] ?? '';
  const part = (tag: string) => Number(new RegExp(`${tag}>(\\d+)<`).exec(utc)?.[1]);
  const date = [part('Year'), part('Month') - 1, part('Day')] as const;
  return Date.UTC(...date, part('Hour'), part('Minute'), part('Second'));
}

export interface RecordedDiscovery {
  readonly epr: string;
  readonly xaddrs: readonly string[];
  readonly scopes: readonly string[];
  readonly types?: string;
}

export const recordedDiscovery = (name: string): RecordedDiscovery =>
  JSON.parse(readFileSync(join(folder, name, 'discovery.json'), 'utf8')) as RecordedDiscovery;

export const recordedText = (name: string, file: string): string =>
  readFileSync(join(folder, name, file), 'utf8');
