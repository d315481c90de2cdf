// Written by `npm run train:guard`.
export const injectionReadings = {
  system: {},
  user: {
    override: {
      slope: 1.032134589662052,
      offset: 1.0854376243480837,
      threshold: 0.18152146060534546,
    },
  },
  document: {
    override: {
      slope: 1.1690880417993388,
      offset: 0.7446258114301332,
      threshold: 0.8981043807335793,
    },
    instruction: {
      slope: 0.5142656874039738,
      offset: -1.0321123996978063,
      threshold: 7.323504140067454,
    },
  },
  tool: {
    override: {
      slope: 1.1690880417993388,
      offset: 0.7446258114301332,
      threshold: 0.8981043807335793,
    },
    instruction: {
      slope: 0.5142656874039738,
      offset: -1.0321123996978063,
      threshold: 7.323504140067454,
    },
  },
  output: {
    override: {
      slope: 1.1690880417993388,
      offset: 0.7446258114301332,
      threshold: 0.8981043807335793,
    },
  },
} as const;
