import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bus } from '@stellwerk/bus';
import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { CONTROL, tracesIn } from './canaries.js';

/** What a search found: personal data by kind, and how often the control stands there. */
export interface Found {
  readonly traces: Readonly<Record<string, number>>;
  readonly control: number;
  readonly bytes: number;
  /** Places with finds, for whoever has to mend them. */
  readonly places: readonly string[];
}

class Finds implements Found {
  traces: Record<string, number> = {};
  control = 0;
  bytes = 0;
  readonly places: string[] = [];

  look(place: string, text: string): void {
    this.bytes += text.length;
    this.control += text.split(CONTROL).length - 1;
    const found = tracesIn(text);
    for (const [kind, count] of Object.entries(found)) this.traces[kind] = (this.traces[kind] ?? 0) + count;
    const kinds = Object.entries(found).filter(([, count]) => count > 0);
    if (kinds.length > 0 && this.places.length < 20) {
      this.places.push(`${place}: ${kinds.map(([kind, count]) => `${count} × ${kind}`).join(', ')}`);
    }
  }
}

/** Every byte of every message: keys, headers, values. */
export async function searchTopics(bus: Bus, topics: readonly string[]): Promise<Found> {
  const finds = new Finds();
  for (const topic of topics) {
    for (const [partition, { low, high }] of await bus.offsets(topic)) {
      if (low === high) continue;
      for await (const { key, headers, value } of bus.readFrom(topic, partition, low)) {
        finds.look(topic, `${key}\n${JSON.stringify(headers)}\n${value?.toString('latin1') ?? ''}`);
        finds.look(topic, value?.toString('utf8') ?? '');
      }
    }
  }
  return finds;
}

/** Every cell of every table of the platform. */
export async function searchTables(client: ClickHouseClient): Promise<Found> {
  const finds = new Finds();
  const tables = await client.query({
    query: `SELECT database, name FROM system.tables
      WHERE database IN ('raw', 'curated', 'features', 'results', 'ops') AND engine LIKE '%MergeTree'`,
    format: 'JSONEachRow',
  });
  for (const { database, name } of await tables.json<{ database: string; name: string }>()) {
    const rows = await client.query({ query: `SELECT * FROM ${database}.${name}`, format: 'JSONEachRow' });
    for await (const part of rows.stream()) {
      for (const row of part) finds.look(`${database}.${name}`, row.text);
    }
  }
  return finds;
}

/** Every byte of every file below a folder: logs, and the files of broker, stores and services as they lie on disk. */
export async function searchFiles(folder: string): Promise<Found> {
  const finds = new Finds();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !statSync(path, { throwIfNoEntry: false })) continue;
    let rest = '';
    for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1_048_576 })) {
      finds.look(path.slice(folder.length), rest + chunk);
      // What lies across two chunks is seen whole; counting it twice would be the error to choose.
      rest = String(chunk).slice(-200);
    }
  }
  return finds;
}
