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
import { sql as evidenceLog } from './0032-evidence-log.ts';
import { sql as cameraClocks } from './0033-camera-clocks.ts';
import { sql as checkedFootage } from './0034-checked-footage.ts';
import { sql as keyChecks } from './0035-key-checks.ts';
import { sql as storageChecks } from './0036-storage-checks.ts';
import { sql as statedSegments } from './0037-stated-segments.ts';
import { sql as marks } from './0038-marks.ts';
import { sql as departures } from './0039-departures.ts';
import { sql as gapRecords } from './0040-gap-records.ts';
import { sql as negativeAnswers } from './0041-negative-answers.ts';
import { sql as alteredFacts } from './0042-altered-facts.ts';
import { sql as adoption } from './0043-adoption.ts';
import { sql as sealedExports } from './0044-sealed-exports.ts';
import { sql as handOvers } from './0045-hand-overs.ts';
import { sql as gapRecordNumbers } from './0046-gap-record-numbers.ts';
import { sql as custodyStrands } from './0047-custody-strands.ts';
import { sql as streamDeletions } from './0048-stream-deletions.ts';
import { sql as leavesByLog } from './0049-leaves-by-log.ts';
import { sql as storedHours } from './0050-stored-hours.ts';
import { sql as lookingSessions } from './0051-looking-sessions.ts';
import { sql as writtenRequests } from './0052-written-requests.ts';
import { sql as exportChoices } from './0053-export-choices.ts';
import { sql as changeSearches } from './0054-change-searches.ts';
import { sql as fileDigests } from './0055-file-digests.ts';
import { sql as buildingMaps } from './0056-building-maps.ts';

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
  { name: '0032-evidence-log', sql: evidenceLog },
  { name: '0033-camera-clocks', sql: cameraClocks },
  { name: '0034-checked-footage', sql: checkedFootage },
  { name: '0035-key-checks', sql: keyChecks },
  { name: '0036-storage-checks', sql: storageChecks },
  { name: '0037-stated-segments', sql: statedSegments },
  { name: '0038-marks', sql: marks },
  { name: '0039-departures', sql: departures },
  { name: '0040-gap-records', sql: gapRecords },
  { name: '0041-negative-answers', sql: negativeAnswers },
  { name: '0042-altered-facts', sql: alteredFacts },
  { name: '0043-adoption', sql: adoption },
  { name: '0044-sealed-exports', sql: sealedExports },
  { name: '0045-hand-overs', sql: handOvers },
  { name: '0046-gap-record-numbers', sql: gapRecordNumbers },
  { name: '0047-custody-strands', sql: custodyStrands },
  { name: '0048-stream-deletions', sql: streamDeletions },
  { name: '0049-leaves-by-log', sql: leavesByLog },
  { name: '0050-stored-hours', sql: storedHours },
  { name: '0051-looking-sessions', sql: lookingSessions },
  { name: '0052-written-requests', sql: writtenRequests },
  { name: '0053-export-choices', sql: exportChoices },
  { name: '0054-change-searches', sql: changeSearches },
  { name: '0055-file-digests', sql: fileDigests },
  { name: '0056-building-maps', sql: buildingMaps },
];
