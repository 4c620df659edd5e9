import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { AnsweredCall, FleetFacts, Telemetry } from '../../operations/index.ts';
import { fleetText } from './fleet-text.ts';

/** Prometheus metrics of this process, and those of the fleet as `facts` tells them when they are read. */
export function createTelemetry(facts: () => Promise<FleetFacts>): Telemetry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'minhchung_http_request_seconds',
    help: 'Time to answer a call, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return {
    answered: ({ method, route, status, seconds }: AnsweredCall) =>
      durations.observe({ method, route, status }, seconds),
    expose: async () => {
      const [own, fleet] = await Promise.all([registry.metrics(), facts().then(fleetText)]);
      return { contentType: registry.contentType, text: `${own}\n${fleet}` };
    },
  };
}
