const list = (text: string) => text.split(/\s*[\n;]\s*/).filter(Boolean);

/** What people ask an assistant about, in English. */
export const englishTopics = list(`
climate change; a broken dishwasher; sourdough bread; the French Revolution; electric cars; a birthday party for a six-year-old; remote work; the moons of Jupiter
my new dog; back pain; a garden in the shade; compound interest; the stock market; black holes; an old bicycle; a wedding speech; time zones; vegetarian cooking
the immune system; a job interview; modern art; public transport; solar energy; a small bakery; customer loyalty; the history of jazz; a rainy weekend; coral reefs
project management; a trip to Lisbon; learning Spanish; chess openings; the water cycle; a leaking tap; healthy breakfast; the Roman Empire; noise-cancelling headphones
data privacy; machine learning; a marathon; indoor plants; the human heart; a short holiday; renewable energy; sales in the north region; a lost parcel; knitting patterns
a mobile phone contract; tax deductions; volcanoes; a new logo; email marketing; the Great Wall of China; mindfulness; a book club; folk tales; a kitchen renovation
recycling plastic; a rental agreement; photography at night; the food chain; a spreadsheet of expenses; street food in Bangkok; the invention of the telephone; a school project
sleep; ocean currents; a restaurant review; the price of coffee; a charity run; a family tree; dinosaurs; gravity; two travel bags; a water bottle; online shopping
self-driving cars; gardening tools; meeting notes; home insurance; a poem by Emily Dickinson; ancient Egypt; a budget for students; the periodic table; a podcast
winter tyres; board games; bees; the Industrial Revolution; a sunset over the lake; stress at work; a linear equation; user reviews; a list of numbers; a sorted array
a website for a florist; a CSV file; a web page; the circulatory system; a haunted house; friendship; kindness; an astronaut who lost her map; a talking tree; a lighthouse keeper
the number of visitors per month; a newsletter about running shoes; the advantages of team sports; a letter of complaint; a cover letter; an apology to a customer; a product launch
artificial intelligence in medicine; the European Union; a rectangle with sides of 4 and 7; the sentence below; the following paragraph; the given text; this article; the story
cloud computing; the greenhouse effect; nutrition labels; a hotel booking; mountain biking; a new pair of glasses; a noisy neighbour; a startup; social media; a summer camp
`);

/** What people ask an assistant about, in German; in the accusative. */
export const germanTopics = list(`
den Klimawandel; die Französische Revolution; Elektroautos; einen Kindergeburtstag; Rückenschmerzen; einen Garten im Schatten; den Zinseszins; schwarze Löcher; ein altes Fahrrad
eine Hochzeitsrede; die vegetarische Küche; das Immunsystem; ein Vorstellungsgespräch; moderne Kunst; den Nahverkehr; Solarenergie; eine kleine Bäckerei; Kundentreue; Korallenriffe
ein verregnetes Wochenende; eine Reise nach Lissabon; das Lernen von Spanisch; Schacheröffnungen; den Wasserkreislauf; einen tropfenden Wasserhahn; ein gesundes Frühstück
das Römische Reich; Datenschutz; maschinelles Lernen; einen Marathon; Zimmerpflanzen; das menschliche Herz; einen Kurzurlaub; erneuerbare Energien; ein verlorenes Paket
den Handyvertrag; absetzbare Ausgaben; Vulkane; ein neues Logo; Newsletter; Achtsamkeit; einen Buchclub; eine neue Küche; die Mülltrennung; den Mietvertrag; Nachtfotografie
die Nahrungskette; meine Ausgaben; die Erfindung des Telefons; ein Schulprojekt; gesunden Schlaf; Meeresströmungen; eine Restaurantkritik; den Kaffeepreis; einen Spendenlauf
Dinosaurier; die Schwerkraft; zwei Reisetaschen; Onlinehandel; Gartengeräte; das Protokoll der Sitzung; die Hausratversicherung; das alte Ägypten; ein Haushaltsbuch; Winterreifen
Brettspiele; Bienen; die Industrialisierung; einen Sonnenuntergang am See; Stress bei der Arbeit; eine lineare Gleichung; Kundenbewertungen; eine Liste von Zahlen; Freundschaft
eine Webseite für einen Floristen; eine Tabelle; den Blutkreislauf; ein Spukhaus; eine Astronautin; einen Leuchtturmwärter; die Besucherzahlen; Laufschuhe; Mannschaftssport
einen Beschwerdebrief; ein Anschreiben; eine Entschuldigung an einen Kunden; eine Produkteinführung; die Europäische Union; den folgenden Satz; den folgenden Absatz; diesen Text
den Treibhauseffekt; Nährwertangaben; eine Hotelbuchung; Mountainbikes; eine neue Brille; laute Nachbarn; ein junges Unternehmen; soziale Medien; ein Ferienlager; die Steuererklärung
`);

