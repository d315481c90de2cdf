import type { ImportKind } from './kind.js';
import { adCost } from './kinds/ad-cost.js';
import { calendar } from './kinds/calendar.js';
import { callCentreSales } from './kinds/call-centre-sales.js';
import { campaigns } from './kinds/campaigns.js';
import { offlineSales } from './kinds/offline-sales.js';
import { orders } from './kinds/orders.js';
import { outcomes } from './kinds/outcomes.js';
import { partnerConversions } from './kinds/partner-conversions.js';
import { persons } from './kinds/persons.js';
import { prices } from './kinds/prices.js';
import { products } from './kinds/products.js';
import { refunds } from './kinds/refunds.js';
import type { ImportKindName } from './names.js';

/** Everything that can be imported. Schemas, the reference page, templates and the door are made from this table. */
export const importKinds: Readonly<Record<ImportKindName, ImportKind>> = {
  persons,
  orders,
  refunds,
  'offline-sales': offlineSales,
  'call-centre-sales': callCentreSales,
  'partner-conversions': partnerConversions,
  products,
  prices,
  campaigns,
  'ad-cost': adCost,
  outcomes,
  calendar,
};
