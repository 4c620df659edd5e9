import type { Messages } from './vi.ts';

/** What the service needs, what it lacks, and what to do about it: the page of admins and technicians. */
export const systemEn: Pick<Messages, 'system'> = {
  system: {
    title: 'Health of the system',
    allWell: 'The service works as it should.',
    toDo: (count) => `Needs attention: ${count}`,
    checkedAt: (time) => `Checked at ${time}. This page updates itself.`,
    headLeft: (time) => `A checkpoint of the evidence log last left at ${time}.`,
    storageAbout: 'By the retention policy in force.',
    toPolicies: 'Set the retention policy',
    unmet: 'To do',
    met: 'Working',
    unknown: 'Cannot be determined',
    unknownAbout:
      'The database or Redis does not answer within two seconds, so the state of these is not known.',
    serious: 'cannot serve',
    attention: 'needs attention',
    since: (time, length) => `Since ${time}, for ${length}.`,
    remedy: 'What to do',
    ofSite: (site) => `Site ${site}`,
    ward: (name) => `Ward: ${name}`,
    wardAbout: 'Each site is a network of cameras with workers of its own. All data is the whole ward’s.',
    siteWorkers: (count) => `workers running: ${count}`,
    siteLacks: (roles) => `no worker for: ${roles}`,
    details: 'Details',
    mail: 'Mail',
    mailAbout:
      'What lasts for five minutes is mailed once to admins and technicians, and once when it is over.',
    noMailServer: 'No mail server is set (SMTP_URL): nobody gets a message.',
    mailServer: 'A mail server is set.',
    withoutAddress: (count, people) => `${count} of ${people} admins and technicians have no address.`,
    allHaveAddresses: 'All admins and technicians have an address.',
    ownAddress: 'Set my address',
    usersAddresses: 'Set addresses on the page Users',
    unsent: (count) =>
      `Mails not sent yet, and tried again: ${count}. The log of the maintenance worker has the reason.`,
    workers: 'Workers',
    workersAbout: 'Each reports every five seconds.',
    noWorkers: 'No worker is running: nothing is recorded.',
    worker: 'Machine, process',
    roles: 'Work',
    workerRoles: { record: 'recording', ingest: 'ingest', maintain: 'maintenance', sign: 'signing' },
    disk: 'Disk',
    diskLow: 'nearly full, not recording',
    diskFine: 'has room',
    spool: 'Segments to ingest',
    aside: 'Files put aside',
    asideOf: (files, size) => `${files} (${size})`,
    lag: 'Processing delay',
    milliseconds: (count) => `${count} ms`,
    needs: {
      postgresql: 'Database (PostgreSQL)',
      migrations: 'Database schema',
      redis: 'Job queue (Redis)',
      store: 'Object store',
      'worker:record': 'Recording worker',
      'worker:ingest': 'Ingest worker',
      'worker:maintain': 'Maintenance worker',
      'worker:sign': 'Signing worker',
      recording: 'Recording',
      disk: 'Disk of a recording machine',
      quarantine: 'Recorded files',
      expiry: 'Expiry',
      policy: 'Retention policy',
      networks: 'Camera networks',
      keys: 'Keys',
      'redis:memory': 'Memory of Redis',
      log: 'Evidence log',
      footage: 'Recorded footage',
      facts: 'Recorded facts',
      pictures: 'Stills and storyboards',
    },
    lacks: {
      'no-answer': { cause: 'It does not answer.', remedy: 'Start that server; check its log and its disk.' },
      'not-known': { cause: 'It cannot be determined.', remedy: 'Mend the others first.' },
      'read-only': {
        cause: 'It accepts no writes.',
        remedy:
          'The database address leads to a standby. Change DATABASE_URL so that it leads to the primary.',
      },
      'schema-old': {
        cause: 'It is older than the running program.',
        remedy: 'Restart the service: a start updates the schema.',
      },
      'store-denied': {
        cause: 'It refuses the credentials of the service.',
        remedy:
          'Check S3_ACCESS_KEY, S3_SECRET_KEY and the rights on the bucket; for a disk, the right to write.',
      },
      'store-full': {
        cause: 'It is full.',
        remedy: 'Add space, or lower the days of retention. Held footage does not expire.',
      },
      'store-read-only': {
        cause: 'It can be read, but not written.',
        remedy: 'A disk often becomes read-only after an error: see dmesg, mend it and mount it writable.',
      },
      'store-unsafe': {
        cause: 'It overwrites or alters stored objects.',
        remedy: 'Do not use it for evidence. Choose an S3 server that honours “If-None-Match: *”.',
      },
      'ward-not-ours': {
        cause: 'It holds the catalogue of another ward.',
        remedy:
          'Restore the catalogue of this ward, or correct the address of the database. Footage waits in the spool.',
      },
      'store-not-ours': {
        cause: 'It is not the store that the service uses.',
        remedy:
          'Mount the right disk, or correct the bucket. Footage waits in the spool, and nothing is deleted.',
      },
      'redis-evicts': {
        cause: 'It may delete jobs when its memory is full.',
        remedy: 'Set the maxmemory-policy of Redis to noeviction.',
      },
      'worker-missing': {
        cause: 'None is running.',
        remedy: 'Start this worker again on the machine of the site, and check its log.',
      },
      'nothing-recorded': {
        cause: 'No camera is recorded.',
        remedy:
          'See the reason of each on the page Cameras. A common one is the network, the disk or the recording worker.',
      },
      'disk-low': {
        cause: 'It is below its reserve, so recording has stopped.',
        remedy: 'Free space on the machine that is marked below, or lower the days of retention.',
      },
      'files-aside': {
        cause: 'Some cannot be ingested and were put aside.',
        remedy:
          'See the reason beside each file in spool/quarantine on that machine, and move the files away.',
      },
      'footage-altered': {
        cause: 'Files of footage in the store are not what was recorded. They are not played.',
        remedy:
          'Do not delete them. Check the disk, and who had access to the store; the auditor’s log names the files. Put the originals back from a backup, if there is one.',
      },
      'clock-unsynchronised': {
        cause: 'It has stopped: nothing shows that the server clock is synchronised.',
        remedy: 'Start NTP on the server (timedatectl set-ntp true), or check chrony.',
      },
      'clock-stepped': {
        cause: 'It has stopped: the server clock stepped.',
        remedy: 'Compare it with another clock. If it is right, an admin confirms it on the page Retention.',
      },
      'clock-behind': {
        cause: 'It has stopped: the server clock is behind when it was last known to be right.',
        remedy: 'Set the clock. If the earlier time was wrong, an admin confirms it on the page Retention.',
      },
      'clock-ahead': {
        cause: 'It has stopped: the server clock is days ahead.',
        remedy:
          'The service was off for long, or the clock jumped. An admin compares and confirms it on the page Retention.',
      },
      'objects-missing': {
        cause: 'It has stopped: objects that should expire are not in the store.',
        remedy: 'Check that the disk is mounted and whole. They are looked for again every ten minutes.',
      },
      'deletions-late': {
        cause: 'A deletion has not ended for more than an hour.',
        remedy:
          'The store does not confirm it, or holds the objects locked. See the log of the maintenance worker.',
      },
      'cameras-outside': {
        cause: 'Registered cameras lie outside the camera networks, and are not recorded.',
        remedy:
          'Whoever runs the server adds their networks to the setting MINHCHUNG_CAMERA_NETWORKS and restarts the service; or correct their addresses.',
      },
      'no-policy': {
        cause: 'None is set: nothing expires, and the disk will fill.',
        remedy: 'An admin sets one on the page Retention.',
      },
      'keys-unsaved': {
        cause:
          'There is no backup of the keys. Without them camera passwords and other secrets cannot be opened.',
        remedy:
          'On the host, run minhchung keys backup FILE, and keep the file and its passphrase elsewhere.',
      },
      'retention-floor-low': {
        cause: 'The retention floor of the settings is below one day: one admin could lose footage.',
        remedy: 'Set MINHCHUNG_MINIMUM_RETENTION to 1d or more, and restart.',
      },
      'log-memory-lost': {
        cause: 'Stopped: the memory of the signer is gone or out of date.',
        remedy:
          'Restore the folder signer of its machine from the newest copy. Without a copy, run minhchung log continue --memory-lost if there is a witness, else --open-next.',
      },
      'log-differs': {
        cause: 'Stopped: the log in the object store is not the one that was signed.',
        remedy: 'Tell the auditor. Restore the folder log of the object store from the newest copy.',
      },
      'log-key-refused': {
        cause: 'Stopped: the key is missing, published, or of another log.',
        remedy: 'Restore log-signer and log.vkey in the folder keys. Share no key with another system.',
      },
      'log-clock-back': {
        cause: 'Stopped: the server’s clock went back, and no record says so.',
        remedy:
          'Compare it with another clock and set it. If the time is right, an admin confirms it on the page Retention.',
      },
      'log-behind-witness': {
        cause: 'Stopped: a witness has signed more leaves than the log has, so the log was set back.',
        remedy: 'Tell the auditor. Restore the folder signer and the object store from the newest copy.',
      },
      'log-forked': {
        cause: 'Stopped: a witness has signed another log than the one that is here.',
        remedy: 'Tell the auditor. Compare the checkpoint here with the one that the witness keeps.',
      },
      'heads-kept': {
        cause: 'No checkpoint of the evidence log has left this service for more than a day.',
        remedy:
          'Check the connection to the witness, and the file MINHCHUNG_LOG_POLICY. Without a witness, ask another office to run minhchung witness.',
      },
      'records-refused': {
        cause: 'Records are refused: they were changed, added or removed in the database.',
        remedy: 'Tell the auditor. The log of the signing worker names the records.',
      },
      'facts-pending': {
        cause: 'Facts wait for the signer for more than five minutes. Footage plays meanwhile.',
        remedy: 'Check the signing worker and the object store; look at the other entries first.',
      },
      'facts-altered': {
        cause:
          'Requests or segments are not what was recorded. The requests open nothing, and the segments are not played.',
        remedy:
          'Check who had access to the database; the auditor’s log names requests and segments. Restore them from a backup; an officer can also file a new request.',
      },
      'pictures-late': {
        cause: 'They are more than a quarter of an hour late. Recording and playback are not affected.',
        remedy:
          'After an outage they catch up by themselves. If it lasts, raise MINHCHUNG_PICTURES_CPU_PERCENT, or give the machine of the ingest worker more processors.',
      },
    },
  },
};
