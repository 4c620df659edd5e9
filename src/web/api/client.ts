import type {
  Camera,
  CameraFootage,
  CameraPlace,
  Discovery,
  FootageAnswer,
  FootageRequest,
  Neighbourhood,
  Registration,
  RequestDetail,
  RequestForm,
  Role,
  Span,
  User,
} from './shapes.ts';
import { json } from './transport.ts';

type Signal = AbortSignal | undefined;
const get = <T>(path: string, signal: Signal, query = {}) => json<T>({ method: 'GET', path, query, signal });
const post = <T>(path: string, body: object) => json<T>({ method: 'POST', path, body });

export interface FootageQuery extends Span {
  readonly near?: string;
  readonly radiusM?: number;
  readonly neighbourhood?: string;
}

export interface NewUser {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

export interface CameraChanges {
  readonly name?: string;
  readonly place?: CameraPlace;
  readonly enabled?: boolean;
  readonly user?: string;
  readonly password?: string;
}

/** The API, call by call. Each throws `Problem`. */
export const api = {
  session: (signal?: AbortSignal) => get<User>('/api/session', signal),
  signIn: (name: string, password: string) => post<User>('/api/session', { name, password }),
  signOut: () => json<undefined>({ method: 'DELETE', path: '/api/session' }),
  firstAdmin: (form: NewUser & { readonly token: string }) => post<User>('/api/first-admin', form),

  users: (signal: Signal) => get<{ users: readonly User[] }>('/api/users', signal),
  addUser: (form: NewUser & { readonly role: Role }) => post<User>('/api/users', form),

  neighbourhoods: (signal: Signal) =>
    get<{ neighbourhoods: readonly Neighbourhood[] }>('/api/neighbourhoods', signal),
  addNeighbourhood: (name: string) => post<Neighbourhood>('/api/neighbourhoods', { name }),

  footage: (query: FootageQuery, signal: Signal) => get<FootageAnswer>('/api/footage', signal, { ...query }),

  requests: (signal: Signal) => get<{ requests: readonly FootageRequest[] }>('/api/requests', signal),
  request: (id: string, signal: Signal) => get<RequestDetail>(`/api/requests/${id}`, signal),
  fileRequest: (form: RequestForm) => post<RequestDetail>('/api/requests', form),

  cameras: (signal: Signal) => get<{ cameras: readonly Camera[] }>('/api/cameras', signal),
  camera: (id: string, signal: Signal) => get<Camera>(`/api/cameras/${id}`, signal),
  addCamera: (form: Registration) => post<Camera>('/api/cameras', form),
  changeCamera: (id: string, body: CameraChanges) =>
    json<Camera>({ method: 'PATCH', path: `/api/cameras/${id}`, body }),

  beginDiscovery: () => post<Omit<Discovery, 'devices'>>('/api/discoveries', {}),
  discovery: (id: string, signal: Signal) => get<Discovery>(`/api/discoveries/${id}`, signal),
} as const;

/** Where the footage of one camera within a request is. */
export const footagePath = (requestId: string, camera: Pick<CameraFootage, 'id'>): string =>
  `/api/requests/${requestId}/cameras/${camera.id}`;
