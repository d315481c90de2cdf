import type { Templates } from './template.js';

export const test: Templates = {
  labels: {
    email: { de: ['Kontakt-Mail', 'Emailadresse', 'E-Mail-Kontakt'], en: ['mail address', 'contact e-mail'] },
    phone: { de: ['Rufnummer', 'Mobilnummer', 'Telefon'], en: ['telephone number', 'cell phone', 'contact number'] },
    ipv4: { de: ['Client-IP', 'IPv4-Adresse'], en: ['client IP', 'IPv4 address'] },
    ipv6: { de: ['Client-IP', 'IP-Adresse des Anschlusses'], en: ['client IP', 'IP address of the line'] },
    iban: { de: ['Konto (IBAN)', 'Bankkonto', 'Kontoverbindung'], en: ['account (IBAN)', 'bank account number'] },
    'payment-card': {
      de: ['Nummer der Kreditkarte', 'Zahlungskarte', 'Visa-/Mastercard-Nummer'],
      en: ['payment card', 'number of the credit card', 'Visa/Mastercard number'],
    },
    'date-of-birth': { de: ['Geburtstag', 'geboren am', 'Geb.-Dat.'], en: ['birthday', 'born on', 'birthdate'] },
    person: {
      de: ['Vor- und Nachname', 'Versicherte Person', 'Empfänger'],
      en: ['full name', 'insured person', 'recipient'],
    },
    street: {
      de: ['Straße und Hausnummer', 'Lieferanschrift', 'Wohnadresse'],
      en: ['street and number', 'home address'],
    },
    place: { de: ['Postleitzahl und Ort', 'PLZ/Ort', 'Wohnsitz'], en: ['city/ZIP', 'postal code and town'] },
    'licence-plate': {
      de: ['Autokennzeichen', 'Nummernschild', 'Fahrzeugkennzeichen'],
      en: ['registration plate', 'vehicle registration'],
    },
    'vat-id': {
      de: ['Umsatzsteuer-Identifikationsnummer', 'UID', 'UStID'],
      en: ['VAT identification number', 'VAT reg. no.'],
    },
    'de-tax-id': {
      de: ['Steueridentifikationsnummer', 'Identifikationsnummer (Steuer)', 'TIN'],
      en: ['tax identification number', 'TIN'],
    },
    'de-tax-number': { de: ['Steuer-Nr.', 'Steuernr.', 'Nummer beim Finanzamt'], en: ['tax no.', 'tax office number'] },
    'de-pension-number': {
      de: ['Versicherungsnummer der Rentenversicherung', 'Sozialversicherungsnr.', 'RVNR'],
      en: ['social insurance number', 'German pension number'],
    },
    'de-health-insurance-number': {
      de: ['Versichertennr. der Krankenkasse', 'Nummer der Gesundheitskarte', 'KV-Nummer'],
      en: ['insurance card number', 'statutory health insurance no.'],
    },
    'de-identity-card': {
      de: ['Nummer des Personalausweises', 'Perso-Nr.', 'Ausweis-Nr.'],
      en: ['ID card no.', 'German identity card'],
    },
    'de-passport': {
      de: ['Nummer des Reisepasses', 'Pass-Nr.', 'Reisepass'],
      en: ['passport', 'number of the passport'],
    },
    'de-physician-number': {
      de: ['Arztnummer (LANR)', 'Arzt-Nr.', 'LANR des Arztes'],
      en: ["doctor's LANR", 'physician number'],
    },
    'de-practice-number': {
      de: ['Betriebsstätten-Nr.', 'BSNR der Praxis'],
      en: ["practice's BSNR", 'practice number'],
    },
    'de-driving-licence': {
      de: ['Nummer des Führerscheins', 'Führerschein-Nr.', 'Führerschein'],
      en: ["driver's license number", 'driving licence'],
    },
    'de-commercial-register': {
      de: ['Registernummer', 'eingetragen beim Amtsgericht Lübeck', 'HR-Nummer'],
      en: ['register number', 'registered at the Lübeck district court'],
    },
    'us-ssn': {
      de: ['Social Security Number (USA)', 'amerikanische SSN'],
      en: ['Social Security No.', 'US social security number'],
    },
    'uk-nino': { de: ['National Insurance Number'], en: ['NI number', 'national insurance no.'] },
    'uk-nhs-number': { de: ['NHS Number'], en: ['number on the NHS letter', 'patient NHS number'] },
  },
  labelled: {
    de: [
      'Zur Vervollständigung meiner Akte: {label} {value}.',
      'Ich reiche {label} nach: {value}',
      '{label} = {value}, bitte ändern.',
      'Auf dem Ausdruck ist als {label} {value} vermerkt.',
      'ist {label} {value} bei euch richtig hinterlegt?',
      'Tragen Sie bei {label} bitte {value} ein, {decoy} bleibt gleich.',
      'Guten Morgen, wie besprochen {label} → {value}',
      'Für den Antrag brauche ich Ihre Bestätigung von {label} ({value}) bis Freitag.',
    ],
    en: [
      'To complete my file: {label} {value}.',
      'As promised, {label} – {value}',
      '{label} = {value}, please update.',
      'The printout lists {value} as {label}.',
      'is {label} {value} stored correctly on your side?',
      'Enter {value} for {label}, {decoy} stays as it is.',
      'I need you to confirm {label} ({value}) by Friday.',
    ],
  },
  bare: {
    de: ['Zum Kopieren: {value}', 'Das wäre dann {value}, oder?', 'siehe {value}', 'Bitte nur noch {value} verwenden!'],
    en: ['To copy: {value}', 'That would be {value}, right?', 'see {value}', 'Only use {value} from now on!'],
  },
  own: {
    person: {
      de: [
        'Guten Tag, ich bin {value} und melde mich wegen {decoy}.',
        'Sehr geehrter Herr Professor {surname}, vielen Dank für Ihre Nachricht.',
        'Frau {value} bittet um Rückruf, {decoy}.',
        'Der Vertrag läuft auf den Namen {value}.',
        'Beste Grüße aus dem Norden\n{value}',
        'Unterschrieben hat Eheleute {surname}.',
        'Am Empfang bitte nach {value} fragen.',
        'Mit besten Empfehlungen\n\n{value}\nVertriebsleitung',
        'Moin {given}, kannst du kurz schauen?',
        'Die Bestellerin {value} hat nicht bezahlt.',
        'Gestern habe ich {value} in der Filiale getroffen.',
        'An: {value} <{email}>',
      ],
      en: [
        'Good afternoon, this is {value} calling about {decoy}.',
        'Dear Professor {surname}, thank you for your message.',
        'Ms {value} asks for a call back; {decoy}.',
        'The contract is in the name of {value}.',
        'With best wishes from the coast\n{value}',
        'It was signed by Mr and Mrs {surname}.',
        'Please ask for {value} at the desk.',
        'Sincerely,\n\n{value}\nHead of Sales',
        'Hey {given}, could you have a look?',
        'Our client {value} has not paid.',
        'Yesterday I met {value} at the branch.',
        'To: {value} <{email}>',
      ],
    },
    street: {
      de: [
        'Abholung bitte bei {value}, {decoy}.',
        'wohnhaft: {value} in {place}',
        'Die neue Adresse ist {value}, gültig ab sofort.',
        'An\n{person}\n{value}\n{place}\nDeutschland',
      ],
      en: [
        'Please collect it from {value}; {decoy}.',
        'resident at {value}, {place}',
        'The new address is {value}, effective immediately.',
        'To\n{person}\n{value}\n{place}',
      ],
    },
    place: {
      de: [
        'Gemeldet bin ich in {value}.',
        'Versand nach {street}, {value}',
        'An\n{person}\n{street}\n{value}',
        'Unser Monteur fährt morgen nach {value}.',
      ],
      en: [
        'I am registered in {value}.',
        'Ship to {street}, {value}',
        'To\n{person}\n{street}\n{value}',
        'Our engineer drives to {value} tomorrow.',
      ],
    },
    'date-of-birth': {
      de: ['Patientin {person}, *{value}', 'Mein Sohn kam am {value} zur Welt, {decoy}.'],
      en: ['Patient {person}, d.o.b. {value}', 'My son was born {value}; {decoy}.'],
    },
  },
  whole: {
    letter: {
      de: [
        'Absender: {person}, {street}, {place}\n\nKündigung, {decoy}\n\nGuten Tag,\n\n{body}\n\nHochachtungsvoll\n\n{person}',
        'Liebe Frau {surname},\n\nvielen Dank für das Gespräch. {body} Übrigens, {decoy}.\n\nHerzliche Grüße\n{person}\nMobil: {phone}',
        'Hi {given},\n\n{body}\n\nLG {given}',
        'Sehr geehrtes Team,\n\n{body}\n\nMfG\n{person}\n{street}, {place}\nE-Mail {email}',
      ],
      en: [
        'From: {person}, {street}, {place}\n\nCancellation, {decoy}\n\nTo whom it may concern,\n\n{body}\n\nRespectfully,\n\n{person}',
        'Dear Mrs {surname},\n\nthank you for the talk. {body} By the way, {decoy}.\n\nWarm regards,\n{person}\nMobile: {phone}',
        'Hello {given},\n\n{body}\n\nThanks,\n{given}',
        'Dear team,\n\n{body}\n\nMany thanks\n{person}\n{street}, {place}\nE-mail {email}',
      ],
    },
    chat: {
      de: [
        'Nutzer> Frage zu {decoy}\nBot> Gern, worum geht es?\nNutzer> {body}\nBot> Verstanden, ich leite das weiter.',
        '14:02 Anruferin: Servus!\n14:02 Hotline: Grüß Gott, was kann ich tun?\n14:03 Anruferin: {body}\n14:04 Hotline: Perfekt, {decoy}. Erreiche ich Sie unter {phone}?',
      ],
      en: [
        'User> Question on {decoy}\nBot> Sure, what is it about?\nUser> {body}\nBot> Understood, I will pass it on.',
        '14:02 Caller: Morning!\n14:02 Hotline: Hello, what can I do?\n14:03 Caller: {body}\n14:04 Hotline: Perfect, {decoy}. Can I reach you on {phone}?',
      ],
    },
  },
};
