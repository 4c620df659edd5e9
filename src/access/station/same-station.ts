import {
  type Actor,
  type SameStation,
  type StationedAct,
  sameStation,
  stationLastsMs,
} from '../../custody/index.ts';

/** An act that another person answers. */
export interface AnsweredAct extends StationedAct {
  readonly matter: string;
}

/** Stores where acts were done that another person answers, for an hour. Errors: `unavailable` `catalogue-unavailable`. */
export interface StationRepository {
  /** Acts in these matters since then. They are written with their events. */
  acts(matters: readonly string[], sinceMs: number): Promise<AnsweredAct[]>;
  forget(beforeMs: number): Promise<void>;
}

/** A part of each act that answers the act of another person. */
export interface AtStation {
  /** The station that both acts share; absent where they share none, and where it is not known. */
  readonly sameStation?: SameStation;
}

/** Answers, by matter, the station that the user shares now with the people whose acts wait for an answer. */
export async function sameStations(
  stations: Pick<StationRepository, 'acts'>,
  { user, nowMs }: Required<Actor>,
  matters: readonly string[],
): Promise<ReadonlyMap<string, SameStation>> {
  const { station } = user;
  if (!station || matters.length === 0) return new Map();
  const act = { userId: user.id, atMs: nowMs, station };
  const earlier = await stations.acts(matters, nowMs - stationLastsMs);
  const found = matters.flatMap((matter) => {
    const same = sameStation(
      act,
      earlier.filter((each) => each.matter === matter),
    );
    return same ? [[matter, same] as const] : [];
  });
  return new Map(found);
}

/** The actor, with what the answer has in common with the acts in that matter. */
export async function atStation<By extends Required<Actor>>(
  stations: Pick<StationRepository, 'acts'>,
  by: By,
  matter: string,
): Promise<By & AtStation> {
  const same = (await sameStations(stations, by, [matter])).get(matter);
  return { ...by, ...(same && { sameStation: same }) };
}

export async function forgetStations(
  stations: Pick<StationRepository, 'forget'>,
  nowMs: number,
): Promise<void> {
  await stations.forget(nowMs - stationLastsMs);
}
