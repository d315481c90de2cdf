import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What each channel of a simulated shop truly causes: orders and revenue that are missing without it. */
const shopTruth = z.array(z.object({ channel: z.string(), orders: z.number(), revenue: z.string() }));
export type ShopTruth = z.infer<typeof shopTruth>;

/** What the demo shop is and what it truly causes; written once it is loaded. */
const demoRecord = z.object({
  tenant: z.string(),
  seed: z.number(),
  people: z.number(),
  now: z.string(),
  /** First instant of the days of single calls. */
  from: z.string().optional(),
  calls: z.number(),
  history: z.number(),
  truth: shopTruth,
  /** Documents of the knowledge base; absent = they are not loaded yet. */
  knowledge: z.number().optional(),
});
export type DemoRecord = z.infer<typeof demoRecord>;

const fileOf = (stateDir: string): string => join(stateDir, 'demo.json');

/** The record of a loaded demo; `null` = not loaded to its end. */
export async function readDemoRecord(stateDir: string): Promise<DemoRecord | null> {
  const text = await readFile(fileOf(stateDir), 'utf8').catch(() => null);
  return text === null ? null : demoRecord.parse(JSON.parse(text));
}

/** Puts the record in place whole: a crash leaves the former one or none. */
export async function writeDemoRecord(stateDir: string, record: DemoRecord): Promise<void> {
  await writeFile(`${fileOf(stateDir)}.new`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${fileOf(stateDir)}.new`, fileOf(stateDir));
}
