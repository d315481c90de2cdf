/** German words that turn a statement round; forms of one side are parted by a slash. Regular endings need no entry. */
export const germanOpposites: readonly (readonly string[])[] = `

  steigen/steigt/stieg/stiegen/gestiegen/ansteigen/anstieg/steigend sinken/sinkt/sank/sanken/gesunken/fallen/fällt/fiel/fielen/gefallen/absinken/sinkend/fallend |
  steigern/steigerte/gesteigert/erhöhen/erhöht/erhöhte/erhöhung/steigerung/zunahme/zuwachs/anstieg/zuwächse senken/senkt/senkte/gesenkt/verringern/verringert/verringerte/verringerung/reduzieren/reduziert/reduzierte/reduktion/reduzierung/vermindern/vermindert/verminderung/senkung/abnahme/rückgang/minderung/mindern |
  zunehmen/zunimmt/zunahm/zugenommen/zunehmend/nimmt abnehmen/abnimmt/abnahm/abgenommen/abnehmend |
  wachsen/wächst/wuchs/wuchsen/gewachsen/wachstum/wachsend schrumpfen/schrumpft/schrumpfte/geschrumpft/schrumpfung/schrumpfend/sinken/sank |
  vergrößern/vergrößert/vergrößerung verkleinern/verkleinert/verkleinerung |
  erweitern/erweitert/ausweiten/ausgeweitet/erweiterung einschränken/eingeschränkt/beschränken/beschränkt/begrenzen/begrenzt/einschränkung |
  ausdehnen/ausgedehnt/ausdehnung zusammenziehen/zusammengezogen |
  verlängern/verlängert verkürzen/verkürzt/kürzen/gekürzt |
  beschleunigen/beschleunigt verlangsamen/verlangsamt/bremsen/gebremst |
  verbessern/verbessert/verbesserung verschlechtern/verschlechtert/verschlechterung |
  stärken/gestärkt/verstärken/verstärkt/stärkung schwächen/geschwächt/abschwächen/abgeschwächt/schwächung |
  verteuern verbilligen | mehr weniger/minder | mehrere wenige |
  viel/viele/zahlreich/zahlreiche/etliche wenig/wenige/kaum | meist/meisten/meiste wenigst/wenigsten/wenigste |
  mehrheit/mehrzahl minderheit/minderzahl | groß/größer/größte klein/kleiner/kleinste/gering/winzig |
  riesig winzig |
  hoch/hohe/hohen/hoher/höher/höchst/höchste/höchsten niedrig/niedriger/niedrigste/tief/gering/geringer/geringste/nieder |
  höhe tiefe | lang/lange/länger/längste/langfristig kurz/kurze/kürzer/kürzeste/kurzfristig |
  breit/weit schmal/eng | dick dünn | tief flach/seicht | weit nah/nahe | ferne nähe | entfernt benachbart |
  stark/stärker schwach/schwächer | stärke schwäche | schwer leicht | schwierig/kompliziert einfach/leicht |
  schnell/rasch langsam | schneller langsamer | plötzlich allmählich | laut leise | hell dunkel | hart weich |
  heiß/warm kalt/kühl | wärmer kälter | nass/feucht trocken | scharf stumpf | rau glatt |
  alt/älter/älteste jung/jünger/jüngste/neu/neuer/neueste/modern | alte neue | antik modern |
  früh/früher/frühe/früheste/frühzeitig spät/später/späte/späteste/verspätet | damals heute | gestern morgen |
  vergangenheit zukunft | vergangen zukünftig/künftig/kommend |
  erste/erster/ersten/erstes/zuerst/erstmals letzte/letzter/letzten/letztes/zuletzt/letztmals |
  erstere letztere | vorherig/vorig/vorangehend nächst/nachfolgend/folgend |
  vorher/zuvor nachher/danach/anschließend | vor nach | bevor nachdem | vorgänger nachfolger |
  anfang/beginn/start ende/schluss/abschluss |
  beginnen/beginnt/begann/begannen/begonnen/anfangen/fängt/fing enden/endet/endete/endeten/geendet/aufhören/beenden/beendet/beendete/hört/hörte |
  starten/startet/startete/gestartet stoppen/stoppt/stoppte/gestoppt/enden/endete/landen/landet/landete |
  eröffnen/eröffnet/eröffnete/eröffnung/öffnen/öffnet/öffnete/geöffnet/offen/öffnung schließen/schließt/schloss/geschlossen/schließung/zu |
  gründen/gegründet/gründete/gründung/errichten/errichtet auflösen/aufgelöst/auflösung/abreißen/abgerissen |
  immer/stets/ständig/jederzeit nie/niemals/nimmer |
  oft/häufig/häufiger/häufigste/meistens selten/seltener/seltenste/gelegentlich |
  üblich/gewöhnlich/normal ungewöhnlich/selten/außergewöhnlich/abnormal |
  dauerhaft/permanent/ständig/endgültig vorübergehend/temporär/zeitweise/vorläufig/zeitweilig |
  alle/alles/sämtliche/jede/jeder/jedes keine/keiner/keines/nichts/kein | alle einige | jemand niemand |
  etwas nichts | überall nirgends/nirgendwo | beide keine |
  ganz/vollständig/völlig/komplett/gänzlich teilweise/unvollständig/kaum/halb | voll leer | gesamt teilweise |
  fast kaum | mit/samt/einschließlich/inklusive ohne/ausschließlich/exklusive |
  über/oberhalb/oben/ober/obere/oberen unter/unterhalb/unten/unter/untere/unteren |
  innerhalb/innen/drinnen/inner/innere/inneren/intern außerhalb/außen/draußen/äußer/äußere/äußeren/extern |
  hinein/rein hinaus/raus | herein heraus | vorn/vorne/vorder/vordere hinten/hinter/hintere |
  hinauf/aufwärts/bergauf/herauf hinab/abwärts/bergab/hinunter/herab/herunter | vorwärts rückwärts |
  links/link/linke/linken rechts/recht/rechte/rechten | für/dafür gegen/dagegen/wider | auf ab/unter |
  ein aus | an aus | zu von | seit bis | hin her | diesseits jenseits | inland ausland |
  inländisch/heimisch/einheimisch ausländisch/fremd |
  norden/nord/nördlich/nördlichste süden/süd/südlich/südlichste |
  osten/ost/östlich/östlichste westen/west/westlich/westlichste |
  nordosten/nordost/nordöstlich südwesten/südwest/südwestlich/südosten/südost/südöstlich/nordwesten |
  nordwesten/nordwest/nordwestlich südosten/südost/südöstlich/südwesten/südwest/südwestlich/nordosten |
  nordamerika südamerika | norddeutschland süddeutschland | nordkalifornien südkalifornien |
  ostdeutschland westdeutschland | ostküste westküste | osteuropa westeuropa | nordeuropa südeuropa |
  oberhaus unterhaus | obergrenze untergrenze |
  gut/gute/besser/beste/besten schlecht/schlechte/schlechter/schlechteste/schlimm/schlimmer/schlimmste/böse |
  positiv negativ | plus minus | vorteil/vorteile/vorteilhaft nachteil/nachteile/nachteilig |
  nutzen/nützlich/gewinn schaden/schädlich/verlust | richtig/korrekt/wahr falsch/inkorrekt/unwahr |
  wahrheit lüge | recht unrecht |
  erfolg/erfolge/erfolgreich misserfolg/niederlage/scheitern/erfolglos/gescheitert |
  gelingen/gelang/gelungen scheitern/scheiterte/misslingen/misslang/misslungen | stark schwach |
  sicher/sicherheit gefährlich/unsicher/gefahr/gefährdet | gesund/gesundheit krank/krankheit |
  sauber/rein schmutzig/verschmutzt | schön hässlich | reich/reichtum/wohlhabend arm/armut |
  teuer/teurer/teuerste/kostspielig billig/billiger/billigste/günstig/preiswert |
  kostenlos/gratis kostenpflichtig | fleißig faul | mutig feige | klug dumm |
  glücklich/glück unglücklich/unglück/traurig/pech | freude leid/trauer |
  liebe/lieben/liebt/liebte hass/hassen/hasst/hasste |
  freund/freunde/freundlich feind/feinde/feindlich/feindselig | verbündete gegner/feinde |
  gewinnen/gewinnt/gewann/gewannen/gewonnen/siegen/siegte/gesiegt/besiegt/besiegte verlieren/verliert/verlor/verloren/unterliegen/unterlag/unterlegen |
  sieg/siege/gewinn/gewinne niederlage/niederlagen/verlust/verluste |
  sieger/gewinner/siegreich verlierer/besiegte/besiegter |
  angreifen/angriff/angriffe/angegriffen/offensive/offensiv/angreifer verteidigen/verteidigung/abwehr/verteidigt/defensive/defensiv/verteidiger |
  vormarsch rückzug | krieg/kriege frieden/friedens |
  freiheit/frei/befreit gefangenschaft/gefangen/unfrei/sklaverei/besetzt | bewaffnet unbewaffnet |
  erlauben/erlaubt/erlaubte/gestatten/gestattet/gestattete/zulassen/zugelassen/genehmigen/genehmigt/billigen/erlaubnis/legal verbieten/verbietet/verbot/verboten/untersagen/untersagt/untersagte/ablehnen/illegal/verweigert |
  annehmen/angenommen/akzeptieren/akzeptiert/akzeptierte/annahme/zustimmen/zugestimmt/zustimmung/nahm ablehnen/abgelehnt/lehnte/ablehnung/zurückweisen/zurückgewiesen/verweigern/verweigert/verweigerte |
  bejahen verneinen |
  bestätigen/bestätigt/bestätigte widerlegen/widerlegt/widerlegte/bestreiten/bestritt/bestritten/leugnen/dementieren/dementiert |
  behaupten bestreiten |
  unterstützen/unterstützt/unterstützte/unterstützung/fördern/fördert/förderte/gefördert/befürworten/befürwortet/befürworter bekämpfen/bekämpft/bekämpfte/behindern/behindert/hemmen/hemmt/gehemmt/ablehnen/widersetzen/widersetzte/gegner/kritiker |
  ermöglichen/ermöglicht/ermöglichte verhindern/verhindert/verhinderte/unterbinden |
  verursachen/verursacht/bewirken verhindern/verhindert/vermeiden/vermieden |
  helfen/hilft/half schaden/schadet/schadete |
  schützen/geschützt/schutz gefährden/gefährdet/bedrohen/bedroht/bedrohung |
  pflicht/verpflichtend/obligatorisch/pflichtmäßig freiwillig/optional/fakultativ | zwang freiheit |
  kaufen/kauft/kaufte/gekauft/kauf/käufer/erwerben/erwarb/erworben verkaufen/verkauft/verkaufte/verkauf/verkäufer/veräußern/veräußert |
  einnahmen/einnahme/einkommen/einkünfte ausgaben/ausgabe | nachfrage angebot |
  einfuhr/import/importe/importieren/importiert ausfuhr/export/exporte/exportieren/exportiert |
  gläubiger schuldner | guthaben/vermögen schulden | gewinn defizit | überschuss defizit/mangel |
  überfluss mangel/knappheit | arbeitgeber arbeitnehmer | brutto netto |
  geben/gibt/gab/gegeben nehmen/nimmt/nahm/genommen | bringen/brachte holen/holte |
  senden/sendet/sendete/gesendet/schicken/schickte/geschickt empfangen/empfängt/empfing/erhalten/erhält/erhielt |
  leihen verleihen | mieter vermieter | besitzen fehlen | sparen/spart verschwenden/verschwendet |
  einschalten ausschalten | aktivieren/aktiviert deaktivieren/deaktiviert |
  kommen/kommt/kam/kamen/gekommen gehen/geht/ging/gingen/gegangen |
  ankommen/ankunft/angekommen/eintreffen abreisen/abfahrt/abreise/abfahren/abreisen/abflug |
  einwandern/einwanderung/einwanderer/zuwanderung/eingewandert/immigration auswandern/auswanderung/auswanderer/abwanderung/ausgewandert/emigration |
  eintreten/eintritt/beitreten/beitritt/betreten/eingang austreten/austritt/verlassen/verließ/ausgang |
  bleiben/bleibt/blieb/geblieben gehen/ging/verlassen/verließ/verlassen | betreten verlassen |
  aufsteigen/aufstieg/aufgestiegen absteigen/abstieg/abgestiegen | aufgang untergang |
  aufbauen/aufbau/aufgebaut/bauen/gebaut/erbaut/errichtet/bau abbauen/abbau/abgebaut/zerstören/zerstört/zerstörte/zerstörung/abgerissen/abriss |
  schaffen/geschaffen/erschaffen/schuf/herstellen zerstören/zerstört/vernichten/vernichtet |
  einführen/eingeführt/einführung abschaffen/abgeschafft/abschaffung |
  einstellen/eingestellt entlassen/entließ | hinzufügen/hinzugefügt entfernen/entfernt |
  verbinden/verbunden/vereinen/vereint/vereinigt/vereinigung/verbindung trennen/trennt/trennte/getrennt/trennung/teilen/teilung/geteilt/spaltung |
  gemeinsam/zusammen/kollektiv getrennt/allein/einzeln/individuell | einheit vielfalt/teilung |
  anziehen/anziehung abstoßen/abstoßung | füllen leeren | laden entladen | binden lösen |
  erinnern/erinnert vergessen/vergaß | finden/fand/gefunden verlieren/verlor/verloren/suchen |
  fragen/frage antworten/antwort | lehren/lehrer/lehrerin lernen/schüler/schülerin |
  loben/lob/lobte/gelobt tadeln/tadel/kritisieren/kritik/kritisierte/kritisiert |
  belohnen/belohnung bestrafen/bestrafung/strafe | sprechen schweigen |
  zeigen/zeigt verbergen/verbirgt/verstecken | sichtbar unsichtbar/verborgen | wach schlafend |
  erscheinen/erschien verschwinden/verschwand/verschwunden | auftauchen verschwinden/untertauchen |
  überleben/überlebte/überlebt sterben/starb/gestorben |
  leben/lebt/lebte/lebend/lebendig sterben/tod/tot/starb/gestorben/tote |
  geburt/geboren/geburts tod/gestorben/sterben |
  heiraten/heiratete/ehe/hochzeit/verheiratet scheiden/scheidung/geschieden/ledig/unverheiratet |
  mann/männer/männlich/männliche frau/frauen/weiblich/weibliche | vater/väter mutter/mütter |
  sohn/söhne tochter/töchter | bruder/brüder schwester/schwestern | junge/jungen mädchen | könig königin |
  herr dame | erwachsene/erwachsener kinder/kind | eltern kinder/kind | ehemann ehefrau | onkel tante |
  lehrer schüler | tag/tags/tagsüber nacht/nachts | morgen/morgens/vormittag abend/abends/nachmittag |
  sommer winter | frühling/frühjahr herbst | sonne mond | himmel erde/hölle | wasser feuer/land |
  stadt/städtisch/städte/urban/städten land/ländlich/dorf/dörfer/rural |
  zentral/zentrum/mitte peripher/rand/peripherie | hauptsächlich/haupt/vorrangig nebensächlich/neben |
  wesentlich/wichtig/bedeutend unwesentlich/nebensächlich/unbedeutend/unwichtig |
  theorie/theoretisch praxis/praktisch | ursache/ursachen/grund wirkung/folge/folgen/auswirkung |
  natürlich künstlich/synthetisch/unnatürlich | öffentlich/staatlich privat/geheim/nichtöffentlich |
  staatlich privat | offiziell inoffiziell | abstrakt konkret |
  allgemein/generell speziell/spezifisch/besonder/spezifische | objektiv subjektiv | absolut relativ |
  aktiv passiv | direkt indirekt | einfach komplex/mehrfach/doppelt |
  einzeln/einzahl/singular mehrzahl/plural | maximum/maximal/höchst/maximale minimum/minimal/mindest/minimale |
  gleich/identisch/gleiche/ähnlich verschieden/unterschiedlich/anders/ungleich/andere/verschiedene |
  ähnlichkeit/gemeinsamkeit unterschied/unterschiede | gerade krumm/ungerade |
  horizontal/waagerecht vertikal/senkrecht | parallel senkrecht | innen außen | rund eckig |
  fest flüssig/lose/locker | stabil instabil/labil | statisch dynamisch |
  konstant/gleichbleibend variabel/veränderlich/wechselnd/schwankend | homogen heterogen | analog digital |
  linear nichtlinear | endlich unendlich | geistig/psychisch/seelisch körperlich/physisch |
  optimist/optimistisch pessimist/pessimistisch |
  demokratisch/demokratie undemokratisch/diktatorisch/diktatur/autoritär |
  konservativ progressiv/liberal/fortschrittlich | religiös säkular/weltlich | militärisch zivil |
  anwesend/anwesenheit/präsent abwesend/abwesenheit | verfügbar/vorhanden fehlend/vergriffen/ausverkauft |
  bekannt/berühmt unbekannt | beliebt unbeliebt/verhasst | freiwillig gezwungen/unfreiwillig |
  absichtlich versehentlich/zufällig | notwendig/nötig/erforderlich überflüssig/unnötig | roh gekocht |
  süß sauer/bitter | frisch verdorben | schwarz/schwarze weiß/weiße | leicht schwer | ledig verheiratet |
  schuldig/schuld unschuldig/unschuld | durstig/hungrig satt | eilig gemächlich | einseitig beidseitig |
  mehr minder | senior junior | vordergrund hintergrund | oberfläche tiefe | gipfel tal | flut ebbe |
  quelle mündung | ober nieder | mehrheitlich minderheitlich | links rechts | dicht locker/dünn |
  höchstens/maximal mindestens/minimal/wenigstens | tatsächlich/real angeblich/vermeintlich/fiktiv |
  profitieren/profitiert leiden/leidet/litt | stammen münden | dominant/dominierend rezessiv/untergeordnet |
  überlegen unterlegen | übertreffen/übertraf unterschreiten/unterbieten | überschreiten unterschreiten |
  überschätzen/überschätzt unterschätzen/unterschätzt | überdurchschnittlich unterdurchschnittlich |
  einig uneinig/zerstritten | original/echt fälschung/gefälscht/kopie/unecht | bejahend verneinend |
  nützlich nutzlos/schädlich | hilfreich hinderlich
`
  .split('|')
  .map((pair) => pair.trim().split(' '));