/** Names, firms, places and things for sentences of mails and pages. */
export const names = list(
  'Anna; Mark; Julia; David; Sophie; Thomas; Maria; Lukas; Emma; Peter; Nina; Jonas; Clara; Felix; Laura; Paul; Mia; Ben; Karin; Ralf; Olivia; James; Priya; Chen; Omar; Fatima',
);
export const firms = list(
  'Nordlicht GmbH; Baker & Sons; Alpenrad; Contoso; Blue Harbor; Weinhaus Keller; Kite Analytics; Lumen AG; Open Fields; Stadtwerke Mitte; Acorn Books; Rheinblick; Delta Freight; Petal Studio',
);
export const things = list(
  'running shoes; the blue jacket; a coffee grinder; the invoice; your parcel; the rear light; the office chair; our spring collection; the annual report; the water filter; two tickets; the travel mug; the headset',
);
export const germanThings = list(
  'die Laufschuhe; die blaue Jacke; die Kaffeemühle; die Rechnung; das Paket; das Rücklicht; der Bürostuhl; die Frühjahrskollektion; der Jahresbericht; der Wasserfilter; die Eintrittskarten; der Kopfhörer',
);

const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** Common English words, so that models know more of the language than the topics above. */
export const englishNouns = words(`
  account actor airport animal apartment apple arm artist audience autumn award baby bag ball banana band bank basket bath battle beach bear beauty bed bell
  belief bird birthday blanket board boat body bone book border boss bottle box boy brain branch bread breakfast bridge brother budget building bus butter
  button cake camera camp candle car card career castle cat cave century chain chair challenge chapter charity cheese chemical child choice church circle
  citizen city class climate clock cloth cloud coach coast coat coffee college color comedy community company computer concert conflict continent contract
  cook cookie corner cotton country couple course cousin cow creature crime crisis crop crowd culture cup curtain customer dance danger daughter death debate
  debt decade decision deer degree democracy desert design desk dessert detail diamond diet dinner direction disease distance doctor dog door dream dress
  drink driver drum duck dust ear earth economy education egg election electricity element elephant emotion energy engine environment equation error event
  evidence exam example exercise experiment factory family farm farmer fashion father feather festival fiction field film fire fish flag floor flower food
  football force forest fork fox fraction freedom friend fruit fuel furniture future galaxy game garden gas gift girl glass goal goat gold government grade
  grain grammar grandfather grass group guest guitar habit hair hammer hand harbor hat headache health heart heat height hero hill history hobby holiday home
  honey horse hospital hotel hour house husband ice idea illness image income industry inflation insect island jacket jar job journey judge juice jungle
  kitchen knee knife knight knowledge lake lamp land language law lawyer leader leaf league lemon lesson letter level library life light line lion lock
  lunch machine magazine magic manager map market marriage material math meal meaning medicine melody member memory message metal method milk mind minister
  mirror molecule money monkey month moon morning mother motor mountain mouse mouth movie muscle museum music nation nature neighbor nerve network news night
  noise nose number nurse object ocean office oil onion opera orange orchestra organ owner oxygen page pain painting paper parent park partner party patient
  peace pen pencil people pepper phone photo phrase piano picture pilot pizza planet plant plastic plate player pocket poem poet police pollution pool
  population potato poverty power price prince prison problem process product profit program protein puzzle queen race radio rain reader recipe religion
  report restaurant rice river road robot rock roof room root rope rose route sailor salad salary salt sand sandwich scene school science scientist season
  seat seed sentence shape sheep ship shirt shoe shop sister skill skin sky snow soap society soldier solution song soup space speaker species sport spring
  square stage star station statue stomach stone storm story stranger street student sugar suit summer sun surface sweater symbol table taste tax tea teacher
  team technology temperature theater theory thief ticket tiger title tool tooth tourist town toy trade tradition traffic train tree triangle trip truck
  umbrella uncle universe university vacation valley value vegetable vehicle victory village violin virus voice wall war water wave weather website wedding
  week weight wheel wife window wine wing winter wolf woman wood word worker world writer year zoo
`);
export const englishAdjectives = words(`
  active ancient angry annual bad basic beautiful big bitter black blue bold brave brief bright broken brown busy calm careful cheap classic clean clear clever
  cold common complex cool crazy creative cruel curious current daily dark deep delicious different digital dirty dry early easy effective elegant empty
  exciting expensive fair famous fast fat fictional final financial flat fresh friendly full funny gentle giant global good green happy hard healthy heavy
  helpful high historical honest hot huge human hungry imaginary important interesting international kind large late lazy legal light little local lonely long
  loud lovely low lucky main male mental mild modern musical narrow natural new nice noisy normal old open orange ordinary organic original perfect personal
  pink plain polite poor popular positive powerful pretty private proud public purple quick quiet rare real recent red rich romantic rough round royal sad safe
  salty scientific secret sharp short shy sick silly simple slow small smart smooth social soft sour special spicy spiral square strange strong successful
  sweet tall thick thin tiny tired traditional tropical typical ugly unique unusual urban useful violent warm weak wet white wide wild wise wooden yellow young
`);
export const englishVerbs = words(`
  accept admire agree appear arrive avoid bake become begin believe bite blow borrow break bring build burn buy carry catch celebrate change choose clean climb
  collect come compare complain cook cost count cover cross cry cut dance decide deliver die dig discover draw drink drive drop earn eat enjoy escape explore
  fall feed feel fight find fix float fly follow gather get grow guess happen hate hear help hide hold hope hunt hurt improve invent invite join jump keep know
  laugh lead learn leave lend like listen live look lose love make marry meet melt miss move need offer open paint pay plant play prepare prevent protect pull
  push reach read relax remember rent return ride rise run save search see sell share shine sing sit sleep smell smile solve speak spend stand start stay steal
  stop study swim talk taste teach think throw touch travel try turn understand use visit wait wake walk want warn wash watch wear win wish wonder work worry
`);

export const englishPasts = words(`
  was became began built bought brought called carried caused changed chose closed collected completed contained continued covered created decided declined
  defeated described designed destroyed developed died discovered divided established estimated expanded extended failed fell finished followed formed fought
  founded gained gave grew held helped improved included increased influenced introduced invented invited joined kept killed knew led left lived lost made
  managed married moved needed offered opened ordered owned played produced published reached received recorded reduced refused remained replaced reported
  returned ruled said sent served settled shared showed signed sold spent spread started stayed stopped studied supported taught told took tried turned used
  visited wanted watched won worked wrote
`);
export const places = list(
  'Berlin; Lyon; the Rhine; northern Italy; California; Warsaw; Kenya; the Baltic Sea; Vienna; Lake Geneva; Chicago; Osaka; the Alps; Manchester; Peru; New Zealand; Texas; the coast; Prague',
);
