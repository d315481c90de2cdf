import { wordSet } from './word-set.js';

/** Given names that are common in Germany, Austria, Switzerland, Britain and the United States; put together for this package. */
export const givenNames = wordSet(`
  Achim Adam Adele Adelheid Adrian Agnes Albert Alexander Alexandra Alexandre Alfred Ali Alice Alina Alma Amelie Andrea Andreas
  Anette Angela Angelika Anja Anke Anna Anne Anneliese Annemarie Annette Annika Antje Anton Antonia Armin Arne Arnold Arthur
  Astrid August Axel Ayşe Barbara Bastian Beate Beatrice Ben Benedikt Benjamin Bernd Bernhard Berta Bettina Birgit Birgül Björn
  Bodo Boris Brigitte Britta Bruno Burkhard Carina Carla Carolin Caroline Carsten Charlotte Christa Christel Christian
  Christiane Christina Christine Christoph Christopher Clara Claudia Claus Clemens Conrad Constanze Cornelia Dagmar Daniel
  Daniela David Dennis Detlef Diana Dieter Dietmar Dietrich Dirk Dominik Doris Dorothea Eberhard Eckhard Edeltraud Edgar Edith
  Elena Elfriede Elias Elisa Elisabeth Elke Ella Elsa Emil Emilia Emily Emine Emma Enrico Erhard Eric Erich Erik Erika Ernst
  Erwin Esther Eugen Eva Evelyn Fabian Fatma Felix Ferdinand Finn Florian Frank Franz Franziska Frauke Frederik Frida Frieda
  Friedhelm Friedrich Fritz Gabriel Gabriele Georg Gerald Gerd Gerda Gerhard Gerlinde Gertrud Gisela Gottfried Götz Greta Grit
  Gudrun Guido Günter Günther Gustav Hanna Hannah Hannelore Hannes Hans Harald Hartmut Hasan Hedwig Heidi Heike Heiko Heinrich
  Heinz Helene Helga Helmut Henning Henriette Henrik Henry Herbert Hermann Hertha Hilde Hildegard Holger Horst Hubert Hugo Ida
  Ilona Ilse Ina Ines Inga Inge Ingeborg Ingo Ingrid Irene Iris Irmgard Isabel Isabell Isabella Ivan Jakob Jan Jana Janina Jannik
  Jens Jessica Joachim Jochen Johann Johanna Johannes Jonas Jonathan Jörg Josef Josefine Joseph Judith Julia Julian Jürgen
  Jutta Kai Karin Karina Karl Karla Karola Karoline Karsten Katharina Kathrin Katja Katrin Kerstin Kevin Kilian Klara Klaus
  Konrad Konstantin Korbinian Kristin Kristina Kurt Lara Lars Laura Lea Lena Leni Leo Leon Leonard Leonie Levin Lia Liam Lilli
  Lilly Lina Linda Linus Lisa Lore Lorenz Lothar Louis Louisa Luca Lucas Lucia Ludwig Luis Luisa Luise Lukas Lutz Lydia Magdalena
  Maik Maja Malte Manfred Manuel Manuela Marc Marcel Marco Marcus Mareike Margarete Margit Margot Maria Marianne Marie Marina
  Mario Marion Marius Mark Marko Markus Marlene Marlies Marta Martha Martin Martina Marvin Mathias Mathilde Matthias Matilda
  Max Maximilian Mehmet Melanie Merle Mia Michael Michaela Mila Miriam Mohamed Mohammed Monika Moritz Mustafa Nadine Nadja
  Natalie Nele Nicola Nicole Niels Niklas Nikolaus Nils Nina Noah Nora Norbert Olaf Ole Oliver Olivia Oskar Osman Oswald Otto
  Pascal Patricia Patrick Paul Paula Pauline Peter Petra Philipp Pia Rainer Ralf Ralph Ramona Raphael Rebecca Regina Regine
  Reiner Reinhard Reinhold Renate Rene Ricarda Richard Rita Robert Robin Roland Rolf Roman Ronny Rosa Rosemarie Rosi Rüdiger
  Rudolf Ruth Sabine Sabrina Sandra Sara Sarah Sascha Sebastian Selma Sibylle Siegfried Siegmund Sigrid Silke Silvia Simon
  Simone Sofia Sofie Sonja Sophia Sophie Stefan Stefanie Steffen Steffi Stella Stephan Stephanie Susanne Sven Svenja Swantje
  Sylvia Tanja Tatjana Thea Theo Theodor Theresa Theresia Thomas Thorsten Till Tilman Tim Timo Tina Tobias Tom Torben Torsten
  Udo Ulf Ulla Ulrich Ulrike Ursula Ute Uwe Valentin Vanessa Vera Verena Veronika Viktor Viktoria Vincent Volker Waltraud Walter
  Wenke Werner Wiebke Wilfried Wilhelm Wilhelmine Willi Wolfgang Wolfram Xaver Yannick Yasemin Yusuf Yvonne Zoe
  Aaron Abigail Adele Aidan Alan Albert Alfie Alicia Alison Amanda Amber Amy Andrew Angus Anita Ann Annabel Anthony April Archie
  Ashley Audrey Austin Barry Beatrix Becky Bella Bernard Beth Bethany Betty Beverly Bill Billy Bob Bobby Bonnie Bradley Brandon
  Brenda Brian Bridget Bruce Bryan Callum Cameron Carl Carlos Carol Carolyn Catherine Cathy Cecilia Charles Charlie Chloe Chris
  Christie Claire Clare Clive Colin Connor Craig Crystal Curtis Cynthia Dale Danielle Danny Darren Dave Dawn Dean Deborah Debra
  Denise Derek Diane Dominic Donald Donna Dorothy Douglas Duncan Dylan Eddie Edward Edwin Eileen Elaine Eleanor Elizabeth Ellen
  Ellie Elliot Emma Erin Ernest Ethan Eugene Evan Evie Faith Fiona Florence Frances Francis Fred Freddie Freya Gareth Gary Gavin
  Gemma Geoffrey George Georgia Geraldine Gillian Glenn Gloria Gordon Grace Graham Greg Gregory Gwen Harold Harriet Harrison
  Harry Harvey Hayley Hazel Heather Helen Hilary Holly Howard Hugh Ian Imogen Isaac Isabelle Isla Jack Jacob Jacqueline Jade
  Jake James Jamie Jane Janet Janice Jasmine Jason Jay Jean Jeff Jeffrey Jenna Jennifer Jenny Jeremy Jerry Jill Jim Jimmy Jo
  Joan Joanna Joanne Joe Joel John Johnny Jordan Jose Josh Joshua Joyce Juan Judy Julie June Justin Karen Kate Katherine Kathleen
  Kathryn Katie Kayla Keith Kelly Ken Kenneth Kerry Kieran Kim Kimberly Kirsty Kyle Larry Lauren Lawrence Leah Lee Leslie Lewis
  Lily Liz Lois Loretta Lori Louise Lucy Luke Lynn Maddison Madeleine Madison Malcolm Marcia Margaret Marilyn Martyn Marvin Mary
  Mason Matthew Maureen Maurice Megan Melissa Michelle Mike Mildred Millie Mohammad Molly Morgan Nancy Naomi Natasha Nathan Neil
  Nicholas Nick Nigel Norma Norman Oscar Owen Pamela Patricia Patsy Penny Peggy Philip Phillip Phoebe Phyllis Polly Poppy Rachael
  Rachel Ray Raymond Reece Rhys Ricky Rob Roger Ron Ronald Rory Rosemary Ross Roy Russell Ryan Sally Sam Samantha Samuel Scott
  Sean Shane Shannon Sharon Shaun Shawn Sheila Shirley Sidney Sienna Spencer Stacey Stanley Stephen Steve Steven Stewart Stuart
  Sue Susan Suzanne Sydney Teresa Terry Theodore Tiffany Timothy Toby Todd Tony Tracy Trevor Tyler Valerie Vicky Victor Victoria
  Violet Virginia Vivian Walter Wayne Wendy William Zach Zachary Zara`);
