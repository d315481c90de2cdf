// Written by `npm run train:guard`.
export const injectionReadings = {
  system: {},
  user: {
    override: {
      slope: 1.028034695176269,
      offset: 1.053623241023718,
      threshold: 0.20091875494077005,
    },
  },
  document: {
    override: {
      slope: 1.196261143380517,
      offset: 0.8254127827703813,
      threshold: 2.936522374711259,
    },
    instruction: {
      slope: 0.8984840383035441,
      offset: -0.6748903814019899,
      threshold: 7.291098709598839,
    },
  },
  tool: {
    override: {
      slope: 1.196261143380517,
      offset: 0.8254127827703813,
      threshold: 2.936522374711259,
    },
    instruction: {
      slope: 0.8984840383035441,
      offset: -0.6748903814019899,
      threshold: 7.291098709598839,
    },
  },
  output: {
    override: {
      slope: 1.196261143380517,
      offset: 0.8254127827703813,
      threshold: 2.936522374711259,
    },
  },
} as const;
