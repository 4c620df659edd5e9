export {
  type AnsweredAct,
  type AtStation,
  atStation,
  forgetStations,
  type StationRepository,
  sameStations,
} from './same-station.ts';
