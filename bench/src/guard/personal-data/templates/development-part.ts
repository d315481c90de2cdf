import type { Templates } from './template.js';

export const development: Templates = {
  labels: {
    email: { de: ['E-Mail-Adresse', 'E-Mail', 'Mailadresse'], en: ['e-mail address', 'email'] },
    phone: { de: ['Telefonnummer', 'Tel.', 'Handynummer'], en: ['phone number', 'mobile number', 'tel.'] },
    ipv4: { de: ['IP-Adresse', 'IP'], en: ['IP address', 'IP'] },
    ipv6: { de: ['IPv6-Adresse', 'IP-Adresse'], en: ['IPv6 address', 'IP address'] },
    iban: { de: ['IBAN', 'Kontonummer (IBAN)', 'Bankverbindung'], en: ['IBAN', 'bank account'] },
    'payment-card': {
      de: ['Kreditkartennummer', 'Kreditkarte', 'Kartennummer'],
      en: ['credit card number', 'card number', 'credit card'],
    },
    'date-of-birth': {
      de: ['Geburtsdatum', 'Geb.-Datum', 'Tag der Geburt'],
      en: ['date of birth', 'birth date', 'DOB'],
    },
    person: { de: ['Name', 'Ansprechpartner', 'Kontoinhaber'], en: ['name', 'contact person', 'account holder'] },
    street: { de: ['Anschrift', 'Straße', 'Adresse'], en: ['address', 'street address'] },
    place: { de: ['Ort', 'Wohnort', 'PLZ und Ort'], en: ['town', 'city and postcode', 'place of residence'] },
    'licence-plate': {
      de: ['Kennzeichen', 'Kfz-Kennzeichen', 'amtliches Kennzeichen'],
      en: ['licence plate', 'number plate', 'car registration'],
    },
    'vat-id': { de: ['USt-IdNr.', 'Umsatzsteuer-ID', 'USt-ID'], en: ['VAT ID', 'VAT number'] },
    'de-tax-id': {
      de: ['Steuer-ID', 'steuerliche Identifikationsnummer', 'IdNr.'],
      en: ['tax ID', 'German tax identification number'],
    },
    'de-tax-number': {
      de: ['Steuernummer', 'St.-Nr.', 'Steuernummer beim Finanzamt'],
      en: ['tax number', 'German tax number'],
    },
    'de-pension-number': {
      de: ['Sozialversicherungsnummer', 'SV-Nummer', 'Rentenversicherungsnummer'],
      en: ['German social security number', 'pension insurance number'],
    },
    'de-health-insurance-number': {
      de: ['Krankenversichertennummer', 'Versichertennummer', 'KVNR'],
      en: ['health insurance number', 'German health insurance number'],
    },
    'de-identity-card': {
      de: ['Personalausweisnummer', 'Ausweisnummer', 'Personalausweis Nr.'],
      en: ['identity card number', 'ID card number'],
    },
    'de-passport': { de: ['Reisepassnummer', 'Passnummer', 'Reisepass Nr.'], en: ['passport number', 'passport no.'] },
    'de-physician-number': {
      de: ['LANR', 'Arztnummer', 'lebenslange Arztnummer'],
      en: ['physician number (LANR)', 'LANR'],
    },
    'de-practice-number': { de: ['BSNR', 'Betriebsstättennummer'], en: ['practice number (BSNR)', 'BSNR'] },
    'de-driving-licence': {
      de: ['Führerscheinnummer', 'Führerschein Nr.', 'Fahrerlaubnisnummer'],
      en: ['driving licence number', 'driver licence no.'],
    },
    'de-commercial-register': {
      de: ['Handelsregister', 'Handelsregisternummer', 'Registergericht Bremen'],
      en: ['commercial register', 'company register number'],
    },
    'us-ssn': { de: ['US-Sozialversicherungsnummer', 'SSN'], en: ['SSN', 'social security number'] },
    'uk-nino': {
      de: ['britische Sozialversicherungsnummer (NINO)', 'NINO'],
      en: ['National Insurance number', 'NINO'],
    },
    'uk-nhs-number': { de: ['NHS-Nummer'], en: ['NHS number', 'NHS no.'] },
  },
  labelled: {
    de: [
      '{label}: {value}',
      'Meine {label} lautet {value}.',
      'Bitte hinterlegen Sie {label} {value} in meinem Profil.',
      'Im Formular steht unter {label} noch {value}, das stimmt so.',
      'Könnten Sie prüfen, ob {value} als {label} gespeichert ist?',
      'Anbei die fehlende Angabe ({label}: {value}), danke für die Geduld.',
      'hab vergessen zu schreiben, {label} ist {value}',
      'Die {label} hat sich geändert, neu ist {value}; {decoy}.',
    ],
    en: [
      '{label}: {value}',
      'My {label} is {value}.',
      'Please add {value} as my {label} to the account.',
      'The form still shows {value} under {label}, which is correct.',
      'Here is the missing detail ({label}: {value}), thanks for waiting.',
      'sorry forgot to say, {label} is {value}',
      'The {label} has changed, the new one is {value}; {decoy}.',
    ],
  },
  bare: {
    de: [
      'Hier ist sie nochmal: {value}',
      '{value} – so steht es bei mir.',
      'Nehmen Sie bitte {value} und nicht die alte.',
      '{value}',
    ],
    en: [
      'Here it is again: {value}',
      '{value} is what I have on file.',
      'Please use {value} and not the old one.',
      '{value}',
    ],
  },
  own: {
    person: {
      de: [
        'Mein Name ist {value} und ich habe eine Frage zu {decoy}.',
        'Sehr geehrte Frau {surname}, {decoy} ist eingetroffen.',
        'Herr {value} hat gestern angerufen.',
        'Wir haben mit Frau Dr. {value} einen Termin vereinbart.',
        'Viele Grüße\n{value}',
        'Das Paket wurde von Familie {surname} angenommen.',
        'Ich heiße {value} und wohne in {place}.',
        'Bitte liefern Sie an {value}, {street}, {place}.',
        'Liebe {given}, danke für die schnelle Antwort!',
        'Für Rückfragen steht Ihnen unser Kollege {value} zur Verfügung.',
        'Kontoinhaberin ist {value}.',
      ],
      en: [
        'My name is {value} and I have a question about {decoy}.',
        'Dear Mr {surname}, {decoy} has arrived.',
        'Mrs {value} called yesterday.',
        'We agreed on a date with Dr. {value}.',
        'Kind regards,\n{value}',
        'Please deliver to {value}, {street}, {place}.',
        'Hi {given}, thanks for the quick reply!',
        'I am {value} and I live in {place}.',
        'Our colleague {value} will help you.',
        'The account holder is {value}.',
      ],
    },
    street: {
      de: [
        'Ich wohne in der {value} und warte auf {decoy}.',
        'Lieferadresse: {value}, {place}',
        'Wir sind umgezogen, jetzt {value}.',
        '{person}\n{value}\n{place}',
      ],
      en: [
        'I live at {value} and wait for {decoy}.',
        'Delivery address: {value}, {place}',
        'We have moved, it is now {value}.',
        '{person}\n{value}\n{place}',
      ],
    },
    place: {
      de: [
        'Wir wohnen seit Mai in {value}.',
        'Rechnungsadresse: {street}, {value}',
        '{person}\n{street}\n{value}',
        'Der Termin findet in {value} statt.',
      ],
      en: [
        'We have lived in {value} since May.',
        'Billing address: {street}, {value}',
        '{person}\n{street}\n{value}',
        'The visit takes place in {value}.',
      ],
    },
    'date-of-birth': {
      de: ['Ich bin am {value} geboren, {decoy}.', '{person}, geb. {value}'],
      en: ['I was born on {value}; {decoy}.', '{person}, born {value}'],
    },
  },
  whole: {
    letter: {
      de: [
        '{person}\n{street}\n{place}\n\nBetreff: {decoy}\n\nSehr geehrte Damen und Herren,\n\n{body}\n\nMit freundlichen Grüßen\n{person}',
        'Sehr geehrter Herr {surname},\n\n{body} Außerdem: {decoy}.\n\nFreundliche Grüße\n{person}\nTel. {phone}',
        'Hallo {given},\n\n{body}\n\nLiebe Grüße\n{given}',
      ],
      en: [
        '{person}\n{street}\n{place}\n\nSubject: {decoy}\n\nDear Sir or Madam,\n\n{body}\n\nYours faithfully,\n{person}',
        'Dear Ms {surname},\n\n{body} Also: {decoy}.\n\nBest regards,\n{person}\nPhone: {phone}',
        'Hi {given},\n\n{body}\n\nCheers,\n{given}',
      ],
    },
    chat: {
      de: [
        'Kunde: Hallo, es geht um {decoy}\nSupport: Guten Tag, wie kann ich helfen?\nKunde: {body}\nSupport: Danke, ist notiert.',
        '[09:14] Kundin: {body}\n[09:15] Berater: Vielen Dank! {decoy}.\n[09:16] Kundin: ok, meine Mail ist {email}',
      ],
      en: [
        'Customer: Hello, it is about {decoy}\nSupport: Good morning, how can I help?\nCustomer: {body}\nSupport: Thanks, noted.',
        '[09:14] Customer: {body}\n[09:15] Agent: Thank you! {decoy}.\n[09:16] Customer: ok, my mail is {email}',
      ],
    },
  },
};
