import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTrackingAt, type TrackingUnderTest, WRITE_KEY } from '../testing/tracking-service.js';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '../..');
const guide = readFileSync(join(folder, '../../docs/guides/collecting.md'), 'utf8');

/** Chapters of the guide that hold a JavaScript program. */
const chapters = guide.split(/^## /m).flatMap((chapter): [title: string, program: string][] => {
  const program = /^```js\n([\s\S]*?)^```/m.exec(chapter)?.[1];
  return program === undefined ? [] : [[chapter.split('\n', 1)[0] as string, program]];
});

describe('docs/guides/collecting.md', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    // Programs send the time of their clock.
    tracking = await startTrackingAt(new Date());
    await tracking.app.listen(0, '127.0.0.1');
  });
  afterEach(() => tracking.close());

  it('has a program for each protocol', () => {
    expect(chapters.map(([title]) => title)).toEqual(
      expect.arrayContaining([
        'Segment',
        'RudderStack',
        'PostHog',
        'Jitsu',
        'Snowplow',
        'GA4 Measurement Protocol',
        'CloudEvents',
      ]),
    );
  });

  it.each(chapters)('"%s" runs as printed', async (_title, program) => {
    const own = program
      .replaceAll('http://127.0.0.1:4601', await tracking.app.getUrl())
      .replaceAll('<write key>', WRITE_KEY);
    await run(process.execPath, ['--input-type=module', '--eval', own], { cwd: folder, timeout: 50_000 });
    await tracking.bus.idle();
    expect(tracking.published('tracking.event.v1').length).toBeGreaterThan(0);
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
  });
});
