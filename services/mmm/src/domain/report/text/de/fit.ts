import type { fit as english } from '../en/fit.js';

/** What the report of a fit says. `{name}` is filled in; `~` is a space that does not break. */
export const fit: Readonly<Record<keyof typeof english, string>> = {
  // page
  'page.kicker': 'Media-Mix-Bericht',
  'page.contents': 'Inhalt',
  'nav.answer': 'Antwort',
  'nav.status': 'Status',
  'nav.channels': 'Kanäle',
  'nav.curves': 'Budgetkurven',
  'nav.time': 'Zeitverlauf',
  'nav.carry': 'Wirkdauer',
  'nav.quality': 'Güte',
  'nav.shift': 'Daten und Annahme',
  'nav.calibration': 'Experimente',
  'nav.checks': 'Prüfungen',
  'nav.limits': 'Grenzen',
  'nav.data': 'Daten',
  'nav.technical': 'Fachleute',
  'nav.reproduce': 'Nachrechnen',
  'page.period': '{from} bis {to}',
  'page.outcome': 'Zielgröße',
  'page.footer':
    'Alle Bereiche sind 90-%-Bereiche: Nach Daten und Annahmen liegt der wahre Wert mit einer Wahrscheinlichkeit von 90~% darin.',
  range: '{low} bis {high}',
  'grain.day.one': 'Tag',
  'grain.day.many': 'Tage',
  'grain.day.dative': 'Tagen',
  'grain.day.same': 'am Tag der Werbung selbst',
  'grain.day.later': 'an späteren Tagen',
  'grain.week.one': 'Woche',
  'grain.week.many': 'Wochen',
  'grain.week.dative': 'Wochen',
  'grain.week.same': 'in der Woche der Werbung selbst',
  'grain.week.later': 'in späteren Wochen',
  none: 'keine',

  // the answer
  'answer.title': 'Die Antwort',
  'answer.added': 'Werbung hat {amount} zusätzlich gebracht~– {share} der Zielgröße „{outcome}“.',
  'answer.range': 'Mit 90~% Wahrscheinlichkeit liegt der Wert zwischen {low} und {high}.',
  'answer.roi': 'Je {hundred} Werbeausgaben kamen {roi} zurück ({low} bis {high}).',
  'answer.efficiency': 'Je {thousand} Werbeausgaben kamen {roi} ({low} bis {high}).',
  'answer.refused': 'Dieses Modell ist nicht freigegeben. Keine seiner Zahlen taugt für eine Entscheidung.',
  'answer.refusedWhy': 'Nicht bestandene Prüfungen: {count}. Gründe und Abhilfe stehen unter „Status“.',
  'verdict.pays': 'Lohnt sich klar',
  'verdict.pays.meaning': 'Selbst das vorsichtige Ende des Bereichs liegt über der Gewinnschwelle.',
  'verdict.open': 'Offen',
  'verdict.open.meaning':
    'Die Gewinnschwelle liegt im Bereich: Die Daten können Gewinn und Verlust nicht trennen. Ein Experiment kann es.',
  'verdict.loses': 'Lohnt sich klar nicht',
  'verdict.loses.meaning': 'Selbst das günstige Ende des Bereichs liegt unter der Gewinnschwelle.',
  'verdict.organic': 'Ohne Ausgaben',
  'verdict.organic.meaning': 'Diese Kanäle kosten kein Mediageld, also gibt es auch keinen ROI.',
  'verdict.noValue': 'Kosten je {unit}',
  'verdict.noValue.meaning': 'Die Zielgröße hat hier keinen Geldwert; ob sich ein Kanal lohnt, bleibt deshalb offen.',
  'verdict.none': 'kein Kanal',
  'verdict.roi': 'ROI {point}',
  'verdict.item': '{channel}: {point} ({low} bis {high})',
  'answer.more':
    'Mehr Budget lohnt sich voraussichtlich: {channels}. Selbst vorsichtig gerechnet bringen die nächsten {thousand} mehr ein, als sie kosten.',
  'answer.less':
    'Der letzte Teil des heutigen Budgets lohnt sich nicht: {channels}. Selbst günstig gerechnet bringen die nächsten {thousand} weniger ein, als sie kosten.',
  'answer.margin':
    'Gewinnschwelle heißt: Der Wert der Zielgröße deckt die Ausgaben. Ist die Zielgröße Umsatz, entscheidet die Marge, ob das reicht.',

  // status
  'status.title': 'Status',
  'status.published': 'Freigegeben',
  'status.refused': 'Abgelehnt',
  'status.publishedClean': 'Das Modell hat alle {count} Prüfungen bestanden und ist freigegeben.',
  'status.publishedReview':
    'Das Modell ist freigegeben. Von {count} Prüfungen verdienen {review} einen zweiten Blick, bevor größere Entscheidungen fallen.',
  'status.refusedBody':
    'Von {count} Prüfungen sind {failed} nicht bestanden. Ein solches Modell wird nicht freigegeben: Seine Zahlen können in Höhe und Vorzeichen falsch sein.',
  'status.reasons': 'Warum',
  'status.review': 'Einen zweiten Blick wert',
  'status.next': 'Nächste Schritte',
  'status.next.fix': 'Die Abhilfen oben der Reihe nach umsetzen und neu rechnen.',
  'status.next.keep': 'Bis dahin gilt das zuletzt freigegebene Modell.',
  'status.next.test':
    '{channels} in einem Experiment testen (Regionen mit und ohne den Kanal): Gemessen an dem, was auf dem Spiel steht, ist der Bereich dort am breitesten.',
  'status.next.plan':
    'Aus diesem Modell einen Budgetplan rechnen lassen und nach dessen Bereich entscheiden, nicht nach dem Mittelwert.',
  'status.next.refit': 'Neu rechnen, sobald neue Daten oder ein abgeschlossenes Experiment vorliegen.',
  'status.figures': 'Zahlen des abgelehnten Modells – nur zur Suche nach der Ursache',

  // channels
  'channels.title': 'Was jeder Kanal geleistet hat',
  'channels.caption': 'Kanäle über den gesamten Zeitraum. Unter jeder Zahl steht ihr 90-%-Bereich.',
  'channels.figure': 'ROI je Kanal',
  'channels.figure.description':
    'Eine Zeile je Kanal, nach ROI geordnet. Gefüllt: ROI aller Ausgaben. Hohl: ROI der nächsten {thousand}. {rows}',
  'channels.figure.caption':
    'Gefüllt: ROI aller Ausgaben. Hohl: ROI der nächsten {thousand}. Punkt: Mittelwert; Linie: 90-%-Bereich.',
  'channels.breakEven': 'Gewinnschwelle',
  'column.channel': 'Kanal',
  'column.spend': 'Ausgaben',
  'column.added': 'Beitrag',
  'column.share': 'Anteil an der Zielgröße',
  'column.roi': 'ROI',
  'column.roi.units': 'Je {thousand}: {unit}',
  'column.mroi': 'ROI der nächsten {thousand}',
  'column.mroi.units': 'Die nächsten {thousand}: {unit}',
  'column.cost': 'Kosten je {unit}',
  'column.verdict': 'Urteil',
  'column.all': 'Alle Kanäle',
  'cell.whisker': '{column}, {channel}',
  'cell.description': '{point}, 90-%-Bereich {low} bis {high}',

  'terminal.legend': 'Mittelwert und 90-%-Bereich; | ist die Gewinnschwelle',
  'terminal.legendUnits': 'Mittelwert und 90-%-Bereich',

  // response curves
  'curves.title': 'Was mehr oder weniger Budget bringen würde',
  'curves.intro':
    'Jede Kurve zeigt, was ein Kanal über den gesamten Zeitraum bei welchen Ausgaben bringt – alles andere unverändert. Wo sie flach wird, bringt weiteres Geld wenig. Das Band ist der 90-%-Bereich; weit weg von den heutigen Ausgaben stützt es sich mehr auf die angenommene Form als auf Daten.',
  'curves.amounts': 'Beträge in {currency}.',
  'curves.response': 'Wirkung nach Ausgaben',
  'curves.response.name': 'Wirkungskurve: {channel}',
  'curves.response.description':
    'Bei den heutigen Ausgaben von {spend} bringt {channel} {point} (90-%-Bereich {low} bis {high}).',
  'curves.response.caption': 'Wert der Wirkung nach Ausgaben. Gestrichelt: Wert gleich Ausgaben.',
  'curves.response.captionUnits': 'Wirkung nach Ausgaben, Einheit: {unit}.',
  'curves.marginal': 'ROI der nächsten {thousand}',
  'curves.marginal.name': 'Grenzkurve: {channel}',
  'curves.marginal.description':
    '{channel} bei den heutigen Ausgaben von {spend}: {point} (90-%-Bereich {low} bis {high}).',
  'curves.marginal.caption':
    'ROI der nächsten {thousand} nach Ausgaben. Gestrichelt: Gewinnschwelle. Wo die Kurve darüber liegt, lohnt sich mehr Budget.',
  'curves.marginal.captionUnits': 'Was die nächsten {thousand} bringen, nach Ausgaben; Einheit: {unit}.',
  'curves.today': 'heute',
  'curves.none': 'Dieses Modell hat keine Wirkungskurven: Kein Kanal hat Ausgaben.',

  // decomposition
  'time.title': 'Woraus sich die Zielgröße zusammensetzt',
  'time.figure': 'Teile der Zielgröße im Zeitverlauf',
  'time.figure.description':
    '{outcome} je {grain} von {from} bis {to} als Summe ihrer Teile. Größter Teil: {largest}. Die Summen stehen in der Tabelle darunter.',
  'time.figure.caption':
    'Mittelwert jedes Teils je {grain}. Teile unter null senken die Zielgröße. Die Linie ist die Summe: was das Modell erwartet.',
  'time.table': 'Summen der Teile',
  'column.part': 'Teil',
  'column.kind': 'Art',
  'column.total': 'Summe',
  'time.others': 'Weitere Teile',
  'kind.baseline': 'Grundgeschäft',
  'kind.seasonality': 'Saison',
  'kind.holiday': 'Feiertage und Ereignisse',
  'kind.control': 'weiterer Einfluss',
  'kind.price': 'Preis und Aktionen',
  'kind.treatment': 'andere Maßnahme',
  'kind.organic': 'Kanal ohne Ausgaben',
  'kind.paid': 'bezahlter Kanal',
  'kind.reach-frequency': 'bezahlter Kanal, Reichweite und Frequenz',
  'time.fit': 'Gemessen und erwartet',
  'time.fit.description':
    'Punkte: gemessene Zielgröße {outcome} je {grain}. Linie und Band: was das Modell erwartet, mit 90-%-Bereich. Mittlere Abweichung: {mape} der Zielgröße.',
  'time.fit.caption':
    'Punkte: gemessen. Linie: vom Modell erwartet. Band: 90-%-Bereich der Erwartung, ohne die Streuung einzelner {grains}.',

  // carry-over and saturation
  'carry.title': 'Wie lange Werbung wirkt und wie ausgereizt die Kanäle sind',
  'carry.intro':
    'Nachwirkung: Werbung wirkt über ihre Laufzeit hinaus. Sättigung: welchen Teil seiner größtmöglichen Wirkung ein Kanal mit der heutigen Werbung erreicht.',
  'carry.immediate':
    '{channel}: Die Hälfte der Wirkung tritt noch {same} ein; {carried} ({low} bis {high}) folgen {later}.',
  'carry.delayed':
    '{channel}: Die Hälfte der Wirkung tritt innerhalb von {halfLife} {grains} ein ({halfLow} bis {halfHigh}); {carried} ({low} bis {high}) folgen {later}.',
  'carry.saturation': 'Der Kanal erreicht {point} ({low} bis {high}) seiner größtmöglichen Wirkung.',
  'carry.noCeiling': 'Seine Kurve hat keine Obergrenze; ein Sättigungsgrad lässt sich daher nicht angeben.',
  'carry.halfLife': 'Zeit, bis die Hälfte der Wirkung eingetreten ist',
  'carry.halfLife.description': 'Einheit: {grains}, mit 90-%-Bereich. {rows}',
  'carry.halfLife.caption':
    'Zeit, bis die Hälfte der Wirkung eingetreten ist, in {grains}. Punkt: Mittelwert; Linie: 90-%-Bereich.',
  'carry.saturation.figure': 'Sättigungsgrad',
  'carry.saturation.description': 'Anteil an der größtmöglichen Wirkung, mit 90-%-Bereich. {rows}',
  'carry.saturation.caption':
    'Anteil an der größtmöglichen Wirkung bei heutiger Werbung. Nahe 100~% bringt mehr Budget fast nichts.',
  'carry.arrivals': 'Wie die Wirkung eintritt',
  'carry.arrival': 'Wie die Wirkung eintritt: {channel}',
  'carry.arrival.description': 'Eingetretener Anteil der Wirkung {same}: {first}; nach {last} {grains}: {end}.',
  'carry.arrival.caption': 'Eingetretener Anteil der Wirkung, {grains} nach der Werbung.',

  // quality
  'quality.title': 'Wie gut das Modell die Wirklichkeit trifft',
  'quality.inside': 'Auf den bekannten Daten liegt das Modell je {grain} im Mittel um {mape} daneben.',
  'quality.holdout':
    'Auf den letzten {periods} {grains}, die ein erster Lauf nicht kannte, lag es um {mape} daneben: Das ist die ehrliche Zahl.',
  'quality.noHoldout':
    'Es wurden keine {grains} zurückgehalten. Wie gut das Modell vorhersagt, ist deshalb nicht bekannt; dass es Bekanntes gut trifft, beweist wenig.',
  'quality.coverage.good':
    'Davon lagen {coverage} im vorhergesagten 90-%-Bereich: Die Bereiche sind so breit, wie sie sein sollen.',
  'quality.coverage.narrow':
    'Davon lagen nur {coverage} im vorhergesagten 90-%-Bereich: Das Modell ist sich sicherer, als es sein dürfte. Jeder Bereich ist eher etwas breiter zu lesen.',
  'quality.coverage.wide':
    'Davon lagen {coverage} im vorhergesagten 90-%-Bereich: Die Bereiche sind breiter als nötig.',
  'quality.crps':
    'Abstand zwischen Vorhersage und Wirklichkeit samt Unsicherheit (CRPS): {crps} je {grain}; kleiner ist besser.',
  'quality.caption': 'Güte von Anpassung und Vorhersage',
  'quality.known': 'bekannte Daten',
  'quality.heldOut': 'zurückgehaltene Daten',
  'level.geo': 'je Region',
  'level.national': 'alle Regionen zusammen',
  'column.data': 'Daten',
  'column.level': 'Ebene',
  'column.r2': 'R²',
  'column.mape': 'Mittlere Abweichung (MAPE)',
  'column.wmape': 'Gewichtet (wMAPE)',
  'column.crps': 'CRPS',
  'column.coverage': 'Im 90-%-Bereich',

  // prior and posterior
  'shift.title': 'Was die Daten verändert haben',
  'shift.intro':
    'Vor den Daten gilt für jeden Kanal eine vorsichtige Annahme über seinen ROI. Weicht das Ergebnis kaum davon ab, haben die Daten wenig gesagt: Die Zahl ist dann vor allem Annahme.',
  'shift.figure': 'ROI vor und nach den Daten',
  'shift.description':
    'Hohl: Annahme vor den Daten. Gefüllt: Ergebnis. Linien: Mittelwert ± eine Standardabweichung. {rows}',
  'shift.caption': 'Hohl: Annahme. Gefüllt: Ergebnis. Linie: Mittelwert ± eine Standardabweichung.',
  'shift.table': 'Annahme und Ergebnis',
  'column.before': 'Annahme',
  'column.after': 'Ergebnis',
  'column.learned': 'Beseitigte Unsicherheit',
  'shift.plusMinus': '{mean} ± {sd}',
  'shift.much': 'Die Daten haben klar gesprochen',
  'shift.some': 'Die Daten haben eingegrenzt',
  'shift.little': 'Vor allem Annahme',
  'shift.none': 'Für keinen Kanal gibt es eine Annahme über den ROI.',

  // calibration
  'calibration.title': 'Kalibrierung durch Experimente',
  'calibration.intro':
    'Ein Experiment misst, was ein Kanal verursacht hat. Das Modell nutzt diese Ergebnisse als Beleg für dieselben Regionen und Zeiträume ({grains}).',
  'calibration.none':
    'Es wurde kein Experiment verwendet. Alle Zahlen beruhen allein auf beobachtetem Auf und Ab; eine verborgene Ursache, die mit dem Budget läuft, bliebe unbemerkt.',
  'calibration.figure': 'Experimente und Modell',
  'calibration.description':
    'Gefüllt: das Modell für dieselben Regionen und Zeiträume ({grains}). Hohl: im Experiment gemessen. Linien: 90-%-Bereiche. {rows}',
  'calibration.caption': 'Hohl: Experiment. Gefüllt: Modell. Linie: 90-%-Bereich.',
  'calibration.table': 'Verwendete Experimente',
  'column.experiment': 'Experiment',
  'column.measured': 'Gemessen',
  'column.modelled': 'Modell',
  'column.weight': 'Gewicht des Experiments',
  'column.agreement': 'Übereinstimmung',
  'calibration.agrees': 'stimmt überein',
  'calibration.differs': 'weicht ab',

  // checks
  'checks.title': 'Prüfungen vor der Freigabe',
  'checks.caption': 'Jede Prüfung mit Ergebnis, Bedeutung und Abhilfe',
  'column.check': 'Prüfung',
  'column.result': 'Ergebnis',
  'column.value': 'Wert',
  'column.threshold': 'Grenze',
  'column.meaning': 'Bedeutung',
  'column.remedy': 'Abhilfe',
  'checks.pass': 'bestanden',
  'checks.review': 'genauer ansehen',
  'checks.fail': 'nicht bestanden',
  'checks.about': '{check}: {subject}',
  'checks.passed': 'Bestanden: {checks}.',

  // limits
  'limits.title': 'Worauf diese Zahlen beruhen und was sie falsch machen würde',
  'limits.confounding':
    'Keine verborgene Ursache bewegt Budget und Zielgröße zugleich. Wer immer dann mehr ausgibt, wenn die Nachfrage ohnehin hoch ist, sieht seine Kanäle zu gut.',
  'limits.together':
    'Die Kanäle schwanken unabhängig genug. Was stets gemeinsam steigt und fällt, lässt sich nicht trennen; die Summe ist dann verlässlicher als der einzelne Kanal.',
  'limits.shape':
    'Sättigung und Nachwirkung folgen den angenommenen Formen. Außerhalb der bisherigen Ausgaben sind die Kurven eine Fortschreibung.',
  'limits.constant':
    'Die Wirkung eines Kanals ist über den Zeitraum stabil, sofern die Spezifikation sie nicht schwanken lässt. Neue Motive oder Zielgruppen können anders wirken.',
  'limits.long':
    'Was später eintritt als die angenommene Nachwirkung, etwa Markenaufbau über Jahre, zählt zum Grundgeschäft und nicht zu den Kanälen.',
  'limits.margin': 'Der ROI rechnet mit dem Wert der Zielgröße, vor Waren- und Lieferkosten.',
  'limits.model':
    'Die Bereiche gelten, wenn das Modell stimmt. Der Zweifel am Modell selbst steckt nicht darin; ihn räumen nur Experimente aus.',
  'limits.calibrated':
    'Als zweite Quelle genutzte Experimente: {count}. Die damit geprüften Kanäle stehen auf festerem Grund: {channels}.',
  'limits.spread':
    'Es gibt nur eine nationale Zeitreihe: Ohne regionale Unterschiede werden die Bereiche breit und verborgene Ursachen schwerer erkennbar.',

  // data
  'data.title': 'Daten',
  'data.caption': 'Daten dieses Modells',
  'data.period': 'Zeitraum',
  'data.grain': 'Raster',
  'data.grain.value': '{count} {grains}',
  'data.geos': 'Regionen',
  'data.outcome': 'Zielgröße',
  'data.total': 'Summe der Zielgröße',
  'data.totalValue': 'Wert der Zielgröße',
  'data.currency': 'Währung',
  'data.spend': 'Werbeausgaben',
  'data.hash': 'Fingerabdruck (SHA-256)',
  'data.warnings': 'In den Daten aufgefallen',
  'data.noWarnings': 'In den Daten ist nichts aufgefallen.',

  // technical part
  'technical.title': 'Für Fachleute',
  'technical.diagnostics': 'Diagnose der Rechnung',
  'diagnostics.chains': 'Ketten × Ziehungen (Aufwärmphase)',
  'diagnostics.chains.value': '{chains} × {draws} ({warmup})',
  'diagnostics.divergences': 'Divergenzen',
  'diagnostics.treeDepth': 'Übergänge an der größten Baumtiefe',
  'diagnostics.rhat': 'Größtes R-hat',
  'diagnostics.essBulk': 'Kleinste effektive Stichprobe, Mitte',
  'diagnostics.essTail': 'Kleinste effektive Stichprobe, Ränder',
  'diagnostics.ebfmi': 'E-BFMI je Kette',
  'diagnostics.gradients': 'Gradientenberechnungen',
  'diagnostics.seconds': 'Rechenzeit',
  'diagnostics.seconds.value': '{seconds}~s',
  'diagnostics.at': '{value} ({parameter})',
  'technical.parameters': 'Parameter',
  'technical.parameters.more':
    'Gezeigt sind die {shown} von {count} Parametern mit dem größten R-hat; alle stehen in run/summary.json.',
  'column.parameter': 'Parameter',
  'column.mean': 'Mittelwert',
  'column.sd': 'Standardabweichung',
  'technical.spec': 'Spezifikation mit allen Vorgaben',
  'reproduce.title': 'Diesen Bericht nachrechnen',
  'reproduce.intro':
    'Gleiche Daten, gleiche Spezifikation, gleicher Startwert und gleiche Version ergeben dieselben Zahlen bis zur letzten Stelle.',
  'reproduce.caption': 'Was diesen Lauf kennzeichnet',
  'reproduce.command': 'Befehl',
  'reproduce.run': 'Lauf',
  'reproduce.at': 'Gerechnet am',
  'reproduce.seed': 'Startwert',
  'reproduce.data': 'Daten (SHA-256)',
  'reproduce.versions': 'Versionen',
  'reproduce.versions.value': 'Stellwerk {stellwerk}, Modell {model}, Node {node}',
};
