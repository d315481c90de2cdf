/** What the report of a fit says. `{name}` is filled in; `~` is a space that does not break. */
export const fit = {
  // page
  'page.kicker': 'Media mix report',
  'page.contents': 'Contents',
  'nav.answer': 'Answer',
  'nav.status': 'Status',
  'nav.channels': 'Channels',
  'nav.curves': 'Budget curves',
  'nav.time': 'Over time',
  'nav.carry': 'Carry-over',
  'nav.quality': 'Quality',
  'nav.shift': 'Data and assumption',
  'nav.calibration': 'Experiments',
  'nav.checks': 'Checks',
  'nav.limits': 'Limits',
  'nav.data': 'Data',
  'nav.technical': 'Specialists',
  'nav.reproduce': 'Reproduce',
  'page.period': '{from} to {to}',
  'page.outcome': 'Outcome',
  'page.footer':
    'Intervals are 90% intervals: by the data and the assumptions, the true value is inside with a probability of 90%.',
  range: '{low} to {high}',
  'grain.day.one': 'day',
  'grain.day.many': 'days',
  'grain.day.dative': 'days',
  'grain.day.same': 'on the day of the advertising itself',
  'grain.day.later': 'on later days',
  'grain.week.one': 'week',
  'grain.week.many': 'weeks',
  'grain.week.dative': 'weeks',
  'grain.week.same': 'within the week of the advertising itself',
  'grain.week.later': 'in later weeks',
  none: 'none',

  // the answer
  'answer.title': 'The answer',
  'answer.added': 'Advertising added {amount} to “{outcome}”: {share} of the total.',
  'answer.range': 'With a probability of 90%, it was between {low} and {high}.',
  'answer.roi': 'Every {hundred} spent on media brought back {roi} ({low} to {high}).',
  'answer.efficiency': 'Every {thousand} spent on media brought {roi} ({low} to {high}).',
  'answer.refused': 'This fit is not published. None of its figures should enter a decision.',
  'answer.refusedWhy': 'Checks that failed: {count}. The reasons and what to do are listed under “Status”.',
  'verdict.pays': 'Clearly pays',
  'verdict.pays.meaning': 'Even the cautious end of the range is above break-even.',
  'verdict.open': 'Unclear',
  'verdict.open.meaning': 'Break-even lies inside the range: the data cannot tell gain from loss. An experiment can.',
  'verdict.loses': 'Clearly does not pay',
  'verdict.loses.meaning': 'Even the favourable end of the range is below break-even.',
  'verdict.organic': 'Without spend',
  'verdict.organic.meaning': 'These channels cost no media money, so there is no return on it.',
  'verdict.noValue': 'Cost per {unit}',
  'verdict.noValue.meaning': 'The outcome has no value in money here, so nothing is called profitable or not.',
  'verdict.none': 'no channel',
  'verdict.roi': 'ROI {point}',
  'verdict.item': '{channel}: {point} ({low} to {high})',
  'answer.more':
    'More budget would probably pay: {channels}. Even the cautious end of the return on the next {thousand} is above break-even.',
  'answer.less':
    'The last part of today’s budget does not pay: {channels}. Even the favourable end of the return on the next {thousand} is below break-even.',
  'answer.margin':
    'Break-even means that the value of the outcome equals the spend. Where the outcome is revenue, the margin decides whether that is enough.',

  // status
  'status.title': 'Status',
  'status.published': 'Published',
  'status.refused': 'Refused',
  'status.publishedClean': 'The fit passed all {count} checks and is published.',
  'status.publishedReview':
    'The fit is published. Of {count} checks, {review} ask for a closer look before large decisions.',
  'status.refusedBody':
    'Of {count} checks, {failed} failed. A fit that fails a check is not published: its figures may be wrong in size and sign.',
  'status.reasons': 'Why',
  'status.review': 'Worth a closer look',
  'status.next': 'What to do next',
  'status.next.fix': 'Work through the remedies above, the first one first, and fit again.',
  'status.next.keep': 'Until then the last published fit stays in force.',
  'status.next.test':
    'Test {channels} in an experiment (regions with and without the channel): the range there is widest compared with what is at stake.',
  'status.next.plan': 'Have a budget plan computed from this fit and decide on its range, not on its mean.',
  'status.next.refit': 'Fit again when new data or a concluded experiment arrives.',
  'status.figures': 'Figures of the refused fit, for finding the cause only',

  // channels
  'channels.title': 'What each channel did',
  'channels.caption': 'Channels over the whole period. Under each figure: its 90% interval.',
  'channels.figure': 'Return per channel',
  'channels.figure.description':
    'One row per channel, ordered by return. Filled mark: return on all spend. Hollow mark: return on the next {thousand}. {rows}',
  'channels.figure.caption':
    'Filled: return on all spend. Hollow: return on the next {thousand}. Dot: mean; line: 90% interval.',
  'channels.breakEven': 'break-even',
  'column.channel': 'Channel',
  'column.spend': 'Spend',
  'column.added': 'Added',
  'column.share': 'Share of outcome',
  'column.roi': 'Return (ROI)',
  'column.roi.units': 'Per {thousand}: {unit}',
  'column.mroi': 'Return on the next {thousand}',
  'column.mroi.units': 'The next {thousand}: {unit}',
  'column.cost': 'Cost per {unit}',
  'column.verdict': 'Verdict',
  'column.all': 'All channels',
  'cell.whisker': '{column}, {channel}',
  'cell.description': '{point}, 90% interval {low} to {high}',

  'terminal.legend': 'Mean and 90% interval; | marks break-even',
  'terminal.legendUnits': 'Mean and 90% interval',

  // response curves
  'curves.title': 'What more or less budget would bring',
  'curves.intro':
    'Each curve shows what a channel brings over the whole period for a given spend, all else as it was. Where it flattens, further money brings little. The band is the 90% interval; far from today’s spend it rests on the assumed shape more than on data.',
  'curves.amounts': 'Amounts in {currency}.',
  'curves.response': 'Effect by spend',
  'curves.response.name': 'Response curve: {channel}',
  'curves.response.description':
    'At today’s spend of {spend}, {channel} brings {point} (90% interval {low} to {high}).',
  'curves.response.caption': 'Value added by spend. Dashed: value equals spend.',
  'curves.response.captionUnits': 'Effect by spend, in {unit}.',
  'curves.marginal': 'Return on the next {thousand}',
  'curves.marginal.name': 'Marginal curve: {channel}',
  'curves.marginal.description': '{channel} at today’s spend of {spend}: {point} (90% interval {low} to {high}).',
  'curves.marginal.caption':
    'Return on the next {thousand} by spend. Dashed: break-even. Where the curve is above it, more budget pays.',
  'curves.marginal.captionUnits': 'What the next {thousand} bring by spend, in {unit}.',
  'curves.today': 'today',
  'curves.none': 'This fit holds no response curves: no channel has spend.',

  // decomposition
  'time.title': 'What the outcome is made of',
  'time.figure': 'Parts of the outcome over time',
  'time.figure.description':
    '{outcome} per {grain} from {from} to {to} as a sum of its parts. Largest part: {largest}. Totals are in the table below.',
  'time.figure.caption':
    'Mean of each part per {grain}. Parts below zero lower the outcome. The line is the sum: what the model expects.',
  'time.table': 'Totals of the parts',
  'column.part': 'Part',
  'column.kind': 'Kind',
  'column.total': 'Total',
  'time.others': 'Further parts',
  'kind.baseline': 'baseline',
  'kind.seasonality': 'season',
  'kind.holiday': 'holidays and events',
  'kind.control': 'control',
  'kind.price': 'price and promotion',
  'kind.treatment': 'other measure',
  'kind.organic': 'organic channel',
  'kind.paid': 'paid channel',
  'kind.reach-frequency': 'paid channel, reach and frequency',
  'time.fit': 'Measured and expected',
  'time.fit.description':
    'Dots: measured {outcome} per {grain}. Line and band: what the model expects, with its 90% interval. Mean deviation: {mape} of the outcome.',
  'time.fit.caption':
    'Dots: measured. Line: expected by the model. Band: 90% interval of the expectation, without the scatter of single {grains}.',

  // carry-over and saturation
  'carry.title': 'How long advertising works, and how saturated channels are',
  'carry.intro':
    'Carry-over: advertising works beyond the time in which it runs. Saturation: the share of a channel’s greatest possible effect that today’s media reaches.',
  'carry.immediate': '{channel}: half of the effect comes {same}; {carried} ({low} to {high}) comes {later}.',
  'carry.delayed':
    '{channel}: half of the effect comes within {halfLife} {grains} ({halfLow} to {halfHigh}); {carried} ({low} to {high}) comes {later}.',
  'carry.saturation': 'It reaches {point} ({low} to {high}) of what it can reach at most.',
  'carry.noCeiling': 'Its curve has no ceiling, so no degree of saturation can be stated.',
  'carry.halfLife': 'Time until half of the effect has come',
  'carry.halfLife.description': 'In {grains}, with 90% interval. {rows}',
  'carry.halfLife.caption': 'Time until half of the effect has come, in {grains}. Dot: mean; line: 90% interval.',
  'carry.saturation.figure': 'Degree of saturation',
  'carry.saturation.description': 'Share of the greatest possible effect, with 90% interval. {rows}',
  'carry.saturation.caption':
    'Share of the greatest possible effect at today’s media. Near 100%, more budget brings next to nothing.',
  'carry.arrivals': 'How the effect arrives',
  'carry.arrival': 'How the effect arrives: {channel}',
  'carry.arrival.description': 'Share of the effect that has come {same}: {first}; after {last} {grains}: {end}.',
  'carry.arrival.caption': 'Share of the effect that has come, by {grains} after the advertising.',

  // quality
  'quality.title': 'How well the model describes reality',
  'quality.inside': 'On the data it knows, the model is off by {mape} in an average {grain}.',
  'quality.holdout':
    'On the last {periods} {grains}, which a first fit did not see, it was off by {mape}: this is the honest figure.',
  'quality.noHoldout':
    'No {grains} were held out. How well the model predicts is therefore not known; a good fit on known data proves little.',
  'quality.coverage.good':
    'Of these observations, {coverage} fell into the predicted 90% range: the ranges are as wide as they should be.',
  'quality.coverage.narrow':
    'Of these observations, only {coverage} fell into the predicted 90% range: the model is surer than it should be. Read every range as somewhat wider.',
  'quality.coverage.wide':
    'Of these observations, {coverage} fell into the predicted 90% range: the ranges are wider than they need to be.',
  'quality.crps':
    'Distance between prediction and reality, uncertainty included (CRPS): {crps} per {grain}; smaller is better.',
  'quality.caption': 'Quality of fit and prediction',
  'quality.known': 'known data',
  'quality.heldOut': 'held-out data',
  'level.geo': 'per region',
  'level.national': 'all regions together',
  'column.data': 'Data',
  'column.level': 'Level',
  'column.r2': 'R²',
  'column.mape': 'Mean deviation (MAPE)',
  'column.wmape': 'Weighted (wMAPE)',
  'column.crps': 'CRPS',
  'column.coverage': 'Inside 90% range',

  // prior and posterior
  'shift.title': 'What the data changed',
  'shift.intro':
    'Before the data, each channel gets a cautious assumption about its return. Where the result hardly differs from it, the data said little: the figure is then mostly assumption.',
  'shift.figure': 'Return before and after the data',
  'shift.description':
    'Hollow: assumption before the data. Filled: result. Lines: mean ± one standard deviation. {rows}',
  'shift.caption': 'Hollow: assumption. Filled: result. Line: mean ± one standard deviation.',
  'shift.table': 'Assumption and result',
  'column.before': 'Assumption',
  'column.after': 'Result',
  'column.learned': 'Uncertainty removed',
  'shift.plusMinus': '{mean} ± {sd}',
  'shift.much': 'The data spoke clearly',
  'shift.some': 'The data narrowed it',
  'shift.little': 'Mostly assumption',
  'shift.none': 'No channel has an assumption about its return.',

  // calibration
  'calibration.title': 'Calibration by experiments',
  'calibration.intro':
    'An experiment measures what a channel caused. The fit uses these results as evidence about the same regions and {grains}.',
  'calibration.none':
    'No experiment was used. All returns rest on observed ups and downs alone; a hidden cause that moves with the budget would go unnoticed.',
  'calibration.figure': 'Experiments and model',
  'calibration.description':
    'Filled: the model for the same regions and {grains}. Hollow: measured in the experiment. Lines: 90% intervals. {rows}',
  'calibration.caption': 'Hollow: experiment. Filled: model. Line: 90% interval.',
  'calibration.table': 'Experiments used',
  'column.experiment': 'Experiment',
  'column.measured': 'Measured',
  'column.modelled': 'Model',
  'column.weight': 'Weight of the experiment',
  'column.agreement': 'Agreement',
  'calibration.agrees': 'agrees',
  'calibration.differs': 'differs',

  // checks
  'checks.title': 'Checks before publication',
  'checks.caption': 'Every check with its result, what it means and what to do',
  'column.check': 'Check',
  'column.result': 'Result',
  'column.value': 'Value',
  'column.threshold': 'Limit',
  'column.meaning': 'Meaning',
  'column.remedy': 'What to do',
  'checks.pass': 'passed',
  'checks.review': 'look closer',
  'checks.fail': 'failed',
  'checks.about': '{check}: {subject}',
  'checks.passed': 'Passed: {checks}.',

  // limits
  'limits.title': 'What these figures assume, and what would make them wrong',
  'limits.confounding':
    'No hidden cause moves both budget and outcome. If budgets are raised when demand is high anyway, channels look better than they are.',
  'limits.together':
    'Channels vary independently enough. Channels that always rise and fall together cannot be told apart; their sum is then more reliable than each one.',
  'limits.shape':
    'Saturation and carry-over follow the assumed shapes. Outside the spends seen so far, curves are an extrapolation.',
  'limits.constant':
    'A channel’s effect is stable over the period, unless the specification lets it vary. New creatives or audiences may work differently.',
  'limits.long':
    'Effects that come later than the assumed carry-over, such as brand building over years, are part of the baseline and not of the channels.',
  'limits.margin': 'Returns are computed on the value of the outcome, before costs of goods and delivery.',
  'limits.model':
    'The intervals hold if the model is right. They do not contain the doubt about the model itself; experiments are the way to examine that.',
  'limits.calibrated':
    'Experiments used as a second source: {count}. The channels they cover rest on firmer ground: {channels}.',
  'limits.spread':
    'One national series only: there are no regional differences to learn from, which makes ranges wide and confounding harder to see.',

  // data
  'data.title': 'Data',
  'data.caption': 'Data of this fit',
  'data.period': 'Period',
  'data.grain': 'Grain',
  'data.grain.value': '{count} {grains}',
  'data.geos': 'Regions',
  'data.outcome': 'Outcome',
  'data.total': 'Total of the outcome',
  'data.totalValue': 'Value of the outcome',
  'data.currency': 'Currency',
  'data.spend': 'Media spend',
  'data.hash': 'Fingerprint (SHA-256)',
  'data.warnings': 'Noticed in the data',
  'data.noWarnings': 'Nothing conspicuous was found in the data.',

  // technical part
  'technical.title': 'For specialists',
  'technical.diagnostics': 'Diagnostics of the sampler',
  'diagnostics.chains': 'Chains × draws (warm-up)',
  'diagnostics.chains.value': '{chains} × {draws} ({warmup})',
  'diagnostics.divergences': 'Divergences',
  'diagnostics.treeDepth': 'Transitions at the greatest tree depth',
  'diagnostics.rhat': 'Largest R-hat',
  'diagnostics.essBulk': 'Least effective sample size, bulk',
  'diagnostics.essTail': 'Least effective sample size, tails',
  'diagnostics.ebfmi': 'E-BFMI per chain',
  'diagnostics.gradients': 'Gradient evaluations',
  'diagnostics.seconds': 'Computing time',
  'diagnostics.seconds.value': '{seconds}~s',
  'diagnostics.at': '{value} ({parameter})',
  'technical.parameters': 'Parameters',
  'technical.parameters.more':
    'Shown are the {shown} of {count} parameters with the largest R-hat; all of them are in run/summary.json.',
  'column.parameter': 'Parameter',
  'column.mean': 'Mean',
  'column.sd': 'Standard deviation',
  'technical.spec': 'Specification with all defaults',
  'reproduce.title': 'Reproduce this report',
  'reproduce.intro': 'The same data, specification, seed and version give the same figures to the last digit.',
  'reproduce.caption': 'What identifies this run',
  'reproduce.command': 'Command',
  'reproduce.run': 'Run',
  'reproduce.at': 'Computed on',
  'reproduce.seed': 'Seed',
  'reproduce.data': 'Data (SHA-256)',
  'reproduce.versions': 'Versions',
  'reproduce.versions.value': 'Stellwerk {stellwerk}, model {model}, Node {node}',
} as const;
