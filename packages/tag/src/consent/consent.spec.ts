import { consentModeSource } from './consent-mode.js';
import { gppSource } from './gpp.js';
import { ownSource } from './own.js';
import { type ConsentSource, type ConsentState, mayStore } from './state.js';
import { tcfSource } from './tcf.js';

function described(source: ConsentSource): ConsentState {
  const state: ConsentState = {};
  source.describe(state);
  return state;
}

/** A data layer as gtag fills it: `arguments` objects. */
function gtag(...commands: unknown[][]): { dataLayer: unknown[] } {
  const asArguments = (command: unknown[]) => Object.fromEntries([...command.entries(), ['length', command.length]]);
  return { dataLayer: commands.map(asArguments) };
}

const ALL = (value: string) => ({
  ad_storage: value,
  analytics_storage: value,
  ad_user_data: value,
  ad_personalization: value,
});

describe('consent mode', () => {
  // The letters of the table that servers read, each with the answers that lead to it.
  it.each<[string, string | undefined, string | undefined, boolean | undefined]>([
    ['l', undefined, undefined, undefined],
    ['p', 'denied', undefined, false],
    ['t', 'granted', undefined, true],
    ['m', undefined, 'denied', false],
    ['q', 'denied', 'denied', false],
    ['u', 'granted', 'denied', false],
    ['n', undefined, 'granted', true],
    ['r', 'denied', 'granted', true],
    ['v', 'granted', 'granted', true],
  ])('says %s for %p by default and %p by update', (letter, byDefault, byUpdate, allowed) => {
    const defaults = byDefault ? ALL(byDefault) : {};
    const page = gtag(['js', new Date()], ['consent', 'default', defaults]);
    const source = consentModeSource(page, () => {});
    if (byUpdate) page.dataLayer.push({ 0: 'consent', 1: 'update', 2: ALL(byUpdate), length: 3 });
    const state = allowed === undefined ? '-' : allowed ? '1' : '0';
    expect(described(source)).toEqual({
      gcd: `11${letter}1${letter}1${letter}1${letter}5`,
      gcs: `G1${state}${state}`,
    });
    expect(source.mayStore()).toBe(allowed);
  });

  it('says nothing where the page does not use it, and keeps the length that push returns', () => {
    const page = gtag(['js', 1], ['config', 'G-1']);
    const source = consentModeSource(page, () => {});
    expect([described(source), source.mayStore(), page.dataLayer.push({ event: 'x' })]).toEqual([{}, undefined, 3]);
  });

  it('lets denied win among the defaults of several regions, and tells each change', () => {
    let changes = 0;
    const page = gtag(
      ['consent', 'default', ALL('granted')],
      ['consent', 'default', { ...ALL('denied'), region: ['DE'] }],
    );
    const source = consentModeSource(page, () => {
      changes += 1;
    });
    page.dataLayer.push(['consent', 'default', { analytics_storage: 'granted', region: ['US'] }]);
    expect([source.mayStore(), changes]).toEqual([false, 3]);
  });
});

describe('TCF', () => {
  const withApi = () => {
    let tell: (data: object, isOk: boolean) => void = () => {};
    const page = {
      __tcfapi: (_command: 'addEventListener', _version: 2, callback: (data: never, isOk: boolean) => void) => {
        tell = callback as typeof tell;
      },
    };
    const source = tcfSource(page, () => {});
    return { source, tell: (data: object, isOk = true) => tell(data, isOk) };
  };

  it('is waited for, and says by an empty string that nothing was granted yet', () => {
    const { source, tell } = withApi();
    tell({ eventStatus: 'cmpuishown', tcString: 'early' });
    expect([source.isPending(), source.mayStore(), described(source)]).toEqual([true, undefined, { tcf: '' }]);
  });

  it.each([
    [{ eventStatus: 'tcloaded', tcString: 'CP', gdprApplies: true, purpose: { consents: { 1: true } } }, true],
    [
      { eventStatus: 'useractioncomplete', tcString: 'CP', gdprApplies: true, purpose: { consents: { 1: false } } },
      false,
    ],
    [{ eventStatus: 'tcloaded', tcString: 'CP', gdprApplies: true }, false],
    [{ eventStatus: 'tcloaded', tcString: '', gdprApplies: false }, true],
  ])('allows storing by purpose 1: %j', (data, allowed) => {
    const { source, tell } = withApi();
    tell(data);
    expect([source.isPending(), source.mayStore()]).toEqual([false, allowed]);
    expect(described(source)).toEqual({ tcf: data.tcString, gdprApplies: data.gdprApplies });
  });

  it('is not there on other pages', () => {
    const source = tcfSource({}, () => {});
    expect([source.isPending(), source.mayStore(), described(source)]).toEqual([false, undefined, {}]);
  });
});

describe('GPP', () => {
  it('is final once it is ready', () => {
    let tell: (event: object, isOk: boolean) => void = () => {};
    const page = {
      __gpp: (_command: 'addEventListener', callback: (event: never, isOk: boolean) => void) => {
        tell = callback as typeof tell;
      },
    };
    const source = gppSource(page, () => {});
    tell({ pingData: { signalStatus: 'not ready', gppString: 'early' } }, true);
    expect([source.isPending(), described(source)]).toEqual([true, { gpp: '' }]);
    tell({ pingData: { signalStatus: 'ready', gppString: 'DBAA' } }, true);
    expect([source.isPending(), described(source), source.mayStore()]).toEqual([false, { gpp: 'DBAA' }, undefined]);
  });
});

describe('GPP where nobody speaks it', () => {
  it('is not there', () => {
    const source = gppSource({}, () => {});
    expect([source.isPending(), described(source)]).toEqual([false, {}]);
  });
});

describe('the page itself', () => {
  it('grants and takes back, and tells Global Privacy Control', () => {
    const source = ownSource({ globalPrivacyControl: true });
    expect([described(source), source.mayStore()]).toEqual([{ gpc: '1' }, undefined]);
    source.say({ analytics_store: true });
    expect([described(source), source.mayStore()]).toEqual([{ gpc: '1', purposes: { analytics_store: true } }, true]);
    source.say({ ad_profile: true });
    expect(source.mayStore()).toBeUndefined();
  });
});

describe('storing on the device', () => {
  const source = (mayStore: boolean | undefined, isPending = false): ConsentSource => ({
    isPending: () => isPending,
    mayStore: () => mayStore,
    describe: () => {},
  });

  it.each<[string, ConsentSource[], boolean | undefined]>([
    ['nobody speaks', [source(undefined)], undefined],
    ['one allows', [source(undefined), source(true)], true],
    ['one refuses', [source(true), source(false)], false],
    ['one has yet to speak', [source(true), source(undefined, true)], undefined],
    ['one refuses and one has yet to speak', [source(false), source(undefined, true)], false],
  ])('where %s', (_title, sources, expected) => {
    expect(mayStore(sources)).toBe(expected);
  });
});
