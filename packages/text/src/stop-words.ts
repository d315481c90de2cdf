/** Words that say little about what a sentence is about, folded. Negations, quantities and directions are not among them. */
export const stopWords: ReadonlySet<string> = new Set(
  `der die das den dem des ein eine einen einem einer eines und oder aber in im ins an am auf aus bei beim von vom zu zum
  zur fur um als wie ist sind war waren wird werden wurde wurden hat haben hatte hatten sein seine seinen seinem seiner
  ihr ihre ihren ihrem ihrer er sie es sich dass da wo so auch noch nur schon dort hier diese dieser dieses diesem diesen
  welche welcher welches man wir ich du durch uber unter gegen nach vor bis mit kann konnen konnte sowie sehr dann wenn weil
  the a an and or but in on at of to for from by with as is are was were be been being has have had do does did its his
  her their he she it they we you i that this these those which who whom whose where when there also so such than then if
  because into about will would can could may might should shall must`.split(/\s+/),
);
