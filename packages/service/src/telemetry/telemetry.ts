import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { RequestSampler } from './request-sampler.js';

export interface TelemetryOptions {
  readonly service: string;
  /** Base URL of an OTLP/HTTP receiver; absent = spans are not exported. */
  readonly endpoint: string | undefined;
  readonly nowMs: () => number;
}

export interface Telemetry {
  /** Exports what is left, within a bounded time. */
  stop(): Promise<void>;
}

/** Starts tracing for this process: all requests up to 50 a second, then one in a hundred; everything else always. */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  if (options.endpoint === undefined) return { stop: async () => {} };
  const exporter = new OTLPTraceExporter({ url: `${options.endpoint}/v1/traces`, timeoutMillis: 5_000 });
  const sdk = new NodeSDK({
    serviceName: options.service,
    sampler: new RequestSampler({ fullPerSecond: 50, shareBeyond: 0.01, nowMs: options.nowMs }),
    // Bounded: when the receiver is down spans are dropped, never events.
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: 4_096, maxExportBatchSize: 512, scheduledDelayMillis: 500 }),
    ],
    instrumentations: [],
    resourceDetectors: [],
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}
