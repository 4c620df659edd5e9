import type { NewDiscovery, WardState } from '../../client/index.ts';

/** A search as it is typed; an empty `site` is the one of the api. */
export interface SearchDraft {
  readonly host: string;
  readonly site: string;
}

/** The sites among which one is chosen: none where the ward has one alone, or they are not known. */
export const sitesToChoose = (ward: WardState | undefined): readonly string[] =>
  ward !== undefined && ward.sites.length > 1 ? ward.sites.map(({ site }) => site) : [];

export function discoveryOf({ host, site }: SearchDraft): NewDiscovery {
  const named = host.trim();
  return { ...(named !== '' && { host: named }), ...(site !== '' && { site }) };
}
