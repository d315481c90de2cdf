import { FakeDoor } from '../testing/fake-door.js';
import { runCommand } from '../testing/run-command.js';

const KEY = `device:${'0'.repeat(32)}`;
const found = { key: KEY, purposes: ['analytics_store'], locked: ['ad_profile'] };

describe('consent of a person', () => {
  let door: FakeDoor;
  let trackingUrl: string;
  beforeEach(async () => {
    door = new FakeDoor();
    trackingUrl = await door.open();
    door.answer = { status: 200, body: { consent: [found] } };
  });
  afterEach(() => door.close());

  const run = (...args: string[]) =>
    runCommand(['consent', ...args, '--tenant', 'demo'], { kafkaBrokers: 'unused:1', trackingUrl, token: 'secret' });

  it('is shown by key or by what the person says', async () => {
    const { lines } = await run('show', '--key', KEY, '--email', 'jane@example.org', '--customer', 'K-1');
    expect(door.asked).toEqual([
      {
        method: 'POST',
        url: '/v1/consent/show',
        body: {
          tenant: 'demo',
          keys: [KEY],
          identifiers: [
            { namespace: 'customer', value: 'K-1' },
            { namespace: 'email', value: 'jane@example.org' },
          ],
        },
      },
    ]);
    expect(lines.join('\n')).toMatch(/device:0+ +analytics_store +ad_profile/);
  });

  it('is written down for the person', async () => {
    const { lines } = await run('set', '--login', 'jane', '--refuse', 'all', '--json');
    expect(door.asked).toMatchObject([
      {
        url: '/v1/consent/set',
        body: {
          identifiers: [{ namespace: 'login', value: 'jane' }],
          granted: [],
          refused: ['analytics_store', 'ad_measurement', 'ad_profile', 'user_data_upload'],
        },
      },
    ]);
    expect(JSON.parse(lines.join())).toEqual([found]);
    await run('set', '--key', KEY, '--grant', 'ad_profile, ad_measurement');
    expect(door.asked.at(-1)?.body).toMatchObject({ granted: ['ad_profile', 'ad_measurement'], refused: [] });
  });

  it.each([
    ['a purpose that there is not', ['set', '--key', KEY, '--refuse', 'ads']],
    ['something that is no key', ['show', '--key', 'jane@example.org']],
  ])('refuses %s before it asks', async (_title, args) => {
    await expect(run(...args)).rejects.toThrow();
    expect(door.asked).toEqual([]);
  });
});
