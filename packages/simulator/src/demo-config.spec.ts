import { readdirSync, readFileSync } from 'node:fs';
import { type ControlKind, type ControlSpec, controlSpecs, slug } from '@stellwerk/contracts';
import { parse } from 'yaml';
import { channels } from './world/channels.js';

const folder = new URL('../../../config/demo/', import.meta.url);
const documents = readdirSync(folder).map((file) => ({
  file,
  document: parse(readFileSync(new URL(file, folder), 'utf8')) as {
    kind: ControlKind;
    tenant: string;
    name: string;
    spec: unknown;
  },
}));

function spec<Kind extends ControlKind>(kind: Kind): ControlSpec<Kind> {
  const found = documents.find(({ document }) => document.kind === kind)?.document.spec;
  return controlSpecs[kind].parse(found) as ControlSpec<Kind>;
}

describe('the control documents of the demo tenant', () => {
  it('are those that the line needs', () => {
    const kinds = documents.map(({ document }) => document.kind).sort();
    expect(kinds).toEqual([
      ...[
        'budget-policy',
        'channel-rules',
        'consent-policy',
        'golden-set',
        'identity-policy',
        'knowledge-settings',
        ...Array.from({ length: 4 }, () => 'knowledge-source'),
        'mmm-spec',
        'prompt',
        'retention',
        'source',
        'tenant',
      ],
    ]);
  });

  it.each(documents)('$file holds one document that its contract accepts as it stands', ({ file, document }) => {
    const { kind, tenant, name, ...rest } = document;
    expect(Object.keys(rest)).toEqual(['spec']);
    expect(controlSpecs[kind].parse(document.spec)).toEqual(document.spec);
    expect(slug.parse(name)).toBe(name);
    expect(tenant).toBe('demo');
    expect(file).toBe(kind === 'tenant' ? 'tenant.yaml' : `${kind}.${name}.yaml`);
  });

  it('name only documents that are there', () => {
    const { consentPolicy, channelRules } = spec('source');
    const names = documents.map(({ document }) => `${document.kind}/${document.name}`);
    expect(names).toContain(`consent-policy/${consentPolicy}`);
    expect(names).toContain(`channel-rules/${channelRules}`);
  });

  it.each(channels.map((channel) => [channel.name, channel] as const))(
    'give visits of the simulated channel %s its name',
    (name, { campaign, referrer }) => {
      const { rules, direct } = spec('channel-rules');
      const host = referrer === null ? '' : new URL(referrer).hostname;
      const rule = rules.find(
        ({ medium, referrerHost }) =>
          (medium === undefined || medium === campaign?.medium) &&
          (referrerHost === undefined || host === referrerHost || host.endsWith(`.${referrerHost}`)),
      );
      expect(rule?.channel ?? direct).toBe(name);
    },
  );

  it('keep nothing without consent', () => {
    const policy = spec('consent-policy');
    expect(policy.defaultPurposes).not.toContain(policy.storagePurpose);
  });
});
