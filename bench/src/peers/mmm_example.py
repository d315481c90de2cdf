"""The model of mmm.example in NumPyro, PyMC with nutpie, or Stan: draws and times as JSON.

Usage: mmm_example.py numpyro|nutpie|stan problem.json result.json chains warmup draws seed
"""
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

peer, problem_file, result_file = sys.argv[1:4]
chains, warmup, draws, seed = map(int, sys.argv[4:8])
with open(problem_file) as file:
    problem = json.load(file)


def numpyro_run():
    import jax
    import jax.numpy as jnp
    import numpyro
    import numpyro.distributions as dist
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)
    y = jnp.array(problem["y"])
    media = jnp.array(problem["media"])
    controls = jnp.array(problem["controls"]).T
    seasons = jnp.array(problem["seasons"]).T
    lags = problem["lags"]
    lagged = jnp.stack([jnp.pad(media, ((0, 0), (lag, 0)))[:, : media.shape[1]] for lag in range(lags)])

    def model():
        intercept = numpyro.sample("intercept", dist.Normal(0.5, 0.2))
        alpha = numpyro.sample("alpha", dist.Beta(jnp.ones(2), 3 * jnp.ones(2)))
        lam = numpyro.sample("lam", dist.Gamma(3 * jnp.ones(2), 1.0))
        beta = numpyro.sample("beta", dist.HalfNormal(jnp.array(problem["effects"])))
        gamma = numpyro.sample("gamma", dist.Normal(0, jnp.array(problem["controlSds"])))
        fourier = numpyro.sample("fourier", dist.Laplace(jnp.zeros(seasons.shape[1]), 0.2))
        sigma = numpyro.sample("sigma", dist.HalfNormal(6.0))
        weights = alpha[None, :] ** jnp.arange(lags)[:, None]
        weights = weights / weights.sum(0)
        carried = jnp.einsum("lc,lct->ct", weights, lagged)
        effect = (beta[:, None] * jnp.tanh(0.5 * lam[:, None] * carried)).sum(0)
        numpyro.sample("y", dist.Normal(intercept + effect + controls @ gamma + seasons @ fourier, sigma), obs=y)

    # The first run compiles; the second is timed, so compilation counts on no side.
    mcmc = MCMC(NUTS(model), num_warmup=warmup, num_samples=draws, num_chains=chains,
                chain_method="sequential", progress_bar=False)
    fields = ("num_steps", "diverging")
    started = time.perf_counter()
    mcmc.warmup(jax.random.PRNGKey(seed + 1), collect_warmup=False)
    mcmc.run(jax.random.PRNGKey(seed + 2), extra_fields=fields)
    jax.block_until_ready(mcmc.get_samples())
    first = time.perf_counter() - started
    mcmc.post_warmup_state = None
    started = time.perf_counter()
    mcmc.warmup(jax.random.PRNGKey(seed), collect_warmup=False)
    jax.block_until_ready(jax.tree_util.tree_leaves(mcmc.post_warmup_state))
    warm = time.perf_counter() - started
    started = time.perf_counter()
    mcmc.run(mcmc.post_warmup_state.rng_key, extra_fields=fields)
    samples = jax.block_until_ready(mcmc.get_samples(group_by_chain=True))
    sampling = time.perf_counter() - started
    extra = mcmc.get_extra_fields()
    return {
        "alpha": samples["alpha"], "lam": samples["lam"], "beta": samples["beta"], "sigma": samples["sigma"],
        "warmupSeconds": warm, "samplingSeconds": sampling, "compileSeconds": max(0.0, first - warm - sampling),
        "gradients": int(extra["num_steps"].sum()), "divergences": int(extra["diverging"].sum()),
        "version": numpyro.__version__ + ", JAX " + jax.__version__,
    }


