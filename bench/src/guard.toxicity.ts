import { createToxicityDetector, shippedToxicity } from '@stellwerk/guard';
import { macroF1, toxicityReading, trainToxicity } from '@stellwerk/guard/train';
import { atLeast, type Benchmark, type FigurePlan } from './benchmark.js';
import { areaUnderCurve } from './guard/texts/area-under-curve.js';
import { evaluationSets, trainingSets } from './guard/texts/sets.js';

const share: FigurePlan = { unit: 'share', aim: null };

const benchmark: Benchmark = {
  name: 'guard.toxicity',
  describe: 'Offence in German comments: five-fold on GermEval 2018, shipped weights on GermEval 2021.',
  seed: 1,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures: {
    'five-fold, GermEval 2018: macro F1': { unit: 'share', aim: atLeast(0.77) },
    'five-fold, GermEval 2018: area under curve': share,
    'transfer, GermEval 2021 toxic: macro F1': share,
    'transfer, GermEval 2021 toxic: area under curve': share,
    'flags among harmless instructions, English': share,
    'flags among questions (XQuAD-R, COVID)': share,
    'flags among FAQ answers (COVID)': share,
    'flags among encyclopaedia paragraphs': share,
  },
  async run({ seed, short, log, note, cut, data }) {
    if (short) cut('every tenth harmless text');
    note('baseline with TF-IDF and logistic regression: .758 on 2018, .628 on 2021 five-fold');
    note(
      'five-fold: the threshold of a fold was chosen on scores of the other folds; tweets of one author may be in two folds',
    );
    note(
      '2021 and the harmless texts were trained on nowhere; thresholds are the shipped ones, from 2018 and generated texts',
    );
    const corpora = trainingSets(data);
    const { unseen } = trainToxicity(corpora, seed, log);
    const folds = [...new Set(unseen.map(({ fold }) => fold))];
    // Scores relative to the threshold of their fold can be judged together.
    const shifted = folds.flatMap((fold) => {
      const { threshold } = toxicityReading(unseen.filter((one) => one.fold !== fold));
      return unseen
        .filter((one) => one.fold === fold && one.kind === 'tweet')
        .map(({ label, score }) => ({ label, score: score - threshold }));
    });
    const { model, reading } = shippedToxicity();
    const flags = createToxicityDetector(model, reading);
    const everything = { ...reading, threshold: Number.NEGATIVE_INFINITY, pageThreshold: Number.NEGATIVE_INFINITY };
    const scores = createToxicityDetector(model, everything);
    const { comments, instructions, questions, faqAnswers, paragraphs } = evaluationSets(data);
    const later = comments.map(({ text, label }) => ({
      label,
      score: Math.max(0, ...scores(text).map(({ score }) => score)),
      isFlagged: flags(text).length > 0 ? 1 : 0,
    }));
    const some = (texts: readonly string[], step = 1) =>
      texts.filter((_one, index) => index % (short ? 10 * step : step) === 0);
    const rate = (name: string, texts: readonly string[]) => ({
      name,
      value: texts.filter((text) => flags(text).length > 0).length / texts.length,
      n: texts.length,
    });
    return [
      { name: 'five-fold, GermEval 2018: macro F1', value: macroF1(shifted, 0), n: shifted.length },
      { name: 'five-fold, GermEval 2018: area under curve', value: areaUnderCurve(shifted), n: shifted.length },
      {
        name: 'transfer, GermEval 2021 toxic: macro F1',
        value: macroF1(
          later.map(({ label, isFlagged }) => ({ label, score: isFlagged })),
          1,
        ),
        n: later.length,
      },
      { name: 'transfer, GermEval 2021 toxic: area under curve', value: areaUnderCurve(later), n: later.length },
      rate('flags among harmless instructions, English', some(instructions, 9)),
      rate('flags among questions (XQuAD-R, COVID)', some(questions)),
      rate('flags among FAQ answers (COVID)', some(faqAnswers)),
      rate('flags among encyclopaedia paragraphs', some(paragraphs)),
    ];
  },
};

export default benchmark;
