import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { sitesToChoose } from './search-place.ts';

interface SiteFieldProps {
  /** Empty: the site of the api. */
  readonly value: string;
  readonly change: (site: string) => void;
  readonly problem: Problem | undefined;
}

/** The site whose workers search; nothing where the ward has one. */
export function SiteField({ value, change, problem }: SiteFieldProps) {
  const { discovery: words } = useMessages();
  const { data } = useQuery('system', (signal) => api.getSystemState({ signal }));
  const sites = sitesToChoose(data?.ward);
  if (sites.length === 0) return null;
  return (
    <Field label={words.site} hint={words.siteHint} name="site" problem={problem}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={typed(change)}>
          <option value="">{words.siteOfServer}</option>
          {sites.map((site) => (
            <option key={site} value={site}>
              {site}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
