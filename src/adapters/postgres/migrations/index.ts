import { sql as wayOfASegment } from './0001-way-of-a-segment.ts';
import { sql as retention } from './0002-retention.ts';
import { sql as enrolment } from './0003-enrolment.ts';
import { sql as operations } from './0004-operations.ts';
import { sql as custody } from './0005-custody.ts';
import { sql as requests } from './0006-requests.ts';
import { sql as exportsOfRequests } from './0007-exports.ts';
import { sql as accounts } from './0008-accounts.ts';
import { sql as streamPaths } from './0009-stream-paths.ts';
import { sql as switchedOff } from './0010-switched-off.ts';
import { sql as everyFrameAKeyframe } from './0011-every-frame-a-keyframe.ts';
import { sql as unreadableOriginals } from './0012-unreadable-originals.ts';
import { sql as knownStores } from './0013-known-stores.ts';
import { sql as latePictures } from './0014-late-pictures.ts';
import { sql as cameraMoves } from './0015-camera-moves.ts';
import { sql as gapCauses } from './0016-gap-causes.ts';
import { sql as basicByCamera } from './0017-basic-by-camera.ts';
import { sql as signInTries } from './0018-sign-in-tries.ts';
import { sql as troubles } from './0019-troubles.ts';
import { sql as askedHosts } from './0020-asked-hosts.ts';
import { sql as displayAspect } from './0021-display-aspect.ts';
import { sql as emergencyLimits } from './0022-emergency-limits.ts';
import { sql as founding } from './0023-founding.ts';
import { sql as accountLinks } from './0024-account-links.ts';
import { sql as shortening } from './0025-shortening.ts';
import { sql as proposals } from './0026-proposals.ts';
import { sql as ward } from './0027-ward.ts';
import { sql as wardRetention } from './0028-ward-retention.ts';
import { sql as wardMap } from './0029-ward-map.ts';
import { sql as sameStation } from './0030-same-station.ts';
import { sql as lettersOfOneInstant } from './0031-letters-of-one-instant.ts';

/** In order, forward only; a name once released never changes. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-way-of-a-segment', sql: wayOfASegment },
  { name: '0002-retention', sql: retention },
  { name: '0003-enrolment', sql: enrolment },
  { name: '0004-operations', sql: operations },
  { name: '0005-custody', sql: custody },
  { name: '0006-requests', sql: requests },
  { name: '0007-exports', sql: exportsOfRequests },
  { name: '0008-accounts', sql: accounts },
  { name: '0009-stream-paths', sql: streamPaths },
  { name: '0010-switched-off', sql: switchedOff },
  { name: '0011-every-frame-a-keyframe', sql: everyFrameAKeyframe },
  { name: '0012-unreadable-originals', sql: unreadableOriginals },
  { name: '0013-known-stores', sql: knownStores },
  { name: '0014-late-pictures', sql: latePictures },
  { name: '0015-camera-moves', sql: cameraMoves },
  { name: '0016-gap-causes', sql: gapCauses },
  { name: '0017-basic-by-camera', sql: basicByCamera },
  { name: '0018-sign-in-tries', sql: signInTries },
  { name: '0019-troubles', sql: troubles },
  { name: '0020-asked-hosts', sql: askedHosts },
  { name: '0021-display-aspect', sql: displayAspect },
  { name: '0022-emergency-limits', sql: emergencyLimits },
  { name: '0023-founding', sql: founding },
  { name: '0024-account-links', sql: accountLinks },
  { name: '0025-shortening', sql: shortening },
  { name: '0026-proposals', sql: proposals },
  { name: '0027-ward', sql: ward },
  { name: '0028-ward-retention', sql: wardRetention },
  { name: '0029-ward-map', sql: wardMap },
  { name: '0030-same-station', sql: sameStation },
  { name: '0031-letters-of-one-instant', sql: lettersOfOneInstant },
];
