import type { Service } from '../service/supervisor.ts';
import type { WardProcess } from '../ward/ward-process.ts';
import type { BareRecorders } from './bare-recorders.ts';
import { since, type Usage, usageOf } from './process-tree.ts';

/** Resources used by each stage of the pipeline. */
export type Stages = ReadonlyMap<string, Usage>;

export const bareStage = 'bare ffmpeg';
export const recordStages = ['relay', 'ffmpeg'] as const;

export interface Measured {
  readonly service: Service;
  readonly ward: WardProcess;
  readonly bare: BareRecorders;
}

/** Resources that each stage has used so far. */
export function measure({ service, ward, bare }: Measured): Stages {
  const tree = (name: string) =>
    usageOf(service.processes.find((process) => process.name === name)?.pid ?? -1);
  const [recorder, worker, api] = [tree('recorder'), tree('worker'), tree('api')];
  const servers = ['postgres', 'redis'].map((name) => [name, total(Object.values(tree(name)))] as const);
  return new Map<string, Usage>([
    ['relay', recorder.own],
    ['ffmpeg', recorder.below],
    ['ingest', worker.own],
    ['decoders', worker.below],
    ['api', total([api.own, api.below])],
    ...servers,
    [bareStage, total(bare.pids.map((pid) => usageOf(pid).own))],
    ['(the ward itself)', usageOf(ward.pid ?? -1).own],
  ]);
}

/** Resources that each stage used between two measurements. */
export const between = (before: Stages, after: Stages): Stages =>
  new Map([...after].map(([name, usage]) => [name, since(before.get(name) ?? nothing, usage)]));

const nothing: Usage = { cpuMs: 0, pssBytes: 0, processes: 0 };

export const total = (usages: readonly Usage[]): Usage =>
  usages.reduce(
    (sum, usage) => ({
      cpuMs: sum.cpuMs + usage.cpuMs,
      pssBytes: sum.pssBytes + usage.pssBytes,
      processes: sum.processes + usage.processes,
    }),
    nothing,
  );
