import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGradient } from '../diagnostics/gradient-check.js';
import { RandomStream } from '../random/random-stream.js';
import { quantities } from '../sampler/posterior.js';
import { sample } from '../sampler/sample.js';
import { distanceFrom, type PosteriorData, type Reference, referencePosterior, referencePosteriors } from './index.js';

interface Entry {
  readonly data: PosteriorData;
  readonly reference: Readonly<Record<string, Reference>>;
}

const dataDir = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const file = join(dataDir, 'sampler/reference_posteriors.json');
const isThere = existsSync(file);
if (!isThere)
  console.warn(`skipped: ${file} is not there; set STELLWERK_DATA_DIR to the folder with the public data sets`);
const entries: Readonly<Record<string, Entry>> = isThere ? JSON.parse(readFileSync(file, 'utf8')) : {};

(isThere ? describe : describe.skip)('reference posteriors', () => {
  it('are all modelled, with the parameters of the reference', () => {
    expect(Object.keys(referencePosteriors).sort()).toEqual(Object.keys(entries).sort());
    for (const [name, { data, reference }] of Object.entries(entries))
      expect(referencePosterior(name, data).names).toEqual(Object.keys(reference));
  });

  it.each(Object.keys(referencePosteriors))('%s has the gradient of its density', (name) => {
    const { density } = referencePosterior(name, entries[name]!.data);
    const check = checkGradient(density, new RandomStream(5), 20, 1);
    expect(check.points).toBe(20);
    expect(check.worst).toBeLessThan(1e-6);
  });

  // The others, and longer runs with each metric, are in the benchmark mmm.posteriors.
  it.each(['eight_schools-eight_schools_noncentered', 'arK-arK', 'garch-garch11'])('%s is sampled', (name) => {
    const { data, reference } = entries[name]!;
    const model = referencePosterior(name, data);
    const posterior = sample(model.density, { seed: 1, chains: 2, warmup: 300, draws: 400, targetAcceptance: 0.9 });
    const draws = quantities(posterior, model.names.length, model.parameters);
    for (const [k, parameter] of model.names.entries()) {
      const distance = distanceFrom(reference[parameter]!, draws[k]!, 0.2);
      expect({
        parameter,
        mean: distance.mean < 1,
        sd: distance.sd < 1,
        q05: distance.q05 < 1.5,
        q95: distance.q95 < 1.5,
      }).toEqual({
        parameter,
        mean: true,
        sd: true,
        q05: true,
        q95: true,
      });
    }
  });
});

it('refuses a posterior that it does not know', () => {
  expect(() => referencePosterior('mine', {})).toThrow('there is no reference posterior mine');
  expect(() => referencePosterior('arK-arK', {})).toThrow('the data has no');
});
