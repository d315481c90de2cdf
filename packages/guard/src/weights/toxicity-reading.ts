// Written by `npm run train:guard`.
export const toxicityReading = {
  slope: 1.6343767190641285,
  offset: -0.253772006713898,
  threshold: -0.15,
} as const;
