import type { FindingWords } from './finding-words.ts';

const distrusted: Readonly<Record<string, string>> = {
  usage: 'its certificate is not for time stamps alone',
  validity: 'its certificate was not valid at that time',
  signature: 'its signature does not fit',
};

export const findingWordsEn: FindingWords = {
  'zip-malformed': () => 'this is not a ZIP as an export writes it: it was cut, extended or rebuilt',
  'file-malformed': () => 'this file has not the form that an export writes',
  'record-malformed': () => 'a line is not a record as the log writes it',
  'signature-wrong': ({ name }) => `the signature of ${name} is missing or does not fit`,
  'key-not-trusted': ({ name, fingerprint, pinned }) =>
    `signed with a key that you did not name: ${name} ${fingerprint}; you named ${pinned}`,
  'key-change-unproved': () => 'a change of key is not signed by both keys',
  'manifest-altered': () => 'the manifest is not the one that was signed',
  'file-altered': () => 'this file was altered after it was signed',
  'original-differs': () => 'this file is not the one that was recorded',
  'index-differs': () => 'a keyframe index is not one that was recorded',
  'picture-differs': () => 'this picture is not one that was recorded',
  'clip-differs': ({ gop }) =>
    `the clip shows something that was not recorded, or in another order (at group ${gop})`,
  'file-missing': () => 'this file is missing from the bundle',
  'file-unlisted': () => 'this file does not belong to the bundle',
  'original-missing': ({ t0, t1 }) => `the original of ${t0} to ${t1} is not in the bundle`,
  'proof-altered': () => 'the proofs in this file were altered',
  'record-not-proved': () => 'nothing proves that this record is in the log',
  'original-unrecorded': () => 'no record tells of this file',
  'chain-broken': () => 'this record does not continue the one before',
  'log-of-another': () => 'this record is of another log',
  'tree-differs': () => 'the manifest names another state of the log than the checkpoint',
  'log-not-consistent': ({ old, size }) =>
    `the log with ${size} records does not continue the one with ${old}`,
  'log-without-link': ({ origin }) => `no link tells which log ${origin} continues`,
  'link-differs': ({ origin, size }) => `the link does not continue ${origin} at its ${size} records`,
  'chain-hole': ({ until }) => `records are missing from this number to ${until}`,
  'order-missing': ({ export: id }) => `no record orders the export ${id}`,
  'order-beyond-request': () => 'more was ordered than the request covers',
  'request-not-approved': () => 'the request was not approved when the export was ordered',
  'file-not-ordered': () => 'this file was not ordered',
  'scope-not-ordered': ({ member }) => `the bundle is not what was ordered (${member})`,
  'export-not-recorded': () => 'the log does not tell of this export with this manifest',
  'hand-over-differs': ({ export: id }) =>
    `the recipient acknowledged another manifest of ${id} than the log names`,
  'camera-without-records': ({ cam }) => `there are no records of the camera ${cam}`,
  'coverage-differs': ({ member }) => `the manifest counts other records than there are (${member})`,
  'coverage-hole': ({ t0, t1 }) => `nothing tells what became of ${t0} to ${t1}`,
  'expiry-unproved': ({ t0, t1 }) => `no deletion tells that ${t0} to ${t1} expired`,
  'deleted-under-hold': ({ hold }) => `footage was deleted while the hold ${hold} kept it`,
  'index-missing': ({ count }) =>
    `the clip cannot be checked: the indexes of ${count} segments tell no digests`,
  'clip-incomplete': ({ t0 }) => `the clip leaves out what was recorded at ${t0}`,
  'statement-altered': () => 'this is not what was stated: the log names another digest',
  'answer-not-recorded': ({ answer }) => `the log does not tell of the answer ${answer}`,
  'answer-differs': ({ member }) => `the answer contradicts itself or its record (${member})`,
  'camera-differs': ({ cam, member }) => `the camera ${cam} is not as its records say (${member})`,
  'silence-unproved': ({ cam, t0, t1, reason }) =>
    `the records do not tell that ${cam} has nothing from ${t0} to ${t1}: ${reason}`,
  'silence-disproved': ({ cam, t0, t1 }) => `the records tell of footage of ${cam} from ${t0} to ${t1}`,
  'end-before-start': () => 'the footage ends before it begins',
  'run-overlaps': () => 'the footage begins before the footage before it ended',
  'same-bytes-twice': ({ other }) => `the same footage stands under the number ${other}, too`,
  'media-time-differs': ({ media, wall }) =>
    `it lasts ${media} ms by the camera, and ${wall} ms by our clock`,
  'recorded-before-end': () => 'it was recorded before it ended',
  'recorded-late': ({ at }) => `it was recorded long after its end, at ${at}, and is not marked as late`,
  'order-of-time': ({ at }) => `it says ${at}, but stands in the log behind later records`,
  'clock-step': ({ ms }) => `the clock of the service went ${ms} ms off here, and no record tells of that`,
  'after-checkpoint': ({ at, size }) =>
    `it says ${at}, but a witness saw the log with it (${size} records) before`,
  'before-checkpoint': ({ at, size }) =>
    `it says ${at}, but was not in the log that a witness saw later (${size} records)`,
  'without-originals': () => 'without originals, as ordered',
  'part-of-request': () => 'part of the request, as ordered',
  gap: ({ t0, t1, reason }) => `not recorded from ${t0} to ${t1}: ${reason}`,
  'gap-open': ({ t0, t1, reason }) =>
    `not recorded from ${t0} to ${t1}: ${reason}; not over at the last record`,
  'footage-since': ({ cam, t0, t1 }) =>
    `footage of ${cam} from ${t0} to ${t1} came in after the answer was given`,
  'not-enrolled': ({ t0, t1 }) => `the camera did not belong to the ward yet from ${t0} to ${t1}`,
  expired: ({ t0, t1 }) => `the footage of ${t0} to ${t1} was deleted by the policy`,
  late: ({ why, at }) => `came late (${why}), at ${at}`,
  adopted: ({ count, at }) =>
    `${count} records were made at an upgrade, not when it was recorded; the first on ${at}`,
  'clock-step-declared': ({ at, ms }) =>
    `the clock of the service was set by ${ms} ms at ${at}, as a record tells`,
  'log-opened-anew': ({ at, origin, size, root }) =>
    `the log was opened anew at ${at}, after its signer lost its memory: it continues ${origin} at ${size} records (root ${root}…); whether more were signed there nobody can tell`,
  unwitnessed: () => 'no witness of your policy saw the log, or too few',
  'time-self-asserted': () => 'only the service itself says when this was',
  'timestamp-unchecked': () =>
    'you named no time stamp authority: the time stamp is not checked, and not used',
  'timestamp-missing': () => 'no time stamp authority of your policy stamped this checkpoint',
  'timestamp-malformed': () => 'this is not a time stamp of RFC 3161; it is not used',
  'timestamp-of-another': () => 'the time stamp is of another checkpoint; it is not used',
  'timestamp-not-trusted': ({ why }) =>
    `the time stamp is not used: ${distrusted[String(why)] ?? 'nobody whom you named signed it'}`,
  'clip-unchecked': ({ count }) =>
    `the clip was not checked for ${count} segments: their indexes tell no digests`,
  'clip-not-decoded': ({ error }) => `the clip does not play without error, as it was recorded: ${error}`,
  'export-key-not-pinned': () => 'you named no export key: the manifest is trusted because the log names it',
  'key-leaked': ({ fingerprint }) =>
    `others may have the key that you named, so it was replaced: get the new fingerprint on paper, and verify by it (here ${fingerprint})`,
  'checkpoint-unconnected': ({ old }) => `nothing connects your checkpoint (${old} records) with the bundle`,
};
