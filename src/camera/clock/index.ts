export type { CameraClockBook, ClockTry } from './clock-book.ts';
export {
  type ClockAnswer,
  type ClockReading,
  clockFaults,
  isClockOff,
  type KnownClock,
  type ReadingFault,
} from './clock-reading.ts';
export {
  type ClockExchange,
  instantOfStated,
  judgeExchange,
  judgeReport,
  type StatedTime,
} from './judged-clock.ts';
