import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';

export const useFounding = () => useQuery('founding', (signal) => api.getFounding({ signal }));

/** The people changed, or the founding did. */
export const foundingChanged = (): void => invalidate('founding');
