import { phrases } from '../reading/phrases.js';

/** Brands that look like a title with a name, or like a name. */
export const brands: ReadonlySet<string> = new Set(
  phrases(`
  dr oetker, dr martens, dr pepper, dr best, dr hauschka, dr beckmann, dr scheller, mr proper, mrs sporty, mr
  wash, mr green, dr scholl, mr coffee, mr clean, dr hook, mr bean, mr robot, frau holle, doctor who, tom tailor,
  hugo boss, calvin klein, tommy hilfiger, jack wolfskin, jack daniels, ralph lauren, marc jacobs, michael kors,
  peter lustig, paul green, marc o polo, gerry weber, jil sander, james bond, harry potter, sherlock holmes, max
  mara, karl lagerfeld, kate spade, paul smith, ted baker, johnnie walker, captain morgan, ben sherman, johnson
  johnson, ernst young, morgan stanley, wells fargo, aldi nord, max planck, procter gamble, mary kay, uncle ben,
  black friday, ben jerry, philip morris`),
);
