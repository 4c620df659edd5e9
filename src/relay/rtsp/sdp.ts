/** The video that a camera offers (RFC 8866; payload formats RFC 6184 §8.2.1 and RFC 7798 §7.2.1). */
export interface VideoOffer {
  readonly codec: 'h264' | 'h265';
  readonly payloadType: number;
  readonly clockRate: number;
  readonly control: string | undefined;
  /** NAL units from `sprop-*`, unchanged: perhaps none, partial, or not those of the stream (quirk 20). */
  readonly parameterSets: readonly Buffer[];
}

export interface SessionDescription {
  /** `a=control` above the first medium. */
  readonly control: string | undefined;
  /** The first recordable video, if any. */
  readonly video: VideoOffer | undefined;
}

interface Section {
  readonly media: string;
  readonly attributes: readonly (readonly [string, string])[];
}

const codecs = new Map<string, 'h264' | 'h265'>([
  ['h264', 'h264'],
  ['h265', 'h265'],
  ['hevc', 'h265'],
]);

/** Parses an SDP; skips unknown lines and media. Attacker-controlled; its size is already limited. */
export function parseSdp(text: string): SessionDescription {
  const [session, ...media] = splitSections(text);
  const videos = media.filter((section) => /^video\s/i.test(section.media));
  return {
    control: session && attribute(session, 'control'),
    video: videos.map(toOffer).find((offer) => offer !== undefined),
  };
}

function splitSections(text: string): Section[] {
  const blocks = text.split(/^(?=m=)/m);
  if (blocks[0]?.startsWith('m=')) blocks.unshift('');
  return blocks.map((block) => ({
    media: /^m=(.*)$/m.exec(block)?.[1]?.trim() ?? '',
    attributes: [...block.matchAll(/^a=([^:\r\n]+):?(.*)$/gm)].map((m) => [
      (m[1] ?? '').trim().toLowerCase(),
      (m[2] ?? '').trim(),
    ]),
  }));
}

const attribute = (section: Section, name: string): string | undefined =>
  section.attributes.find(([key]) => key === name)?.[1];

function rtpMaps(section: Section): { payloadType: number; name: string; clockRate: number }[] {
  return section.attributes
    .filter(([key]) => key === 'rtpmap')
    .map(([, value]) => /^(\d{1,3})\s+([\w.-]+)(?:\s*\/\s*(\d{1,9}))?/.exec(value))
    .filter((match) => match !== null)
    .map(([, type, name, rate]) => ({
      payloadType: Number(type),
      name: (name ?? '').toLowerCase(),
      clockRate: Number(rate ?? '0') || 90_000,
    }));
}

function toOffer(section: Section): VideoOffer | undefined {
  const listed = section.media.split(/\s+/).slice(3).map(Number);
  const map = rtpMaps(section).find((m) => codecs.has(m.name) && listed.includes(m.payloadType));
  const codec = map && codecs.get(map.name);
  if (!map || !codec) return undefined;
  return {
    codec,
    payloadType: map.payloadType,
    clockRate: map.clockRate,
    control: attribute(section, 'control'),
    parameterSets: parameterSets(section, map.payloadType),
  };
}

const spropNames = ['sprop-vps', 'sprop-sps', 'sprop-pps', 'sprop-parameter-sets'];

function parameterSets(section: Section, payloadType: number): Buffer[] {
  const parameters = section.attributes
    .filter(([key, value]) => key === 'fmtp' && Number.parseInt(value, 10) === payloadType)
    .flatMap(([, value]) => value.replace(/^\d+\s*/, '').split(';'))
    .map((pair) => [pair.split('=', 1)[0]?.trim().toLowerCase(), pair.slice(pair.indexOf('=') + 1)] as const);
  return spropNames
    .flatMap((name) => parameters.filter(([key]) => key === name).flatMap(([, value]) => value.split(',')))
    .map((base64) => Buffer.from(base64.trim(), 'base64'))
    .filter((bytes) => bytes.length > 0);
}
