import { normaliseMac } from '../../../camera/index.ts';

/** Hints in scopes. All optional, some stated twice, some empty (quirk 5). */
export interface ScopeHints {
  readonly name?: string;
  readonly hardware?: string;
  readonly location?: string;
  readonly mac?: string;
}

const onvifScope = 'onvif://www.onvif.org/';
const maxHintLength = 120;

export const isOnvifScope = (scope: string): boolean => scope.toLowerCase().startsWith('onvif://');

/** Takes the first of each that is not empty. */
export function hintsOf(scopes: readonly string[]): ScopeHints {
  const first = (category: string) =>
    scopes.map((scope) => valueIn(scope, category)).find((value) => value !== '');
  const mac = scopes.map(macIn).find((found) => found !== undefined);
  const [name, hardware, location] = [first('name'), first('hardware'), first('location')];
  return {
    ...(name === undefined ? {} : { name: name.replaceAll('_', ' ') }),
    ...(hardware === undefined ? {} : { hardware: hardware.replaceAll('_', ' ') }),
    ...(location === undefined ? {} : { location }),
    ...(mac === undefined ? {} : { mac }),
  };
}

/** All of the path behind the category: a location is `country/china`. */
function valueIn(scope: string, category: string): string {
  const start = `${onvifScope}${category}/`;
  if (!scope.toLowerCase().startsWith(start)) return '';
  // The cut may leave half of a surrogate pair, which no JSON of the catalogue holds.
  return printable(decoded(scope.slice(start.length)))
    .slice(0, maxHintLength)
    .replace(/\p{Cs}$/u, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const printable = (text: string): string => text.replaceAll(/\p{C}+/gu, ' ').trim();

/** `…/MAC/02:00:…`, `…/macaddress/0200…`, `…/A1C2B3/mac/…`. */
const macIn = (scope: string): string | undefined =>
  normaliseMac(decoded(/\/mac(?:address)?\/([^/]+)/i.exec(scope)?.[1] ?? ''));
