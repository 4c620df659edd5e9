import type { Messages } from './vi.ts';

/** The queues of jobs: what waits, what runs, and what failed; for admins. */
export const jobsEn: Pick<Messages, 'jobs'> = {
  jobs: {
    title: 'Jobs',
    about: 'Failed jobs are kept for seven days. This page updates itself.',
    queueOf: (name) => `Jobs: ${name}`,
    back: 'Back to System',
    queue: 'Job',
    node: (id) => `Machine ${id}`,
    nodeWithoutWorker: 'no worker does them',
    open: (name) => `See ${name}`,
    states: {
      failed: 'Failed',
      running: 'Running',
      waiting: 'Waiting',
      delayed: 'Scheduled',
      'done-since': 'Failed, then done',
    },
    doneInHour: 'Done in the last hour',
    lastDone: (time) => `last at ${time}`,
    neverDone: 'none yet',
    dropped: (count) =>
      `${count} more failed jobs are not kept, because a queue keeps 500. The log of the worker has them all.`,
    none: 'No jobs.',
    subject: 'Subject',
    since: 'Since',
    due: 'Due',
    failures: 'Failures',
    cause: 'Cause',
    lastFailed: (time) => `last at ${time}`,
    queuedAgain: (time) => `queued again at ${time}`,
    doneAt: (time) => `done at ${time}`,
    segment: (number) => `segment ${number}`,
    wholeSite: 'Whole site',
    retry: 'Retry',
    retryOf: (subject) => `Retry: ${subject}`,
    retryAll: 'Retry all',
    retryCause: (cause) => `Retry: ${cause}`,
    acts: 'Actions',
    queued: (count) => `Queued again: ${count}`,
    newer: 'Previous page',
    older: 'Next page',
    away: 'Recording goes on while Redis does not answer. If it lasts, start Redis again and see its log.',
    otherCause: (code) => `Error ${code}.`,
    otherRemedy: 'Look for the id of the job in the log of the worker.',
    renewals: {
      schedule: 'Failed jobs run again on their schedule.',
      'when-due': 'Failed jobs are queued again until they are done.',
      person: 'Failed jobs do not run again by themselves: choose “Retry”.',
    },
    names: {
      'discover-cameras': 'Find cameras in the network',
      'import-cameras': 'Register cameras of a file',
      'record-camera': 'Begin to record a camera',
      'ingest-segment': 'Ingest a segment',
      'make-pictures': 'Make stills and storyboards',
      'watch-coverage': 'Check that cameras are recorded',
      'plan-expiry': 'Find footage that is past its time',
      'expire-segments': 'Delete footage that is past its time',
      'send-notifications': 'Send notifications',
      'remind-custodians': 'Remind custodians',
      'watch-needs': 'Watch the system, report troubles',
      'build-export': 'Build an export',
      'prepare-partitions': 'Prepare the catalogue for the next days',
    },
    causes: {
      internal: {
        cause: 'A fault of the program.',
        remedy: 'Look for the id of the job in the log of the worker, and report it to the developers.',
      },
      'job-stalled': {
        cause: 'The worker that did it ended suddenly, twice.',
        remedy: 'Check the memory and the log of the machine, then retry.',
      },
      'job-payload-invalid': {
        cause: 'The job cannot be read.',
        remedy: 'Nothing to do: its work is queued again when it is due.',
      },
      'store-unavailable': {
        cause: 'The object store does not answer.',
        remedy: 'Start the store; footage waits on the recording machine.',
      },
      'store-denied': {
        cause: 'The object store refuses the credentials.',
        remedy: 'Check S3_ACCESS_KEY, S3_SECRET_KEY and the rights on the bucket.',
      },
      'store-full': {
        cause: 'The object store is full.',
        remedy: 'Add space, or lower the days of retention.',
      },
      'store-read-only': {
        cause: 'The object store can only be read.',
        remedy: 'Mend the disk, and mount it writable.',
      },
      'ward-not-ours': {
        cause: 'The database holds the catalogue of another ward.',
        remedy: 'Restore the catalogue of this ward, or correct its address.',
      },
      'store-not-ours': {
        cause: 'The object store is not the one of the service.',
        remedy: 'Mount the right disk, or correct the bucket.',
      },
      'object-damaged': {
        cause: 'An object in the store is damaged.',
        remedy: 'Check the disk of the store.',
      },
      'object-differs': {
        cause: 'The store already holds another object of that name.',
        remedy: 'Check whether another service uses the same store.',
      },
      'spool-full': {
        cause: 'The disk of the recording machine is full.',
        remedy: 'Free space on that machine.',
      },
      'spool-unavailable': {
        cause: 'The disk of the recording machine cannot be used.',
        remedy: 'Check the disk of that machine.',
      },
      'objects-missing': {
        cause: 'Many objects that should expire are not in the store.',
        remedy: 'Check that the disk is mounted and whole; see the page Retention.',
      },
      'ffmpeg-missing': {
        cause: 'The machine has no ffmpeg.',
        remedy: 'Install ffmpeg on the recording machine.',
      },
    },
  },
};
