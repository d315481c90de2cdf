// Written by `npm run train:guard`.
export const toxicityReading = {
  slope: 1.4644835776042282,
  offset: -0.23560420088802714,
  threshold: -0.15,
  pageThreshold: -0.15,
} as const;
