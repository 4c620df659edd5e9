import { decimal, element, several, textIn, wholeNumber } from '../soap/xml-shape.ts';

/** A profile with a picture, as Media1 and Media2 both tell it. */
export interface MediaProfile {
  readonly token: string;
  readonly name?: string;
  readonly videoSource?: string;
  /** Lower case: `h264`, `h265`, `jpeg`… */
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
}

const maxProfiles = 64;

const source = element({ SourceToken: textIn });
const encoder = element({
  Encoding: textIn,
  Resolution: element({ Width: wholeNumber, Height: wholeNumber }),
  RateControl: element({ FrameRateLimit: decimal }),
});

/** Some firmware answers a Media2 question in Media1's words, so both are read wherever they stand. */
const answer = element({
  GetProfilesResponse: element({
    Profiles: several(
      {
        $: element({ token: textIn }),
        Name: textIn,
        VideoSourceConfiguration: source,
        VideoEncoderConfiguration: encoder,
        Configurations: element({ VideoSource: source, VideoEncoder: encoder }),
      },
      maxProfiles,
    ),
  }),
});

type Stated = NonNullable<
  NonNullable<ReturnType<typeof answer.parse>>['GetProfilesResponse']
>['Profiles'][number];

/** The profiles with a picture; those for audio or metadata alone are left out (quirk 14). */
export function profilesOf(body: unknown): MediaProfile[] {
  const stated = answer.parse(body)?.GetProfilesResponse?.Profiles ?? [];
  return stated.map(profileOf).filter((profile) => profile !== undefined);
}

function profileOf(stated: Stated): MediaProfile | undefined {
  const token = stated.$?.token;
  const video = stated.VideoSourceConfiguration ?? stated.Configurations?.VideoSource;
  // Over Media1, Dahua leaves out the encoder for H.265 (quirk 13): the source is enough.
  const encoding = stated.VideoEncoderConfiguration ?? stated.Configurations?.VideoEncoder;
  if (token === undefined || !(video || encoding)) return undefined;
  const { Width: width, Height: height } = encoding?.Resolution ?? {};
  const facts = {
    name: stated.Name,
    videoSource: video?.SourceToken,
    codec: encoding?.Encoding?.toLowerCase(),
    width: positive(width),
    height: positive(height),
    fps: positive(encoding?.RateControl?.FrameRateLimit),
  };
  return { token, ...known(facts) };
}

const positive = (value: number | undefined): number | undefined => (value && value > 0 ? value : undefined);

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the facts that are missing. */
function known<T extends object>(facts: T): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as Known<T>;
}
