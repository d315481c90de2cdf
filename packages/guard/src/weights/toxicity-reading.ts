// Written by `npm run train:guard`.
export const toxicityReading = {
  slope: 1.6297853371695614,
  offset: -0.2549915235430538,
  threshold: -0.15,
} as const;
