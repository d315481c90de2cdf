import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { peerScript, pythonWith } from '../peers/python.js';

const PACKAGES = {
  numpyro: ['numpyro==0.22.0', 'jax==0.10.2', 'jaxlib==0.10.2'],
  nutpie: ['nutpie==0.16.8', 'pymc==5.28.5'],
  stan: ['pystan==3.10.0', 'httpstan==4.13.0'],
} as const;
export type Peer = keyof typeof PACKAGES;

/** Compiling and sampling of one peer. */
const LONGEST_MS = 5 * 60_000;

const byDraw = z.array(z.array(z.array(z.number())));
const resultSchema = z.object({
  alpha: byDraw,
  lam: byDraw,
  beta: byDraw,
  sigma: z.array(z.array(z.number())),
  warmupSeconds: z.number(),
  samplingSeconds: z.number(),
  compileSeconds: z.number(),
  gradients: z.number(),
  divergences: z.number(),
  version: z.string(),
});

export interface PeerRun extends Omit<z.infer<typeof resultSchema>, 'alpha' | 'lam' | 'beta' | 'sigma'> {
  /** Draws of each chain by the names of our parameters. */
  readonly scalars: ReadonlyMap<string, readonly Float64Array[]>;
}

export interface PeerSettings {
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
  readonly seed: number;
}

/** Samples the example's model with another project's sampler, on one core. @throws where it cannot be installed or run */
export function runPeer(peer: Peer, problem: string, folder: string, settings: PeerSettings): PeerRun {
  const { chains, warmup, draws, seed } = settings;
  const python = pythonWith(PACKAGES[peer]);
  const result = join(folder, `${peer}.json`);
  const run = [
    python,
    peerScript('mmm_example.py'),
    peer,
    problem,
    result,
    ...[chains, warmup, draws, seed].map(String),
  ];
  // One core, whatever threads its libraries start; in the folder that goes away, because compilers leave files where they run.
  execFileSync('taskset', ['-c', '0', ...run], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: LONGEST_MS,
  });
  const { alpha, lam, beta, sigma, ...facts } = resultSchema.parse(JSON.parse(readFileSync(result, 'utf8')));
  const scalars = new Map<string, readonly Float64Array[]>([['noise', sigma.map((chain) => Float64Array.from(chain))]]);
  for (const [name, values] of Object.entries({ alpha, lam, coefficient: beta }))
    for (const [at, channel] of ['x1', 'x2'].entries())
      scalars.set(
        `${name}[${channel}]`,
        values.map((chain) => Float64Array.from(chain, (draw) => draw[at] ?? Number.NaN)),
      );
  return { ...facts, scalars };
}
