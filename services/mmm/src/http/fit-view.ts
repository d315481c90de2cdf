import type { FitProgress } from '../jobs/fit-runner.js';
import type { FitRecord } from '../registry/fit-record.js';

/** A fit as the API shows it. */
export interface FitView extends Omit<FitRecord, 'specification' | 'isTold'> {
  /** Share done, 0..1. */
  readonly progress: number;
  readonly phase: FitProgress['phase'] | null;
  readonly secondsLeft: number | null;
  /** Place in the queue, 1 = next; null where it does not wait. */
  readonly place: number | null;
  readonly isChampion: boolean;
}

export interface FitStanding {
  readonly progress: FitProgress | null;
  readonly place: number | null;
  readonly isChampion: boolean;
}

export function fitView(record: FitRecord, { progress, place, isChampion }: FitStanding): FitView {
  const { specification: _specification, isTold: _isTold, ...shown } = record;
  const isOver = record.endedAt !== null;
  return {
    ...shown,
    progress: isOver ? 1 : (progress?.share ?? 0),
    phase: isOver ? null : (progress?.phase ?? null),
    secondsLeft: isOver ? null : (progress?.secondsLeft ?? null),
    place,
    isChampion,
  };
}
