import type { findings as english } from '../en/findings.js';

/** What the checks of a fit and the warnings about its data mean, and what to do. */
export const findings: Readonly<Record<keyof typeof english, string>> = {
  'check.convergence': 'Übereinstimmung der Rechnungen',
  'check.convergence.meaning':
    'Mehrere unabhängige Rechnungen müssen beim selben Ergebnis ankommen. Tun sie das nicht, hängen die Zahlen vom Zufall ab.',
  'check.convergence.remedy':
    'Aufwärmphase und Ziehungen verdoppeln. Hilft das nicht: gemeinsam laufende Kanäle zusammenlegen oder engere Annahmen treffen.',
  'check.effective-sample-size': 'Zahl unabhängiger Ziehungen',
  'check.effective-sample-size.meaning': 'Bei zu wenigen unabhängigen Ziehungen sind die Grenzen der Bereiche ungenau.',
  'check.effective-sample-size.remedy': 'Mehr Ziehungen rechnen lassen.',
  'check.divergences': 'Divergenzen',
  'check.divergences.meaning':
    'Eine Divergenz heißt: Die Rechnung hat einen Teil der möglichen Lösungen ausgelassen. Ergebnisse können dann schief liegen.',
  'check.divergences.remedy':
    'Ziel-Akzeptanz auf 0,95 erhöhen. Bleiben Divergenzen, das Modell vereinfachen oder Annahmen enger fassen.',
  'check.energy': 'Beweglichkeit der Rechnung',
  'check.energy.meaning':
    'Die Rechnung bewegte sich nur zäh zwischen wahrscheinlichen und weniger wahrscheinlichen Lösungen. Die Ränder der Bereiche sind unsicher.',
  'check.energy.remedy': 'Aufwärmphase verlängern; Annahmen enger fassen, die extreme Werte zulassen.',
  'check.tree-depth': 'Schrittgrenze',
  'check.tree-depth.meaning':
    'Die Rechnung brach oft ab, bevor ihr Weg zu Ende war. Das ist eher langsam als falsch, die Ziehungen sind aber weniger unabhängig.',
  'check.tree-depth.remedy': 'Dichte oder niedrigrangige Metrik verwenden oder die größte Tiefe erhöhen.',
  'check.negative-baseline': 'Negatives Grundgeschäft',
  'check.negative-baseline.meaning':
    'Ganz ohne Werbung kann der Absatz nicht negativ sein. Behauptet das Modell dies, schreibt es der Werbung zu viel zu.',
  'check.negative-baseline.remedy': 'Angenommene Renditen senken oder weitere Treiber der Nachfrage aufnehmen.',
  'check.posterior-predictive': 'Ähnlichkeit simulierter Daten',
  'check.posterior-predictive.meaning':
    'Daten, die das Modell simuliert, müssen den gemessenen ähneln. Sonst fehlt dem Modell etwas Wichtiges.',
  'check.posterior-predictive.remedy':
    'Wochen mit großen Abweichungen ansehen; Ereignisse, Einflüsse oder eine robuste Verteilung ergänzen.',
  'check.goodness-of-fit': 'Erklärte Schwankung',
  'check.goodness-of-fit.meaning': 'Ein Modell, das weniger erklärt als der bloße Durchschnitt, erklärt nichts.',
  'check.goodness-of-fit.remedy': 'Datumsangaben, Einheiten und Zielgröße prüfen; Saison und Trend aufnehmen.',
  'check.roi-consistency': 'ROI gegenüber der Annahme',
  'check.roi-consistency.meaning':
    'Der gefundene ROI liegt am Rand dessen, was für möglich gehalten wurde: Daten und Annahme widersprechen sich.',
  'check.roi-consistency.remedy': 'Erst die Daten des Kanals prüfen, dann die Annahme. Noch besser: ein Experiment.',
  'check.prior-posterior-shift': 'Was die Daten zur Annahme beitragen',
  'check.prior-posterior-shift.meaning':
    'Das Ergebnis weicht kaum von der Annahme ab. Die Zahl zeigt, was angenommen wurde, nicht was gemessen wurde.',
  'check.prior-posterior-shift.remedy':
    'Budget des Kanals bewusst variieren oder ein Experiment durchführen. Bis dahin kein größeres Budget darauf stützen.',
  'check.implausible-roi': 'Unplausibler ROI',
  'check.implausible-roi.meaning':
    'So extreme Werte sind selten. Meist stimmt eine Einheit nicht, oder es fehlen Ausgaben.',
  'check.implausible-roi.remedy': 'Währung und Vollständigkeit der Ausgaben sowie den Wert je Ergebnis prüfen.',
  'check.high-variance': 'Breite des Bereichs',
  'check.high-variance.meaning': 'Der Bereich des ROI ist kaum enger als vor den Daten: Er sagt wenig aus.',
  'check.high-variance.remedy':
    'Regionale Daten oder mehr Wochen nutzen, kleine Kanäle zusammenlegen oder ein Experiment durchführen.',
  'check.potential-bias': 'Treiber der Nachfrage im Modell',
  'check.potential-bias.meaning':
    'Kein Einfluss im Modell bewegt sich mit der Werbung des Kanals. Was Nachfrage und Budget zugleich treibt, fehlt womöglich – und wird dem Kanal gutgeschrieben.',
  'check.potential-bias.remedy': 'Aufnehmen, wonach Budgets geplant werden: Saison, Suchnachfrage, Aktionen, Preise.',
  'check.holdout-coverage': 'Treffsicherheit der Bereiche',
  'check.holdout-coverage.meaning':
    'Von den zurückgehaltenen Beobachtungen müssen etwa neun von zehn im vorhergesagten Bereich liegen.',
  'check.holdout-coverage.remedy':
    'Streuung je Region zulassen, eine robuste Verteilung wählen oder Wirkungen über die Zeit veränderlich machen.',
  'check.holdout-accuracy': 'Genauigkeit auf unbekannten Daten',
  'check.holdout-accuracy.meaning':
    'Auf zurückgehaltenen Daten ist das Modell viel schlechter als auf bekannten: Es hat Zufall gelernt.',
  'check.holdout-accuracy.remedy': 'Weniger Stützstellen und Einflüsse verwenden oder eine längere Historie.',
  'check.calibration-agreement': 'Experiment und Modell',
  'check.calibration-agreement.meaning':
    'Für dieselben Regionen und Wochen sagt das Modell etwas anderes, als das Experiment gemessen hat. Eines von beiden irrt sich dort.',
  'check.calibration-agreement.remedy':
    'Zeitraum, Regionen und Einheit des Experiments prüfen, dann, was dem Modell fehlt. Bis dahin gilt für das Gemessene das Experiment.',

  'warning.PARTIAL_WEEKS_LEFT_OUT': 'Unvollständige Wochen am Anfang oder Ende wurden ausgelassen.',
  'warning.PARTIAL_WEEKS_LEFT_OUT.remedy':
    'Daten an einem Montag beginnen und an einem Sonntag enden lassen, um alle Tage zu nutzen.',
  'warning.SPEND_WITHOUT_MEDIA': 'In manchen Perioden stehen Ausgaben, aber keine Werbung.',
  'warning.SPEND_WITHOUT_MEDIA.remedy': 'Prüfen, ob Ausgaben in der Periode gebucht sind, in der die Werbung lief.',
  'warning.MEDIA_WITHOUT_SPEND': 'In manchen Perioden lief Werbung ohne Ausgaben.',
  'warning.MEDIA_WITHOUT_SPEND.remedy':
    'Prüfen, ob Rechnungen fehlen: Kostenlose Werbung lässt den ROI besser aussehen.',
  'warning.COLUMNS_SIMILAR': 'Zwei Spalten steigen und fallen gemeinsam.',
  'warning.COLUMNS_SIMILAR.remedy':
    'Ihre Wirkungen lassen sich kaum trennen: eine davon testen oder beide zu einem Kanal machen.',
  'warning.COLUMN_DEPENDENT': 'Eine Spalte ergibt sich fast aus den übrigen.',
  'warning.COLUMN_DEPENDENT.remedy': 'Sie für sich variieren, testen oder Kanäle zusammenlegen.',
  'warning.LITTLE_VARIATION': 'Eine Spalte ändert sich kaum.',
  'warning.LITTLE_VARIATION.remedy':
    'Was sich kaum ändert, ist vom Grundgeschäft nicht zu unterscheiden: Budget variieren oder ein Experiment durchführen.',
  'warning.FEW_ACTIVE_PERIODS': 'Ein Kanal lief nur in wenigen Perioden.',
  'warning.FEW_ACTIVE_PERIODS.remedy':
    'Hier entscheidet die Annahme: ein Experiment durchführen oder mit einem ähnlichen Kanal zusammenlegen.',
  'warning.OUTLIER': 'Ein Wert liegt weit ab von allen anderen.',
  'warning.OUTLIER.remedy': 'Einheit in dieser Zeile prüfen.',
  'warning.COST_JUMPS': 'Der Preis je Werbeeinheit springt.',
  'warning.COST_JUMPS.remedy': 'Einheit und Währung von Ausgaben und Werbung prüfen.',
  'warning.SHORT_HISTORY': 'Die Historie ist kurz.',
  'warning.SHORT_HISTORY.remedy': 'Zwei Jahre oder mehr liefern, damit die Saison zweimal zu sehen ist.',
  'warning.FEW_PERIODS_PER_PARAMETER': 'Für so viele Parameter gibt es wenige Perioden.',
  'warning.FEW_PERIODS_PER_PARAMETER.remedy': 'Annahmen mit Bedacht treffen oder Teile aus dem Modell nehmen.',
  'warning.NEGATIVE_OUTCOMES': 'Die Zielgröße ist stellenweise negativ.',
  'warning.NEGATIVE_OUTCOMES.remedy': 'Prüfen, ob Retouren in die Periode gehören, in der sie gebucht sind.',
  'warning.OUTCOME_DAYS_MISSING': 'Tage ohne Meldung der Zielgröße wurden als 0 gezählt.',
  'warning.OUTCOME_DAYS_MISSING.remedy': '0 melden, wo nichts verkauft wurde, sonst das Verkaufte.',
  'warning.PERIOD_NOT_OVER': 'Die letzte Periode ist noch nicht zu Ende.',
  'warning.PERIOD_NOT_OVER.remedy': 'Auslassen oder neu rechnen, sobald sie vollständig ist.',
  'warning.GEOS_SIMILAR': 'Zwei Regionen unterscheiden sich nur in der Schreibweise.',
  'warning.GEOS_SIMILAR.remedy': 'Denselben Namen verwenden, falls es dieselbe Region ist.',
  'warning.METRIC_NOT_REPORTED': 'Die Werbung eines Kanals wurde stellenweise nicht gemeldet und zählt dort als 0.',
  'warning.METRIC_NOT_REPORTED.remedy':
    'Für alle Kampagnen des Kanals melden oder den Kanal über seine Ausgaben modellieren.',
  'warning.OUTCOMES_WITHOUT_GEO': 'Ergebnisse, die zu keiner Region gehören, wurden ausgelassen.',
  'warning.OUTCOMES_WITHOUT_GEO.remedy': 'Nach Regionen melden oder ein nationales Modell rechnen, um sie zu nutzen.',
  'subject.geo': 'je Region',
  'subject.national': 'alle Regionen zusammen',
  'subject.holdout geo': 'zurückgehaltene Daten, je Region',
  'subject.holdout national': 'zurückgehaltene Daten, alle Regionen zusammen',
  'finding.unknown': 'Siehe Einzelheit.',
};
