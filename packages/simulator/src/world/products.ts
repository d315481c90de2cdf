/** A product with its list price in 2024, in cents, and how often it is chosen relative to the others. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly listCents: number;
  readonly popularity: number;
}

export const products: readonly Product[] = [
  { id: 'L-100', name: 'Desk lamp Arc', category: 'desk', listCents: 4_990, popularity: 9 },
  { id: 'L-101', name: 'Desk lamp Beam', category: 'desk', listCents: 6_990, popularity: 6 },
  { id: 'L-102', name: 'Clip lamp Perch', category: 'desk', listCents: 2_490, popularity: 8 },
  { id: 'L-200', name: 'Floor lamp Reed', category: 'floor', listCents: 11_990, popularity: 5 },
  { id: 'L-201', name: 'Floor lamp Mast', category: 'floor', listCents: 17_990, popularity: 3 },
  { id: 'L-202', name: 'Uplighter Column', category: 'floor', listCents: 8_990, popularity: 4 },
  { id: 'L-300', name: 'Pendant Dome', category: 'ceiling', listCents: 7_990, popularity: 7 },
  { id: 'L-301', name: 'Pendant Trio', category: 'ceiling', listCents: 14_990, popularity: 3 },
  { id: 'L-302', name: 'Ceiling light Disc', category: 'ceiling', listCents: 5_990, popularity: 7 },
  { id: 'L-400', name: 'Wall light Slate', category: 'wall', listCents: 3_990, popularity: 6 },
  { id: 'L-401', name: 'Picture light Brass', category: 'wall', listCents: 4_490, popularity: 3 },
  { id: 'L-500', name: 'Garden path light', category: 'outdoor', listCents: 2_990, popularity: 5 },
  { id: 'L-501', name: 'House number light', category: 'outdoor', listCents: 5_490, popularity: 3 },
  { id: 'B-900', name: 'LED bulb E27, set of 3', category: 'bulbs', listCents: 1_490, popularity: 16 },
  { id: 'B-901', name: 'Filament bulb E14', category: 'bulbs', listCents: 790, popularity: 10 },
  { id: 'B-902', name: 'Colour bulb E27', category: 'bulbs', listCents: 1_990, popularity: 6 },
];
