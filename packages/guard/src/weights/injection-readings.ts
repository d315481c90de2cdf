// Written by `npm run train:guard`.
export const injectionReadings = {
  system: {},
  user: {
    override: {
      slope: 1.0479080821864102,
      offset: 1.1530958525890225,
      threshold: 0.06362048165397738,
    },
  },
  document: {
    override: {
      slope: 1.156443143819451,
      offset: 0.6902623790347356,
      threshold: 0.5430056295123094,
    },
    instruction: {
      slope: 0.7925289815774718,
      offset: -1.1375120016887998,
      threshold: 1.3351247304858427,
    },
  },
  tool: {
    override: {
      slope: 1.156443143819451,
      offset: 0.6902623790347356,
      threshold: 0.5430056295123094,
    },
    instruction: {
      slope: 0.7925289815774718,
      offset: -1.1375120016887998,
      threshold: 1.3351247304858427,
    },
  },
  output: {
    override: {
      slope: 1.156443143819451,
      offset: 0.6902623790347356,
      threshold: 0.5430056295123094,
    },
  },
} as const;
