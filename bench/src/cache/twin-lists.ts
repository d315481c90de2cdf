export type Language = 'de' | 'en';

/** Classes of what may differ between two questions that must not have one answer. */
export const twinClasses = [
  'number',
  'spelled number',
  'unit',
  'bound',
  'date',
  'relative date',
  'code',
  'name',
  'thing',
  'action',
  'negation',
  'direction',
  'modality',
  'question type',
  'addition',
] as const;
export type TwinClass = (typeof twinClasses)[number];

/** Questions with a gap each, and what may stand in it; two different fillings make two questions with two answers. */
export interface TwinForm {
  readonly frames: readonly string[];
  /** Each list holds fillings that exclude each other. */
  readonly fillings: readonly (readonly string[])[];
}

export const twinForms: Readonly<Record<TwinClass, Readonly<Record<Language, TwinForm>>>> = {
  number: {
    de: {
      frames: [
        'Wie viel kostet der Versand von {} Paketen nach Österreich?',
        'Bekomme ich Rabatt, wenn ich {} Stehlampen auf einmal bestelle?',
        'Kann ich einen Gutschein über {} Euro in zwei Bestellungen einlösen?',
        'Was passiert, wenn die Kampagne {} Tage lang nichts ausgibt?',
        'Darf ich die Ware nach {} Tagen noch zurückschicken?',
        'Reicht ein Budget von {} Euro im Monat für den Newsletter?',
      ],
      fillings: [['2', '3', '5', '12', '14', '30', '100', '250', '1.000', '10.000', '3,5', '35', '20', '21']],
    },
    en: {
      frames: [
        'How much does it cost to convert {} dollars into euros?',
        'Is there a discount when I order {} lamps at once?',
        'Can I still return an item after {} days?',
        'Does the free shipping begin at {} euros?',
        'How many impressions does a budget of {} euros buy?',
        'Will a table of {} cm fit into the parcel?',
      ],
      fillings: [['2', '3', '5', '12', '14', '30', '100', '250', '1,000', '10,000', '3.5', '35', '20', '21']],
    },
  },
  'spelled number': {
    de: {
      frames: ['Darf ich {} Gutscheine in einer Bestellung einlösen?', 'Sind {} Nutzer im kleinen Tarif enthalten?'],
      fillings: [['zwei', 'drei', 'vier', 'fünf', 'zehn', 'zwölf', 'zwanzig']],
    },
    en: {
      frames: ['May I use {} vouchers in one order?', 'Are {} users included in the small plan?'],
      fillings: [['two', 'three', 'four', 'five', 'ten', 'twelve', 'twenty']],
    },
  },
  unit: {
    de: {
      frames: ['Was kostet ein Kabel von 5 {}?', 'Gilt die Garantie 24 {}?', 'Darf das Paket 30 {} haben?'],
      fillings: [
        ['Meter', 'Zentimeter', 'Kilogramm', 'Gramm'],
        ['Monate', 'Tage', 'Jahre', 'Wochen'],
        ['Prozent', 'Euro', 'Dollar', 'Franken'],
      ],
    },
    en: {
      frames: ['What does a cable of 5 {} cost?', 'Is the warranty valid for 24 {}?', 'May the parcel have 30 {}?'],
      fillings: [
        ['metres', 'centimetres', 'kilograms', 'grams'],
        ['months', 'days', 'years', 'weeks'],
        ['percent', 'euros', 'dollars', 'pounds'],
      ],
    },
  },
  bound: {
    de: {
      frames: ['Ist der Versand {} 50 Euro kostenlos?', 'Gilt der Rabatt für {} 10 Stück?'],
      fillings: [
        ['ab', 'bis zu', 'unter'],
        ['mindestens', 'höchstens', 'genau'],
      ],
    },
    en: {
      frames: ['Is shipping free for orders of {} 50 euros?', 'Does the discount hold for {} 10 items?'],
      fillings: [
        ['at least', 'at most', 'less than'],
        ['more than', 'less than', 'exactly'],
      ],
    },
  },
  date: {
    de: {
      frames: [
        'Haben Sie am {} geöffnet?',
        'Wie hoch waren die Ausgaben am {}?',
        'Wird meine Bestellung bis zum {} geliefert?',
      ],
      fillings: [
        [
          '3. Mai',
          '5. Mai',
          '3. Juni',
          '24. Dezember',
          '31. Dezember',
          '1. Januar',
          '12.03.2025',
          '12.03.2026',
          '13.03.2026',
        ],
      ],
    },
    en: {
      frames: ['Are you open on {}?', 'How much did we spend on {}?', 'Will my order arrive by {}?'],
      fillings: [
        [
          'May 3',
          'May 5',
          'June 3',
          'December 24',
          'December 31',
          'January 1',
          '2025-03-12',
          '2026-03-12',
          '2026-03-13',
        ],
      ],
    },
  },
  'relative date': {
    de: {
      frames: ['Haben Sie {} geöffnet?', 'Wie viele Bestellungen gab es {}?'],
      fillings: [
        ['heute', 'gestern', 'morgen'],
        ['diese Woche', 'letzte Woche', 'nächste Woche'],
        ['montags', 'sonntags', 'samstags'],
      ],
    },
    en: {
      frames: ['Are you open {}?', 'How many orders were there {}?'],
      fillings: [
        ['today', 'yesterday', 'tomorrow'],
        ['this week', 'last week', 'next week'],
        ['on Monday', 'on Sunday', 'on Saturday'],
      ],
    },
  },
  code: {
    de: {
      frames: [
        'Wo ist meine Bestellung {}?',
        'Wann wurde die Rechnung {} bezahlt?',
        'Passt das Ersatzteil {} zu meiner Lampe?',
      ],
      fillings: [
        ['48213', '48231', '48312', '84213', '482130'],
        ['RE-2041', 'RE-2014', 'RE-2401', 'RG-2041'],
        ['LX-200', 'LX-300', 'LX-200B', 'LZ-200', 'A12', 'A21'],
      ],
    },
    en: {
      frames: ['Where is my order {}?', 'When was invoice {} paid?', 'Does spare part {} fit my lamp?'],
      fillings: [
        ['48213', '48231', '48312', '84213', '482130'],
        ['RE-2041', 'RE-2014', 'RE-2401', 'RG-2041'],
        ['LX-200', 'LX-300', 'LX-200B', 'LZ-200', 'A12', 'A21'],
      ],
    },
  },
  name: {
    de: {
      frames: ['Liefern Sie auch nach {}?', 'Wie erreiche ich den Laden in {}?', 'Wie lief die Kampagne in {}?'],
      fillings: [
        ['Hamburg', 'München', 'Leipzig', 'Graz', 'Basel', 'Bozen'],
        ['hamburg', 'münchen', 'leipzig', 'graz'],
        ['Polen', 'Belgien', 'Dänemark', 'Italien'],
      ],
    },
    en: {
      frames: ['Do you deliver to {}?', 'How do I reach the shop in {}?', 'How did the campaign go in {}?'],
      fillings: [
        ['Leeds', 'Bristol', 'Dublin', 'Cardiff', 'Galway'],
        ['leeds', 'bristol', 'dublin', 'cardiff'],
        ['Poland', 'Belgium', 'Denmark', 'Italy'],
      ],
    },
  },
  thing: {
    de: {
      frames: ['Wie lange ist die Garantie auf {}?', 'Welche {} sind lieferbar?', 'Wie reinige ich {} am besten?'],
      fillings: [
        ['Stehlampen', 'Tische', 'Teppiche', 'Regale', 'Sofas', 'Vorhänge'],
        ['Leuchtmittel', 'Lampenschirme', 'Netzteile', 'Dimmer'],
      ],
    },
    en: {
      frames: ['How long is the warranty on {}?', 'Which {} are in stock?', 'How do I best clean {}?'],
      fillings: [
        ['floor lamps', 'tables', 'carpets', 'shelves', 'sofas', 'curtains'],
        ['bulbs', 'lampshades', 'power supplies', 'dimmers'],
      ],
    },
  },
  action: {
    de: {
      frames: ['Wie kann ich meine Bestellung {}?', 'Wo kann ich die Lampe {}?', 'Bis wann kann ich das Abo {}?'],
      fillings: [
        ['stornieren', 'bezahlen', 'verfolgen', 'ändern', 'bewerten'],
        ['kaufen', 'mieten', 'reparieren', 'entsorgen', 'tauschen'],
        ['kündigen', 'verlängern', 'pausieren', 'verschenken'],
      ],
    },
    en: {
      frames: ['How can I {} my order?', 'Where can I {} the lamp?', 'Until when can I {} the subscription?'],
      fillings: [
        ['cancel', 'pay', 'track', 'change', 'rate'],
        ['buy', 'rent', 'repair', 'recycle', 'exchange'],
        ['terminate', 'renew', 'pause', 'gift'],
      ],
    },
  },
  negation: {
    de: {
      frames: [
        'Welche Artikel sind {} vom Umtausch ausgeschlossen?',
        'Welche Kunden haben {} bestellt?',
        'Warum wird der Gutschein {} angenommen?',
      ],
      fillings: [
        ['', 'nicht'],
        ['', 'nie'],
        ['', 'nicht mehr'],
      ],
    },
    en: {
      frames: [
        'Which items are {} excluded from returns?',
        'Which customers have {} ordered?',
        'Why is the voucher {} accepted?',
      ],
      fillings: [
        ['', 'not'],
        ['', 'never'],
        ['', 'no longer'],
      ],
    },
  },
  direction: {
    de: {
      frames: [
        'Warum sind die Kosten im Mai {}?',
        'Ist die Lieferung {} Aufpreis möglich?',
        'Welche Kampagne hat die {} Rendite?',
        'Muss ich {} der Lieferung bezahlen?',
      ],
      fillings: [
        ['gestiegen', 'gesunken'],
        ['mit', 'ohne'],
        ['höchste', 'niedrigste'],
        ['vor', 'nach'],
      ],
    },
    en: {
      frames: [
        'Why did the costs {} in May?',
        'Is delivery possible {} extra charge?',
        'Which campaign has the {} return?',
        'Do I have to pay {} delivery?',
      ],
      fillings: [
        ['rise', 'fall'],
        ['with', 'without'],
        ['highest', 'lowest'],
        ['before', 'after'],
      ],
    },
  },
  modality: {
    de: {
      frames: ['{} ich die Originalverpackung aufheben?', '{} der Kunde die Rücksendung bezahlen?'],
      fillings: [['Muss', 'Darf', 'Soll', 'Kann']],
    },
    en: {
      frames: ['{} I keep the original packaging?', '{} the customer pay for the return?'],
      fillings: [['Must', 'May', 'Should', 'Can']],
    },
  },
  'question type': {
    de: {
      frames: ['{} wird meine Bestellung geliefert?', '{} kann ich die Rechnung bezahlen?', '{} endet der Vertrag?'],
      fillings: [['Wann', 'Wohin', 'Warum', 'Wie', 'Von wem']],
    },
    en: {
      frames: ['{} is my order delivered?', '{} can I pay the invoice?', '{} does the contract end?'],
      fillings: [['When', 'Where', 'Why', 'How']],
    },
  },
  addition: {
    de: {
      frames: ['Wie lange dauert die Lieferung {}?', 'Was kostet die Rücksendung {}?'],
      fillings: [['', 'ins Ausland', 'am Wochenende', 'für Geschäftskunden', 'von Möbeln', 'per Spedition']],
    },
    en: {
      frames: ['How long does delivery take {}?', 'What does a return cost {}?'],
      fillings: [['', 'abroad', 'at weekends', 'for business customers', 'of furniture', 'by freight']],
    },
  },
};
