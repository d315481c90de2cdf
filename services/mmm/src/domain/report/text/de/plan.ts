import type { plan as english } from '../en/plan.js';

/** What the report of a budget plan says. */
export const plan: Readonly<Record<keyof typeof english, string>> = {
  'plan.kicker': 'Budgetplan',
  'plan.meta': '{from} bis {to} · Zielgröße: {outcome}',
  'plan.nav.answer': 'Antwort',
  'plan.nav.budgets': 'Budgets',
  'plan.nav.split': 'Verteilung',
  'plan.nav.risk': 'Risiko',
  'plan.nav.returns': 'Grenzerträge',
  'plan.nav.proof': 'Nachweis',
  'plan.nav.test': 'Nächster Test',
  'plan.nav.policy': 'Richtlinie',

  'plan.answer.title': 'Der Vorschlag',
  'plan.answer.up': 'Der Plan bringt voraussichtlich {lift} mehr als das heutige Budget.',
  'plan.answer.down': 'Der Plan bringt voraussichtlich {lift} weniger als das heutige Budget.',
  'plan.answer.same': 'Der Plan bringt so viel wie das heutige Budget: Mit Umschichten ist nichts zu gewinnen.',
  'plan.answer.range':
    'Mit 90~% Wahrscheinlichkeit liegt der Unterschied zwischen {low} und {high}. Der Plan schlägt das heutige Budget mit einer Wahrscheinlichkeit von {probability}.',
  'plan.answer.unclear':
    'Die Null liegt in diesem Bereich: Dass der Plan besser ist, ist wahrscheinlich, aber nicht sicher.',
  'plan.answer.money': 'Er gibt {proposed} aus, heute sind es {current} ({change}).',
  'plan.answer.sameMoney': 'Er verteilt dieselben {proposed} wie heute anders.',
  'plan.goal.budget': 'Ziel: das beste Ergebnis aus dem vorgegebenen Budget.',
  'plan.goal.roi': 'Ziel: so viel Budget, wie je Geldeinheit mindestens {target} zurückbringt.',
  'plan.goal.marginal-roi': 'Ziel: ausgeben, solange die nächste Geldeinheit mindestens {target} zurückbringt.',
  'plan.goal.outcome': 'Ziel: {target} mit möglichst wenig Geld erreichen.',
  'plan.measure.mean': 'Maßstab ist der Mittelwert.',
  'plan.measure.cvar': 'Maßstab ist der Mittelwert der schlechtesten {share} der Fälle: ein vorsichtiger Plan.',
  'plan.measure.mean-deviation':
    'Maßstab ist der Mittelwert abzüglich {aversion} Standardabweichungen: ein vorsichtiger Plan.',
  'plan.measure.quantile':
    'Maßstab ist, was mit einer Wahrscheinlichkeit von {share} erreicht wird: ein vorsichtiger Plan.',
  'plan.measure.probability': 'Maßstab ist die Wahrscheinlichkeit, das heutige Budget zu schlagen.',
  'plan.state.not-needed': 'Keine Zustimmung nötig',
  'plan.state.pending': 'Wartet auf Zustimmung',
  'plan.state.approved': 'Genehmigt',
  'plan.state.rejected': 'Abgelehnt',
  'plan.state.expired': 'Ohne Zustimmung abgelaufen',
  'plan.state.by': 'von {by}',
  'plan.state.at': 'am {at}',
  'plan.state.proposal': 'Dies ist ein Vorschlag. Er steuert nichts, solange er nicht angewendet wird.',

  'plan.budgets.title': 'Budget je Kanal',
  'plan.budgets.caption': 'Heutiges und vorgeschlagenes Budget vom {from} bis {to}',
  'plan.budgets.figure': 'Heutiges und vorgeschlagenes Budget je Kanal',
  'plan.budgets.description': 'Eine Zeile je Kanal. Hohl: heute. Gefüllt: Vorschlag. {rows}',
  'plan.budgets.figureCaption':
    'Hohl: heute. Gefüllt: Vorschlag. Hinterlegt: was die Daten kennen; außerhalb ist die Kurve eine Fortschreibung.',
  'plan.column.current': 'Heute',
  'plan.column.proposed': 'Vorschlag',
  'plan.column.change': 'Änderung',
  'plan.column.changeShare': 'Relativ',
  'plan.column.bound': 'Grenze',
  'plan.column.valueCurrent': 'Wirkung heute',
  'plan.column.valueProposed': 'Wirkung Vorschlag',
  'plan.bound.least': 'am Minimum',
  'plan.bound.most': 'am Maximum',
  'plan.bound.fixed': 'fest',
  'plan.bound.nothing': 'erhält nichts',
  'plan.bound.none': 'frei',
  'plan.new': 'neu',
  'plan.total': 'Alle Kanäle',
  'plan.binding.title': 'Was den Plan begrenzt',
  'plan.binding.none': 'Keine Grenze hält den Plan auf: Mehr Spielraum brächte nichts.',
  'plan.binding.least': 'Ohne Minimum bekämen weniger: {names}.',
  'plan.binding.most': 'Ohne Maximum bekämen mehr: {names}.',
  'plan.binding.fixed': 'Von vornherein fest: {names}.',
  'plan.binding.nothing': 'Hier besser ohne Geld: {names}.',
  'plan.binding.group.least': 'Die Gruppe {name} liegt an ihrem Minimum von {amount}.',
  'plan.binding.group.most': 'Die Gruppe {name} liegt an ihrem Maximum von {amount}.',
  'plan.binding.price': 'Die nächsten {thousand} Gesamtbudget brächten {gain}.',
  'plan.extrapolation':
    '{channel}: {proposed} liegen außerhalb dessen, was die Daten kennen ({least} bis {most}). Was dort geschieht, ist eine Fortschreibung der Kurve; in Schritten vorgehen und messen.',
  'plan.extrapolation.title': 'Jenseits der Erfahrung',

  'plan.split.title.geo': 'Wohin das Geld geht',
  'plan.split.title.week': 'Wann das Geld ausgegeben wird',
  'plan.split.intro.geo':
    'Das vorgeschlagene Geld jedes Kanals ist so auf die Regionen verteilt, dass es am meisten bringt. Was ein Kanal insgesamt bekommt, bleibt gleich.',
  'plan.split.intro.week':
    'Das vorgeschlagene Geld jedes Kanals ist so auf die Wochen verteilt, dass es am meisten bringt. Was ein Kanal insgesamt bekommt, bleibt gleich.',
  'plan.split.lift':
    'Gegenüber der heutigen Verteilung desselben Geldes beträgt der Unterschied {lift}; mit 90~% Wahrscheinlichkeit liegt er zwischen {low} und {high}. Besser ist sie mit einer Wahrscheinlichkeit von {probability}.',
  'plan.split.proven': 'Bewiesen: Eine andere Verteilung desselben Geldes bringt höchstens {gap} mehr.',
  'plan.split.local':
    'Keine kleine Änderung der Verteilung ist besser. Dass eine ganz andere besser wäre, ist nicht ausgeschlossen.',
  'plan.split.caption.geo': 'Geld je Kanal und Region',
  'plan.split.caption.week': 'Geld je Kanal und Woche',
  'plan.split.column.geo': 'Region',
  'plan.split.column.week': 'Woche ab',
  'plan.split.column.asToday': 'Verteilt wie heute',

  'plan.risk.title': 'Was schiefgehen kann',
  'plan.risk.figure': 'Wirkung der Werbung mit heutigem und mit vorgeschlagenem Budget',
  'plan.risk.description': 'Heute: {current}. Vorschlag: {proposed}. Unterschied: {lift}.',
  'plan.risk.asToday': 'wie heute',
  'plan.risk.liftCaption':
    'Mehr oder weniger Wirkung als mit dem heutigen Budget. Punkt: Mittelwert; Linie: 90-%-Bereich.',
  'plan.risk.caption':
    'Punkt: Mittelwert; Linie: 90-%-Bereich. Die Bereiche beider Budgets überlappen stärker, als der Unterschied unsicher ist, denn beide hängen von denselben Unbekannten ab.',
  'plan.risk.today': 'Heute',
  'plan.risk.proposed': 'Vorschlag',
  'plan.risk.lift': 'Unterschied',
  'plan.risk.better':
    'In {better} von 100 möglichen Welten ist der Plan besser als das heutige Budget, in {worse} nicht.',
  'plan.risk.cvarLoss': 'In den schlechtesten {share} der Fälle verliert er gegenüber heute im Mittel {amount}.',
  'plan.risk.cvarGain': 'Selbst in den schlechtesten {share} der Fälle gewinnt er gegenüber heute im Mittel {amount}.',
  'plan.risk.regret':
    'Die wahren Kurven kennt niemand. Gegenüber einem Plan, der sie kennt, verschenkt dieser im Mittel {amount} (erwartetes Bedauern).',

  'plan.views.title': 'Wenn eine andere Quelle recht hat',
  'plan.views.intro':
    'Modell, Experimente und Attribution können sich widersprechen. Die Tabelle zeigt, was jeder Plan verschenkt, wenn eine davon recht hat. Kein Plan kann den größten Verlust unter {least} halten.',
  'plan.views.caption': 'Was je Quelle verschenkt wird',
  'plan.views.source': 'Wenn das stimmt',
  'plan.views.plan': 'Dieser Plan verschenkt',
  'plan.views.compromise': 'Der ausgewogenste Plan verschenkt',
  'plan.views.model': 'dieses Modell',
  'plan.views.experiments': 'die Experimente, wie gemessen',
  'plan.views.attribution': 'die Zuschreibung der Attribution',
  'plan.warnings.title': 'Außerdem zu beachten',

  'plan.returns.title': 'Was die nächste Geldeinheit bringt, vorher und nachher',
  'plan.returns.intro':
    'Ein guter Plan gleicht diese Erträge an: Geld verlässt Kanäle, in denen die nächste Einheit wenig bringt, und geht dorthin, wo sie viel bringt.',
  'plan.returns.description': 'Hohl: beim heutigen Budget. Gefüllt: beim vorgeschlagenen. {rows}',
  'plan.returns.caption': 'Hohl: heute. Gefüllt: Vorschlag. Punkt: Mittelwert; Linie: 90-%-Bereich.',
  'plan.returns.table': 'Ertrag der nächsten {thousand}',
  'plan.column.probability': 'P(über Gewinnschwelle)',

  'plan.proof.title': 'Wie sicher ist, dass kein Plan besser ist',
  'plan.proof.kkt':
    'Nach den Kurven dieses Modells ist kein zulässiger Plan besser: Das ist bewiesen. Alle freien Kanäle bringen je nächster Geldeinheit gleich viel (größter Unterschied {spread}).',
  'plan.proof.gap': 'Kein zulässiger Plan ist um mehr als {gap} besser als dieser: Das ist bewiesen.',
  'plan.proof.gapOpen':
    'Für diesen Maßstab ist keine Obergrenze bekannt; wie viel besser ein anderer Plan sein könnte, ist daher nicht bewiesen.',
  'plan.proof.local':
    'Kein Tausch von Geld zwischen zwei Kanälen macht ihn besser. Dass er der beste von allen ist, ist nicht bewiesen{bound}.',
  'plan.proof.localBound': '; er ist höchstens {gap} davon entfernt',
  'plan.proof.limits':
    'Der Nachweis betrifft die Rechnung, nicht die Welt: Er gilt für die Kurven des Modells. Deren Unsicherheit steht unter „Was schiefgehen kann“.',

  'plan.test.title': 'Was als Nächstes zu testen ist',
  'plan.test.intro':
    'Mehr zu wissen ist Geld wert, weil es zu besseren Plänen führt. Ein Test lohnt sich, wenn er weniger kostet.',
  'plan.test.perfect': 'Alle Kurven genau zu kennen wäre {amount} wert: Mehr kann kein Test wert sein.',
  'plan.test.caption': 'Wert eines Tests je Kanal',
  'plan.test.value': 'Wert eines Tests',
  'plan.test.design': 'Anlage',
  'plan.test.off': 'in {share} des Markts abgeschaltet',
  'plan.test.less': '{change} in {share} des Markts',
  'plan.test.cost': 'Kosten des Tests',
  'plan.test.net': 'Bleibt',
  'plan.test.none': 'Der Wert weiterer Tests wurde für diesen Plan nicht berechnet.',
  'plan.test.nothing': 'Kein Test würde diesen Plan ändern.',

  'plan.policy.title': 'Richtlinie und Zustimmung',
  'plan.policy.none': 'Es gibt keine Budgetrichtlinie, an der sich der Plan messen ließe.',
  'plan.policy.allowed': 'Der Plan hält die Richtlinie {name} (Version {version}) ein.',
  'plan.policy.approval': 'Nach der Richtlinie {name} (Version {version}) muss ein Mensch zustimmen:',
  'plan.policy.refused':
    'Der Plan verletzt die Richtlinie {name} (Version {version}) und kann nicht angewendet werden:',
  'plan.policy.violation': 'Verletzt',
  'plan.policy.reason': 'Grund für die Zustimmung',

  'plan.limits.title': 'Worauf dieser Plan beruht',
  'plan.limits.curves':
    'Die Kurven des Modells gelten auch im Planungszeitraum: Wirkung, Mediapreise und Wettbewerb bleiben, wie sie waren.',
  'plan.limits.flighting': 'Das Geld eines Kanals verteilt sich auf Wochen und Regionen wie bisher.',
  'plan.limits.split.geo':
    'In jeder Region kosten Medien, was sie heute kosten, und das Geld eines Kanals verteilt sich auf Wochen wie bisher.',
  'plan.limits.split.week':
    'In jeder Woche kosten Medien, was sie heute kosten, und das Geld eines Kanals verteilt sich auf Regionen wie bisher.',
  'plan.limits.rest':
    'Alles, was das Modell nicht enthält, bleibt gleich: Produkt, Preis, Lagerbestand, ungewohnte Saisonverläufe.',
  'plan.reproduce.title': 'Diesen Plan nachrechnen',
  'plan.reproduce.fit': 'Modell',
  'plan.reproduce.plan': 'Plan',
};
