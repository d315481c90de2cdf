/** Injection tokens of what the module makes asynchronously. */
export const CLICKHOUSE = Symbol('ClickHouseClient');
export const RECEIVER = Symbol('OtlpReceiver');
