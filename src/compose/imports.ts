import { PostgresCameraHealth } from '../adapters/postgres/camera/health.ts';
import { PostgresCameraImports } from '../adapters/postgres/camera/import.ts';
import { PostgresNotices } from '../adapters/postgres/camera/notices.ts';
import { PostgresPlaces } from '../adapters/postgres/camera/places.ts';
import { PostgresCameraRegister } from '../adapters/postgres/camera/register.ts';
import { PostgresLedger } from '../adapters/postgres/contributor/contributors.ts';
import {
  type CameraHealth,
  type CredentialCipher,
  createCredentialCipher,
  createSealer,
  type ImportDeps,
  type PlaceBook,
} from '../camera/index.ts';
import type { Foundation } from './foundation.ts';

export interface EnrolmentBooks extends Pick<ImportDeps, 'imports' | 'notices' | 'ledger' | 'contributors'> {
  readonly cipher: CredentialCipher;
  readonly health: CameraHealth;
  readonly places: PlaceBook;
  readonly importSealer: ImportDeps['sealer'];
}

/** What an enrolment writes to, with the keys of what must not be kept in clear. Of the api and of the import job. */
export async function composeEnrolment({ db, clock, siteId, key }: Foundation): Promise<EnrolmentBooks> {
  const credentialKey = await key('camera-credentials');
  return {
    imports: new PostgresCameraImports(db, new PostgresCameraRegister(db, clock)),
    health: new PostgresCameraHealth(db),
    places: new PostgresPlaces(db, clock),
    notices: new PostgresNotices(db),
    ledger: new PostgresLedger(db, siteId),
    cipher: createCredentialCipher(credentialKey),
    importSealer: createSealer(credentialKey, 'camera-import'),
    contributors: createSealer(await key('contributors'), 'contributor'),
  };
}
