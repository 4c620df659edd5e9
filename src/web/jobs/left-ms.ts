const hourMs = 3_600_000;

interface QueueWork {
  readonly doneInHour: number;
  readonly waiting: number;
  readonly running: number;
}

/** How long a queue takes for what it has, at the pace of its last hour; `undefined` where it did nothing in it. */
export const leftMsOf = ({ doneInHour, waiting, running }: QueueWork): number | undefined =>
  doneInHour === 0 ? undefined : ((waiting + running) / doneInHour) * hourMs;
