import { modelErrors } from '../errors.js';
import { Documents } from '../testing/harness.js';
import { AllowedHosts } from './allowed-hosts.js';
import { ModelRoutes } from './model-routes.js';

const hosts = new AllowedHosts(
  'STELLWERK_MODEL_HOSTS',
  ['127.0.0.1', 'Models.example:8443'],
  modelErrors.HOST_NOT_ALLOWED,
);
const route = (...models: string[]) => ({
  useCase: 'answers',
  models: models.map((model) => ({ model, baseUrl: 'http://127.0.0.1:1/v1/' })),
});
const query = { tenant: 'demo', useCase: 'answers' };

const routes = () =>
  new ModelRoutes(
    new Documents()
      .put('model-route', 'b-own', route('c', 'd'))
      .put('model-route', 'a-own', route('a', 'b'))
      .put('model-route', 'shared', route('e', 'f'), 'platform')
      .put('model-route', 'foreign', route('x'), 'other')
      .put('model-route', 'ranks', { ...route('r'), kind: 'rerank' }),
    hosts,
  );
const names = ({ endpoints }: { endpoints: readonly { readonly model: string }[] }) =>
  endpoints.map(({ model }) => model).join('');

describe('the route of a chat model', () => {
  it.each([
    ['demo', undefined, 'ab'],
    ['demo', 'b', 'b'],
    ['demo', 'c', 'cd'],
    ['demo', 'e', 'ef'],
    ['new', undefined, 'ef'],
    ['other', undefined, 'x'],
  ])('of %s that asks for %p is %s', (tenant, model, found) => {
    expect(names(routes().chat({ ...query, tenant }, model))).toBe(found);
  });

  it.each([
    ['demo', 'answers', 'x', 'MDL_MODEL_UNKNOWN'],
    ['demo', 'answers', 'r', 'MDL_MODEL_UNKNOWN'],
    ['demo', 'support', undefined, 'MDL_ROUTE_MISSING'],
  ])('of %s for %s that asks for %p is refused: %s', (tenant, useCase, model, code) => {
    expect(() => routes().chat({ tenant, useCase }, model)).toThrow(expect.objectContaining({ code }));
  });

  it('fills in what the document leaves out', () => {
    expect(routes().chat(query, 'a').endpoints[0]).toEqual({
      model: 'a',
      upstreamModel: 'a',
      baseUrl: 'http://127.0.0.1:1/v1',
      timeoutMs: 60_000,
    });
    expect([routes().has('rerank', query), routes().has('embeddings', query)]).toEqual([true, false]);
  });
});

describe('the list of hosts', () => {
  it.each(['http://127.0.0.1:9/v1', 'https://models.example:8443/v1'])('lets %s pass', (url) => {
    expect(() => hosts.assert(url, 'model-route/demo/a')).not.toThrow();
  });

  it.each([
    'https://models.example/v1',
    'http://169.254.169.254/',
    'http://a@127.0.0.1/',
    'http://127.0.0.1.evil.example/',
  ])('stops %s', (url) => {
    expect(() => hosts.assert(url, 'model-route/demo/a')).toThrow(
      expect.objectContaining({
        code: 'MDL_HOST_NOT_ALLOWED',
        details: expect.objectContaining({ document: 'model-route/demo/a' }),
      }),
    );
  });
});
