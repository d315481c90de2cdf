/** A run without runs in it; text boxes hold runs of their own. */
const RUN = /<w:r(?:\s[^>]*)?>(?:(?!<w:r[\s>]|<\/w:r>)[\s\S])*<\/w:r>/g;
const ON = '(?:\\s+w:val="(?:1|true|on)")?\\s*/>';
const VANISHED = new RegExp(`<w:(?:vanish|webHidden|specVanish)${ON}`);
const WHITE = /<w:color\s[^>]*w:val="(?:FFFFFF|FEFEFE)"/i;
/** White on a coloured ground is seen. */
const GROUND = /<w:(?:shd|highlight)\s/;
/** Half points: below 2 points. */
const TINY = /<w:sz\s+w:val="[0-3]"/;

/** The XML of a document's body without the runs that nobody sees, and how many held text. */
export function withoutHiddenRuns(xml: string): { readonly xml: string; readonly hidden: number } {
  let hidden = 0;
  const visible = xml.replace(RUN, (run) => {
    const [properties = ''] = /<w:rPr>[\s\S]*?<\/w:rPr>/.exec(run) ?? [];
    const isHidden =
      VANISHED.test(properties) || TINY.test(properties) || (WHITE.test(properties) && !GROUND.test(properties));
    if (!isHidden) return run;
    if (/<w:t[\s>]/.test(run)) hidden++;
    return '';
  });
  return { xml: visible, hidden };
}
