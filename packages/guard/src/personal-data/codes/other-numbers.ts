import { phrases } from '../reading/phrases.js';

/** Words that announce numbers which are no personal data. */
export const otherNumberCues: readonly string[] = phrases(`
  bestellnummer*, bestellung, bestellungen, bestell nr, bestellnr, auftrag, auftrags nr, auftragsnummer*,
  auftragsnr, order, order number, order no, order id, purchase order, po number, rechnung, rechnungsnummer*,
  rechnungs nr, rechnungsnr, invoice, invoice number, invoice no, invoice id, lieferschein*, sendung,
  sendungsnummer*, sendungsverfolgung*, sendungs nr, paket, paketnummer*, tracking*, tracking number, tracking no,
  tracking nr, parcel, shipment*, consignment*, ean, gtin*, upc, isbn, issn, barcode*, strichcode*, artikel,
  artikelnummer*, artikelnr, art nr, artnr, article, article number, article no, sku, produktnummer*, product
  code, product number, part number, part no, model, modell, ersatzteil*, spare part, seriennummer*, serial
  number, serial no, charge, chargennummer*, batch, lot, version, release, firmware, build, commit, vorgangs id,
  vorgangsnummer*, process id, ticket, ticketnummer*, ticket number, ticket id, referenznummer*, reference number,
  aktenzeichen, case number, preis, price, betrag, gesamtbetrag, summe, total, amount, menge, quantity, messwert*,
  reading, zählerstand, meter reading, lieferung, delivery, gutschein*, gutscheincode, voucher, coupon*,
  transaktion*, transaction*, gerätenummer, imei, vertragsnummer*, contract number, kassenbon, bon nr, receipt`);
