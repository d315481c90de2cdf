/** What the checks of a fit and the warnings about its data mean, and what to do. */
export const findings = {
  'check.convergence': 'Convergence of the computation',
  'check.convergence.meaning':
    'Independent runs of the computation must arrive at the same result. Otherwise its figures depend on chance.',
  'check.convergence.remedy':
    'Double warm-up and draws. If that does not help, join channels that run together, or state more precise assumptions.',
  'check.effective-sample-size': 'Number of independent draws',
  'check.effective-sample-size.meaning': 'With too few independent draws, the bounds of the intervals are inexact.',
  'check.effective-sample-size.remedy': 'Compute more draws.',
  'check.divergences': 'Divergences',
  'check.divergences.meaning':
    'A divergence means that the computation avoided a part of the possible solutions. Results can then be biased.',
  'check.divergences.remedy':
    'Raise the target acceptance to 0.95. If divergences remain, simplify the model or narrow the assumptions.',
  'check.energy': 'Mobility of the sampler',
  'check.energy.meaning':
    'The computation moved slowly between likely and less likely solutions, so the edges of the intervals are uncertain.',
  'check.energy.remedy': 'Lengthen the warm-up; narrow assumptions that allow extreme values.',
  'check.tree-depth': 'Step limit',
  'check.tree-depth.meaning':
    'The computation often stopped before its path was complete. It is slow rather than wrong, but draws are less independent.',
  'check.tree-depth.remedy': 'Use a dense or low-rank metric, or raise the greatest depth.',
  'check.negative-baseline': 'Negative baseline',
  'check.negative-baseline.meaning':
    'Sales without any advertising cannot be negative. Where the model says so, it credits advertising with too much.',
  'check.negative-baseline.remedy': 'Lower the assumed returns, or add controls for what else drives demand.',
  'check.posterior-predictive': 'Likeness of simulated data',
  'check.posterior-predictive.meaning':
    'Data simulated from the model must look like the measured data. Otherwise the model lacks something that matters.',
  'check.posterior-predictive.remedy':
    'Look for weeks with large deviations; add events, controls or a robust likelihood.',
  'check.goodness-of-fit': 'Explained variation',
  'check.goodness-of-fit.meaning': 'A model that explains less than the plain mean explains nothing.',
  'check.goodness-of-fit.remedy': 'Check dates, units and the outcome; add season and trend.',
  'check.roi-consistency': 'Return against assumption',
  'check.roi-consistency.meaning':
    'The return found lies at the edge of what was assumed possible: data and assumption contradict each other.',
  'check.roi-consistency.remedy':
    'Check the channel’s data, then the assumption about its return. Better still: run an experiment.',
  'check.prior-posterior-shift': 'What the data added to the assumption',
  'check.prior-posterior-shift.meaning':
    'The result hardly differs from the assumption. The figure shows what was assumed, not what was measured.',
  'check.prior-posterior-shift.remedy':
    'Vary the channel’s budget, or run an experiment. Until then, base no large shift of budget on it.',
  'check.implausible-roi': 'Implausible return',
  'check.implausible-roi.meaning': 'Returns this extreme are rare. Usually a unit is wrong, or spend is missing.',
  'check.implausible-roi.remedy': 'Check currency and completeness of spend and the value of an outcome.',
  'check.high-variance': 'Width of the range',
  'check.high-variance.meaning': 'The range of the return is hardly narrower than before the data: it says little.',
  'check.high-variance.remedy': 'Use regional data or more weeks, join small channels, or run an experiment.',
  'check.potential-bias': 'Drivers of demand in the model',
  'check.potential-bias.meaning':
    'No control in the model moves with the channel’s media. What drives both demand and budget may be missing, and the channel then gets the credit for it.',
  'check.potential-bias.remedy':
    'Add as controls what budgets are planned by: season, search demand, promotions, prices.',
  'check.holdout-coverage': 'Coverage of predicted ranges',
  'check.holdout-coverage.meaning':
    'Of the held-out observations, about nine in ten must fall into the predicted range.',
  'check.holdout-coverage.remedy':
    'Let the noise differ by region, choose a robust likelihood, or allow effects to vary over time.',
  'check.holdout-accuracy': 'Accuracy on unseen data',
  'check.holdout-accuracy.meaning':
    'On held-out data the model is much worse than on known data: it has learned chance.',
  'check.holdout-accuracy.remedy': 'Use fewer knots and controls, or a longer history.',
  'check.calibration-agreement': 'Experiment and model',
  'check.calibration-agreement.meaning':
    'The model says something else about the same regions and weeks than the experiment measured. One of them must be wrong about them.',
  'check.calibration-agreement.remedy':
    'Check dates, regions and unit of the experiment, then what the model lacks. Until then, trust the experiment for what it measured.',

  'warning.PARTIAL_WEEKS_LEFT_OUT': 'Incomplete weeks at the beginning or end were left out.',
  'warning.PARTIAL_WEEKS_LEFT_OUT.remedy': 'Begin the data on a Monday and end them on a Sunday to use all days.',
  'warning.SPEND_WITHOUT_MEDIA': 'There is spend in periods without media.',
  'warning.SPEND_WITHOUT_MEDIA.remedy': 'Check whether spend is booked in the period in which the media ran.',
  'warning.MEDIA_WITHOUT_SPEND': 'There is media in periods without spend.',
  'warning.MEDIA_WITHOUT_SPEND.remedy': 'Check whether invoices are missing: free media makes the return look better.',
  'warning.COLUMNS_SIMILAR': 'Two columns rise and fall together.',
  'warning.COLUMNS_SIMILAR.remedy':
    'Their effects can hardly be told apart: test one of them, or make them one channel.',
  'warning.COLUMN_DEPENDENT': 'A column almost follows from the others.',
  'warning.COLUMN_DEPENDENT.remedy': 'Vary it on its own, test it, or join channels.',
  'warning.LITTLE_VARIATION': 'A column hardly changes.',
  'warning.LITTLE_VARIATION.remedy':
    'What hardly changes cannot be told from the baseline: vary the budget, or run an experiment.',
  'warning.FEW_ACTIVE_PERIODS': 'A channel ran in few periods only.',
  'warning.FEW_ACTIVE_PERIODS.remedy':
    'The assumption decides here: run an experiment, or join it with a similar channel.',
  'warning.OUTLIER': 'One value is far from all others.',
  'warning.OUTLIER.remedy': 'Check the unit in this row.',
  'warning.COST_JUMPS': 'The price of a unit of media jumps.',
  'warning.COST_JUMPS.remedy': 'Check the unit and currency of spend and media.',
  'warning.SHORT_HISTORY': 'The history is short.',
  'warning.SHORT_HISTORY.remedy': 'Give two years or more, so that the season is seen twice.',
  'warning.FEW_PERIODS_PER_PARAMETER': 'There are few periods for so many parameters.',
  'warning.FEW_PERIODS_PER_PARAMETER.remedy': 'State assumptions with care, or take terms out of the model.',
  'warning.NEGATIVE_OUTCOMES': 'The outcome is negative in places.',
  'warning.NEGATIVE_OUTCOMES.remedy': 'Check whether returns belong to the period they are booked in.',
  'warning.OUTCOME_DAYS_MISSING': 'Days without a report of the outcome were counted as 0.',
  'warning.OUTCOME_DAYS_MISSING.remedy': 'Report 0 where nothing was sold, and what was sold where something was.',
  'warning.PERIOD_NOT_OVER': 'The last period is not over yet.',
  'warning.PERIOD_NOT_OVER.remedy': 'Leave it out, or fit again when it is complete.',
  'warning.GEOS_SIMILAR': 'Two regions differ only in writing.',
  'warning.GEOS_SIMILAR.remedy': 'Use one name if they are the same.',
  'warning.METRIC_NOT_REPORTED': 'A channel’s media was not reported in some rows, which count as 0.',
  'warning.METRIC_NOT_REPORTED.remedy':
    'Report it for all campaigns of the channel, or model the channel by its spend.',
  'warning.OUTCOMES_WITHOUT_GEO': 'Outcomes that belong to none of the regions were left out.',
  'warning.OUTCOMES_WITHOUT_GEO.remedy': 'Report outcomes by region, or fit a national model to use them.',
  'subject.geo': 'per region',
  'subject.national': 'all regions together',
  'subject.holdout geo': 'held-out data, per region',
  'subject.holdout national': 'held-out data, all regions together',
  'finding.unknown': 'See the detail.',
} as const;