def nutpie_run():
    import numpy as np
    import nutpie
    import pymc as pm
    import pytensor.tensor as pt

    media = np.array(problem["media"])
    lags = problem["lags"]
    lagged = np.stack([np.pad(media, ((0, 0), (lag, 0)))[:, : media.shape[1]] for lag in range(lags)])
    with pm.Model() as model:
        intercept = pm.Normal("intercept", 0.5, 0.2)
        alpha = pm.Beta("alpha", 1, 3, shape=2)
        lam = pm.Gamma("lam", 3, 1, shape=2)
        beta = pm.HalfNormal("beta", np.array(problem["effects"]), shape=2)
        gamma = pm.Normal("gamma", 0, np.array(problem["controlSds"]), shape=3)
        fourier = pm.Laplace("fourier", 0, 0.2, shape=4)
        sigma = pm.HalfNormal("sigma", 6)
        weights = alpha[None, :] ** np.arange(lags)[:, None]
        weights = weights / weights.sum(0)
        carried = (weights[:, :, None] * lagged).sum(0)
        effect = (beta[:, None] * pt.tanh(0.5 * lam[:, None] * carried)).sum(0)
        mu = intercept + effect + np.array(problem["controls"]).T @ gamma + np.array(problem["seasons"]).T @ fourier
        pm.Normal("y", mu, sigma, observed=np.array(problem["y"]))
    started = time.perf_counter()
    compiled = nutpie.compile_pymc_model(model)
    compiling = time.perf_counter() - started
    kwargs = {"chains": chains, "cores": 1, "progress_bar": False}
    # The first call compiles what remains.
    nutpie.sample(compiled, tune=20, draws=20, seed=seed + 1, **kwargs)
    started = time.perf_counter()
    trace = nutpie.sample(compiled, tune=warmup, draws=draws, seed=seed, save_warmup=True, **kwargs)
    seconds = time.perf_counter() - started
    steps = int(trace.sample_stats["n_steps"].sum())
    before = int(trace.warmup_sample_stats["n_steps"].sum())
    share = steps / (steps + before)
    posterior = trace.posterior
    return {
        "alpha": posterior["alpha"].values, "lam": posterior["lam"].values, "beta": posterior["beta"].values,
        "sigma": posterior["sigma"].values,
        "warmupSeconds": seconds * (1 - share), "samplingSeconds": seconds * share, "compileSeconds": compiling,
        "gradients": steps, "divergences": int(trace.sample_stats["diverging"].sum()),
        "version": nutpie.__version__ + ", PyMC " + pm.__version__,
    }


PROGRAM = """
data {
  int T; int L; array[2] vector[T] x; vector[T] y; vector[2] effects; vector[3] control_sds;
  matrix[T, 3] Z; matrix[T, 4] F;
}
parameters {
  real intercept; vector<lower=0, upper=1>[2] alpha; vector<lower=0>[2] lam; vector<lower=0>[2] beta;
  vector[3] gamma; vector[4] fourier; real<lower=0> sigma;
}
model {
  vector[T] mu = intercept + Z * gamma + F * fourier;
  for (c in 1:2) {
    vector[T] carried = rep_vector(0, T);
    real total = 0;
    for (l in 0:(L - 1)) {
      real weight = pow(alpha[c], l);
      total += weight;
      carried[(l + 1):T] += weight * x[c][1:(T - l)];
    }
    mu += beta[c] * tanh(0.5 * lam[c] * carried / total);
  }
  intercept ~ normal(0.5, 0.2); alpha ~ beta(1, 3); lam ~ gamma(3, 1); beta ~ normal(0, effects);
  gamma ~ normal(0, control_sds); fourier ~ double_exponential(0, 0.2); sigma ~ normal(0, 6);
  y ~ normal(mu, sigma);
}
"""


def stan_run():
    import numpy as np
    import stan

    data = {
        "T": len(problem["y"]), "L": problem["lags"], "x": problem["media"], "y": problem["y"],
        "effects": problem["effects"], "control_sds": problem["controlSds"],
        "Z": np.array(problem["controls"]).T.tolist(), "F": np.array(problem["seasons"]).T.tolist(),
    }
    started = time.perf_counter()
    posterior = stan.build(PROGRAM, data=data, random_seed=seed)
    compiling = time.perf_counter() - started
    started = time.perf_counter()
    fit = posterior.sample(num_chains=chains, num_samples=draws, num_warmup=warmup, save_warmup=True)
    seconds = time.perf_counter() - started

    def kept(name):
        # Drawn values are parameters x (iteration, chain), chains changing fastest.
        values = np.asarray(fit[name]).reshape(-1, warmup + draws, chains)[:, warmup:]
        return np.moveaxis(values, (0, 1, 2), (2, 1, 0))

    steps = np.asarray(fit["n_leapfrog__"]).reshape(warmup + draws, chains)
    share = steps[warmup:].sum() / steps.sum()
    diverging = np.asarray(fit["divergent__"]).reshape(warmup + draws, chains)
    from importlib.metadata import version
    return {
        "alpha": kept("alpha"), "lam": kept("lam"), "beta": kept("beta"), "sigma": kept("sigma")[..., 0],
        "warmupSeconds": seconds * (1 - share), "samplingSeconds": seconds * share, "compileSeconds": compiling,
        "gradients": int(steps[warmup:].sum()), "divergences": int(diverging[warmup:].sum()),
        "version": "PyStan " + version("pystan"),
    }


result = {"numpyro": numpyro_run, "nutpie": nutpie_run, "stan": stan_run}[peer]()
result = {key: value.tolist() if hasattr(value, "tolist") else value for key, value in result.items()}
with open(result_file, "w") as file:
    json.dump(result, file)
