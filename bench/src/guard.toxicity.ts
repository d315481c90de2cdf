import { fastDetectors } from '@stellwerk/guard';
import { bestThreshold, macroF1, trainToxicity } from '@stellwerk/guard/train';
import { atLeast, type Benchmark } from './benchmark.js';
import { areaUnderCurve } from './guard/texts/area-under-curve.js';
import { evaluationSets, trainingSets } from './guard/texts/sets.js';

const benchmark: Benchmark = {
  name: 'guard.toxicity',
  describe: 'Offence in German comments: five-fold on GermEval 2018, shipped weights on GermEval 2021.',
  seed: 1,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures: {
    'five-fold, GermEval 2018: macro F1': { unit: 'share', aim: atLeast(0.77) },
    'five-fold, GermEval 2018: area under curve': { unit: 'share', aim: null },
    'transfer, GermEval 2021 toxic: macro F1': { unit: 'share', aim: null },
    'transfer, GermEval 2021 toxic: area under curve': { unit: 'share', aim: null },
    'flags among harmless instructions, English': { unit: 'share', aim: null },
    'flags among encyclopaedia paragraphs': { unit: 'share', aim: null },
  },
  async run({ seed, short, log, note, cut, data }) {
    if (short) cut('every tenth harmless text');
    note('baseline with TF-IDF and logistic regression: .758 on 2018, .628 on 2021 five-fold');
    note(
      'five-fold: the threshold of a fold was chosen on scores of the other folds; tweets of one author may be in two folds',
    );
    note('2021 was trained on nowhere; its threshold is the shipped one, from 2018');
    const { unseen } = trainToxicity(trainingSets(data).germeval2018, seed, log);
    const tweets = unseen.filter(({ text }) => text.group.startsWith('germeval2018'));
    const scored = tweets.map(({ text, fold, score }) => ({ label: text.label, fold, score }));
    const folds = [...new Set(scored.map(({ fold }) => fold))];
    // Scores relative to the threshold of their fold can be judged together.
    const shifted = folds.flatMap((fold) => {
      const threshold = bestThreshold(scored.filter((one) => one.fold !== fold));
      return scored.filter((one) => one.fold === fold).map(({ label, score }) => ({ label, score: score - threshold }));
    });
    const { comments, instructions, paragraphs } = evaluationSets(data);
    const shipped = fastDetectors().find(({ id }) => id === 'toxicity');
    if (!shipped) throw new Error('the fast tier has no detector of toxicity');
    const flagOf = (text: string) => {
      const views = [{ text, layers: [] }];
      return Math.max(
        0,
        ...shipped.detect({ text, provenance: 'output', views, sources: [] }).map(({ score }) => score),
      );
    };
    const later = comments.map(({ text, label }) => ({ label, score: flagOf(text) }));
    const rate = (texts: readonly string[]) => texts.filter((text) => flagOf(text) > 0).length / texts.length;
    const harmless = instructions.filter((_one, index) => index % (short ? 90 : 9) === 0);
    return [
      { name: 'five-fold, GermEval 2018: macro F1', value: macroF1(shifted, 0), n: shifted.length },
      { name: 'five-fold, GermEval 2018: area under curve', value: areaUnderCurve(shifted), n: shifted.length },
      { name: 'transfer, GermEval 2021 toxic: macro F1', value: macroF1(later, Number.MIN_VALUE), n: later.length },
      { name: 'transfer, GermEval 2021 toxic: area under curve', value: areaUnderCurve(later), n: later.length },
      { name: 'flags among harmless instructions, English', value: rate(harmless), n: harmless.length },
      { name: 'flags among encyclopaedia paragraphs', value: rate(paragraphs), n: paragraphs.length },
    ];
  },
};

export default benchmark;
