import { PostgresCameraHealthRepository } from '../adapters/postgres/camera/camera-health-repository.ts';
import { PostgresCameraRepository } from '../adapters/postgres/camera/camera-repository.ts';
import { PostgresNoticeRepository } from '../adapters/postgres/camera/notice-repository.ts';
import { PostgresContributionRepository } from '../adapters/postgres/contributor/contribution-repository.ts';
import { PostgresCameraImportRepository } from '../adapters/postgres/enrolment/camera-import-repository.ts';
import { PostgresPlaceRepository } from '../adapters/postgres/places/place-repository.ts';
import {
  type CameraHealthRepository,
  type CredentialCipher,
  createCredentialCipher,
  createSealer,
} from '../camera/index.ts';
import type { ImportDeps } from '../enrolment/index.ts';
import type { PlaceRepository } from '../places/index.ts';
import type { Services } from './services.ts';

export interface EnrolmentBooks extends Pick<ImportDeps, 'imports' | 'notices' | 'ledger' | 'contributors'> {
  readonly cipher: CredentialCipher;
  readonly health: CameraHealthRepository;
  readonly places: PlaceRepository;
  readonly importSealer: ImportDeps['sealer'];
}

/** Repositories of an enrolment, with the keys that seal secrets. Used by the api and by the import job. */
export async function composeEnrolment({ db, clock, key, scribe }: Services): Promise<EnrolmentBooks> {
  const credentialKey = await key('camera-credentials');
  return {
    imports: new PostgresCameraImportRepository(db, new PostgresCameraRepository(db, clock, scribe)),
    health: new PostgresCameraHealthRepository(db),
    places: new PostgresPlaceRepository(db, clock),
    notices: new PostgresNoticeRepository(db, scribe),
    ledger: new PostgresContributionRepository(db),
    cipher: createCredentialCipher(credentialKey),
    importSealer: createSealer(credentialKey, 'camera-import'),
    contributors: createSealer(await key('contributors'), 'contributor'),
  };
}
