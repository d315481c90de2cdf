import { wordSet } from './word-set.js';

/** Surnames that are common in the same countries; put together for this package. */
export const surnames = wordSet(`
  Ackermann Adam Ahrens Albers Albrecht Altmann Anders Arndt Arnold Aydın Bach Bachmann Bader Baier Balzer Barth Bartels Bauer
  Baum Baumann Baumgartner Bayer Beck Becker Beckmann Behrens Benz Berg Berger Bergmann Bernhardt Berndt Bertram Binder Bischoff
  Blum Bock Böhm Böttcher Brandt Braun Breuer Brinkmann Bruns Brunner Buchholz Büchner Bühler Burger Burkhardt Busch Busse Çelik
  Christ Conrad Decker Demir Diehl Dietrich Dietz Dittrich Döring Dörr Dreyer Ebert Eckert Eder Ehlers Engel Engelhardt Engelmann
  Erdmann Ernst Esser Falk Fiedler Fink Fischer Fleischer Förster Frank Franke Freitag Frey Freund Friedrich Fritz Fröhlich Fuchs
  Fuhrmann Funk Gärtner Gebhardt Geiger Geisler Gerlach Göbel Götz Graf Greiner Grimm Groß Große Gruber Günther Haas Hahn
  Hagen Hamann Hanke Hansen Harms Hartmann Hartwig Hauser Haupt Heck Heil Heine Heinemann Heinrich Heinz Heller Henke Hennig
  Hentschel Hermann Herrmann Herzog Heß Hesse Heuer Hildebrandt Hinz Hirsch Höfer Hoffmann Hofmann Hofer Hohmann Holz Hoppe Horn
  Huber Hübner Hummel Jäger Jahn Jakob Jansen Janssen Janßen John Jost Jung Junker Kaiser Kaya Karl Keil Keller Kellner Kern
  Keßler Kiefer Kirchner Klein Klose Koch Köhler Kohl Kolb König Konrad Körner Köster Kowalski Kraft Krämer Kraus Krause Krauß
  Krebs Kremer Kretschmer Krieger Kröger Krüger Kruse Kühn Kuhn Kunz Kunze Kurz Lang Lange Langer Lauer Lechner Lehmann Lenz
  Leonhardt Lindemann Lindner Linke Lohmann Lorenz Ludwig Lutz Maier Mann Marquardt Martens Martin Marx Maurer May Mayer Mayr
  Meier Meister Mertens Merz Metz Metzger Meyer Meißner Michel Michels Möller Moser Mohr Moritz Müller Mustermann Musterfrau Münch
  Nagel Naumann Neubauer Neumann Nickel Noack Noll Nowak Oswald Ott Otto Öztürk Pape Paul Paulsen Peter Peters Petersen Pfeffer
  Pfeifer Pfeiffer Philipp Pichler Pohl Popp Preuß Probst Raab Radtke Rau Rauch Reich Reichert Reimann Reimer Reinhardt Renner
  Reuter Richter Riedel Rieger Ritter Röder Rohde Römer Rose Roth Rudolph Rupp Sander Sauer Schäfer Schade Schiller Schilling
  Schindler Schlegel Schlüter Schmid Schmidt Schmitt Schmitz Schneider Scholz Schott Schramm Schreiber Schröder Schröter Schubert
  Schuler Schulte Schultz Schulz Schulze Schumacher Schumann Schuster Schwab Schwarz Schweizer Seidel Seifert Seitz Siebert
  Simon Singer Sommer Sonntag Springer Stadler Stahl Stark Steffen Stein Steiner Steinbach Stephan Stock Stoll Straub Strauß
  Strobel Stumpf Sturm Thiel Thiele Thomas Tietz Unger Ulrich Urban Vetter Voigt Vogel Vogt Voß Wagner Wahl Walter Walther Weber
  Wegener Wegner Weigel Weiß Wendt Wenzel Werner Westphal Wiese Wieland Wiedemann Wild Wilhelm Wilke Will Wimmer Winkler Winter
  Wirth Witt Witte Wittmann Wolf Wolff Wulf Wunderlich Yıldız Yılmaz Zander Ziegler Zimmer Zimmermann
  Adams Alexander Allen Anderson Armstrong Atkinson Bailey Baker Barker Barnes Begum Bell Bennett Black Booth Bradley Brooks Brown
  Bryant Butler Campbell Carter Chapman Chen Clark Clarke Coleman Collins Cook Cooper Cox Cruz Cunningham Davies Davis Dawson
  Dean Diaz Dixon Doe Edwards Ellis Evans Fisher Fletcher Flores Ford Foster Fox Garcia Gibson Gomez Gonzalez Graham Grant Gray
  Green Griffin Griffiths Hall Hamilton Harris Harrison Harvey Hayes Henderson Hernandez Hill Holmes Howard Hughes Hunt Hunter
  Hussain Jackson Jacobs James Jenkins Johnson Johnston Jones Jordan Kelly Kennedy Khan King Knight Lawrence Lee Lewis Lloyd Long
  Lopez Marshall Martinez Mason Matthews Mcdonald Miller Mills Mitchell Moore Morales Morgan Morris Morrison Murphy Murray Myers
  Nelson Nguyen Ortiz Owen Palmer Parker Patel Patterson Perez Perry Phillips Pearson Poole Powell Price Ramirez Reed Reid Reyes
  Reynolds Richards Richardson Rivera Roberts Robertson Robinson Rodriguez Rogers Ross Russell Ryan Sanchez Sanders Scott Shaw
  Simmons Simpson Singh Smith Spencer Stevens Stewart Stone Sullivan Taylor Thompson Torres Turner Walker Wallace Walsh Ward
  Washington Watson Watts Webb Wells West White Wilkinson Williams Williamson Wilson Wood Woods Wright Young`);
