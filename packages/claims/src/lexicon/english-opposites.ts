/** English words that turn a statement round; forms of one side are parted by a slash. Regular endings need no entry. */
export const englishOpposites: readonly (readonly string[])[] = `

  rise/rises/rose/risen/rising/climb/climbed/climbs/soar/soared fall/falls/fell/fallen/falling/drop/drops/dropped/sink/sinks/sank/sunk/decline/declined/declines/plunge/plunged |
  increase/increased/increases/increasing/increasingly/gain/growth/rise decrease/decreased/decreases/decreasing/decreasingly/reduce/reduced/reduces/reducing/reduction/decline/declined/declining/drop/lessen/lessened/diminish/diminished/fall/loss |
  grow/grows/grew/grown/growing/growth/expand/expands/expanded/expansion/expanding shrink/shrinks/shrank/shrunk/shrinking/contract/contracts/contracted/contraction/decline/dwindle/dwindled |
  raise/raised/raises/raising lower/lowered/lowers/lowering/cut/reduce/reduced |
  enlarge/extend/extended/widen/widened/broaden/lengthen shorten/shortened/narrow/narrowed/restrict/restricted/curtail/curtailed |
  accelerate/accelerated/hasten decelerate/slow/slowed/delay/delayed |
  improve/improved/improves/improving/improvement/better worsen/worsened/worsens/deteriorate/deteriorated/deterioration/decline/worsening |
  strengthen/strengthened/strengthening weaken/weakened/weakening |
  maximize/maximise/maximized minimize/minimise/minimized | appreciate depreciate |
  inflate/inflation deflate/deflation | multiply divide | double/doubled halve/halved | more less/fewer |
  most least/fewest | many/numerous/several/multiple few/little/single | much little | majority minority |
  plenty/abundance/abundant/surplus/plentiful scarcity/scarce/shortage/deficit/lack | excess shortage/lack |
  maximum/maximal/max minimum/minimal/min | plural singular |
  total/whole/complete/entire/full/entirely/fully/completely/totally/wholly partial/incomplete/partially/partly |
  enough insufficient |
  large/larger/largest/big/bigger/biggest/great/greater/greatest/huge/vast/giant/enormous small/smaller/smallest/little/tiny/minor/lesser/least/slight/minute |
  high/higher/highest/highly/tall/taller/tallest low/lower/lowest/short/shorter/shortest | height depth |
  long/longer/longest/lengthy/long-term short/shorter/shortest/brief |
  wide/wider/widest/broad/broader/broadest narrow/narrower/narrowest | widely narrowly/rarely |
  thick/thicker thin/thinner | dense sparse | deep/deeper/deepest shallow/shallower/shallowest |
  heavy/heavier/heaviest/heavily light/lighter/lightest/lightly |
  strong/stronger/strongest/strongly/powerful weak/weaker/weakest/weakly/powerless |
  strength/strengths weakness/weaknesses |
  fast/faster/fastest/quick/quicker/quickest/rapid/quickly/rapidly/swift/swiftly slow/slower/slowest/slowly |
  sudden/suddenly gradual/gradually | loud/louder quiet/quieter/silent/soft |
  bright/brighter/light dark/darker/dim/dull | hard/harder/tough soft/softer/easy/easier/gentle |
  hot/hotter/hottest/warm/warmer/warmest cold/colder/coldest/cool/cooler/coolest | heat cold |
  wet/wetter/moist/humid dry/drier/driest/arid | sharp blunt/dull | rough smooth |
  far/farther/furthest/distant/farthest/remote near/nearer/nearest/close/closer/closest/nearby |
  rich/richer/richest/wealthy/wealthier/wealth/affluent poor/poorer/poorest/poverty/impoverished |
  expensive/costly/dear cheap/cheaper/inexpensive/affordable/free |
  hard/difficult/difficulty/harder easy/easier/simple/ease/easily |
  complex/complicated/compound simple/simpler/straightforward |
  severe/severely/serious mild/mildly/slight/minor |
  major/main/primary/principal/chief/mainly/primarily minor/secondary/subordinate |
  significant/important/essential/significantly insignificant/trivial/unimportant/slightly/negligible |
  superior inferior | senior junior |
  upper/top/above/upward/upwards/uppermost/up lower/bottom/below/downward/downwards/beneath/down/under |
  peak/summit/top trough/bottom/base/valley | over/above under/below/beneath | overestimate underestimate |
  overestimated underestimated |
  old/older/oldest/elder/ancient young/younger/youngest/new/newer/newest/modern/recent |
  new/novel old/traditional/ancient | past future | ancient/traditional/old modern/contemporary/new |
  early/earlier/earliest late/later/latest |
  first/initially/initial/firstly/beginning last/finally/final/lastly/latter/ultimate/end | former latter |
  previous/preceding/previously/prior/earlier next/following/subsequent/subsequently/later |
  before/prior after/following | predecessor successor | since until |
  start/starts/started/starting/begin/begins/began/begun/beginning/commence/commenced/launch/launched/onset end/ends/ended/ending/finish/finishes/finished/stop/stops/stopped/cease/ceased/conclude/concluded/halt/halted |
  continue/continued/continues/continuing/keep/kept stop/stopped/stops/cease/ceased/discontinue/discontinued/halt/interrupt |
  open/opens/opened/opening close/closes/closed/closing/closure/shut |
  found/founded/establish/established/establishes/foundation/form/formed dissolve/dissolved/abolish/abolished/disband/disbanded/dismantle/dismantled |
  introduce/introduced/introduction/adopt/adopted abolish/abolished/abolition/withdraw/withdrawn/abandon/abandoned |
  create/created/creates/creation/build/builds/built/building/construct/constructed/construction/produce/produced destroy/destroyed/destroys/destruction/demolish/demolished/dismantle/ruin/ruined/consume/consumed |
  permanent/permanently/lasting/perpetual temporary/temporarily/brief/transient |
  constant/constantly/stable/steady/fixed/static/stationary variable/changing/unstable/fluctuating/intermittent/dynamic/moving |
  always/constantly/ever/invariably/forever never/rarely/occasionally |
  often/frequently/frequent/commonly/usually/usual/regularly/generally/normally/typically/common/typical rarely/seldom/infrequently/rare/unusual/unusually/uncommon/occasionally/atypical/exceptional |
  day/daytime night/nighttime | morning evening/night | summer winter | spring autumn/fall |
  sunrise/dawn sunset/dusk | yesterday tomorrow | youth/childhood adulthood/age |
  all/every/everything/everyone/everybody/each/any none/no/nothing/nobody/some | everywhere nowhere |
  somebody/someone nobody | something nothing | both neither/none | either neither | some/any no/none |
  and or | with/including without/excluding/lacking |
  inside/within/into/in/inward/indoor/indoors/inner/interior/internal/internally outside/beyond/out/outward/outdoor/outdoors/outer/exterior/external/externally |
  entrance exit | front/forward/ahead/fore back/backward/behind/rear/backwards |
  left/left-wing right/right-wing |
  north/northern/northward/northernmost south/southern/southward/southernmost |
  east/eastern/eastward/easternmost west/western/westward/westernmost |
  northeast/northeastern southwest/southwestern/northwest/southeast/southeastern |
  northwest/northwestern southeast/southeastern/northeast/southwest/southwestern | upstream downstream |
  uphill downhill | to/towards/toward from/away | on/onto off | for/pro against/anti/con | like unlike |
  horizontal vertical | central/center/centre/core/middle peripheral/periphery/edge/outlying |
  local/domestic/national/native global/foreign/international/worldwide/imported |
  urban/city/cities rural/countryside/village/villages | land/ground sea/air/water/ocean |
  coastal/coast inland/interior |
  arrive/arrives/arrived/arrival/come/came/comes/enter/entered/enters leave/leaves/left/depart/departed/departure/go/went/goes/exit/exited |
  stay/stayed/remain/remained/remains leave/left/departed/go/vanish |
  immigrate/immigration/immigrant/immigrants emigrate/emigration/emigrant/emigrants |
  advance/advanced/advances/progress/proceed retreat/retreated/withdraw/withdrew/regress/recede |
  ascend/ascended/ascent/climb descend/descended/descent |
  attract/attracted/attracts/attractive/attraction repel/repelled/repulsive/repulsion |
  approach recede/retreat | push/pushed pull/pulled | lift/lifted drop/dropped |
  good/well/better/best/positive bad/badly/worse/worst/poor/poorly/evil/negative |
  positive/positively negative/negatively |
  benefit/benefits/beneficial/advantage/advantages/advantageous/useful/profit harm/harmful/disadvantage/disadvantages/drawback/damage/detrimental/cost |
  pro con |
  true/truth/correct/right/accurate/correctly/truly/real false/falsehood/incorrect/wrong/inaccurate/wrongly/fake/lie/imaginary |
  success/succeed/succeeded/successes/successful/successfully/succeeds failure/fail/failed/failures/unsuccessful/unsuccessfully/fails |
  win/wins/won/winning/gain/gained/gains/winner/winners lose/loses/lost/losing/loss/losses/loser/losers |
  victory/victories/triumph/victorious defeat/defeats/loss/defeated | victor vanquished | beat/defeated lost |
  safe/safety/secure/safely dangerous/danger/unsafe/hazardous/risky/insecure/risk |
  healthy/health/well sick/ill/unhealthy/illness/disease | clean/pure dirty/polluted/impure/contaminated |
  beautiful/pretty ugly | happy/happiness/joy/glad unhappy/sad/sadness/sorrow/misery |
  love/loved/loves/like/liked hate/hated/hates/dislike/disliked/hatred |
  friend/friends/friendly/ally/allies enemy/enemies/hostile/foe/opponent/opponents/rival |
  attack/attacks/attacked/offensive/offense/attacking/attacker defend/defends/defended/defensive/defense/defence/protect/protected/defender |
  war/wartime peace/peacetime/peaceful |
  freedom/free/liberty/liberated slavery/captivity/captive/enslaved/oppression/occupied/imprisoned |
  brave/courage coward/cowardly/cowardice | wise/smart/intelligent/clever foolish/stupid |
  honest/honesty dishonest/deceitful | guilty/guilt innocent/innocence | strict/stringent lenient/lax/loose |
  tight loose/slack | modest/humble arrogant/proud | generous stingy/mean |
  careful/cautious careless/reckless | popular unpopular | famous/known/well-known unknown/obscure |
  legal/legally/lawful/allowed/permitted illegal/illegally/unlawful/prohibited/forbidden |
  allow/allows/allowed/permit/permits/permitted/enable/enabled/enables/let/allowing/authorize/authorized forbid/forbids/forbade/forbidden/prohibit/prohibits/prohibited/ban/banned/prevent/prevents/prevented/block/blocked/deny/denied/disallow/preventing/disabled |
  accept/accepts/accepted/acceptance/agree/agreed/approve/approved/approval/embrace/embraced reject/rejects/rejected/rejection/refuse/refused/refuses/decline/declined/disagree/disapprove/deny/denied/disapproval |
  confirm/confirmed/prove/proved/proven/affirm/affirmed/admit/admitted refute/refuted/deny/denied/disprove/disproved/contradict/contradicted |
  support/supports/supported/favor/favour/favored/supporter/supporters/supporting/endorse/endorsed/promote/promoted/promotes oppose/opposes/opposed/opponent/opponents/opposing/resist/resisted/hinder/undermine/undermined/criticize/criticized/opposition |
  encourage/encouraged/encourages discourage/discouraged/discourages/deter |
  help/helps/helped/assist/assisted/aid hinder/hinders/hindered/harm/hurt/impede/obstruct/harmed |
  cause/causes/caused/trigger/triggered prevent/prevents/prevented/stop/avoid |
  cause/causes effect/effects/result/consequence |
  praise/praised criticize/criticized/criticise/criticised/criticism/condemn/condemned/blame |
  reward/rewarded/rewards punish/punished/punishment/penalty |
  protect/protected/protects/preserve/preserved/conserve endanger/endangered/threaten/threatened/destroy/expose/exposed/harm |
  include/includes/included/including/inclusive exclude/excludes/excluded/excluding/exclusive/omit/omitted |
  join/joined/joins leave/left/quit/leaves |
  unite/united/unify/unified/combine/combined/merge/merged/connect/connected/union/unity/attach/attached divide/divided/separate/separated/split/disconnect/disconnected/division/separation/detach/detached |
  together/jointly apart/separately/alone | collective/collectively individual/individually |
  add/adds/added/addition/adding remove/removes/removed/removal/subtract/subtracted/subtraction/deduct |
  fill/filled/full empty/emptied/drain/drained | load unload | lock unlock |
  hire/hired fire/fired/dismiss/dismissed | elect/appoint/appointed dismiss/dismissed/oust/ousted |
  buy/buys/bought/purchase/purchased/buyer/buyers/acquire/acquired/buying sell/sells/sold/sale/seller/sellers/selling |
  borrow/borrowed lend/lent/loan |
  give/gives/gave/given/giving/grant/granted/provide/provided take/takes/took/taken/taking/receive/received/deny/denied |
  send/sends/sent/sender/transmit/transmitted receive/receives/received/recipient/receiver |
  import/imports/imported/importing export/exports/exported/exporting |
  income/revenue/earnings/earn/earned expense/expenses/expenditure/spend/spent/spending | credit debit/debt |
  creditor debtor | asset/assets liability/liabilities/debt/debts |
  profit/profits/profitable loss/losses/unprofitable | supply demand | employer/employers employee/employees |
  employment/employed unemployment/unemployed | save/saved/saves waste/wasted/spend/spent | surplus deficit |
  gross net | wholesale retail | ask/asked/question answer/answered/reply |
  teach/teacher/taught learn/student/learned/pupil | remember/remembered/recall forget/forgot/forgotten |
  find/finds/found/discover lose/lost/hide/search |
  show/shows/showed/reveal/revealed/reveals/expose hide/hides/hid/hidden/conceal/concealed |
  visible invisible/hidden |
  appear/appears/appeared/emerge/emerged disappear/disappears/disappeared/vanish/vanished |
  survive/survived/live/lived/lives/survival die/died/dies/perish/perished/extinction/death |
  alive/living/live dead/deceased/extinct | life/birth/born/births death/died/deaths/dead |
  marry/married/marriage/wedding divorce/divorced/single/unmarried |
  man/men/male/males/masculine woman/women/female/females/feminine | father/fathers/dad mother/mothers/mom |
  son/sons daughter/daughters | brother/brothers sister/sisters | boy/boys girl/girls |
  king/kings queen/queens | husband/husbands wife/wives | uncle aunt | he she | his her | him her |
  adult/adults/grown-up child/children/infant |
  parent/parents/ancestor/ancestors child/children/offspring/descendant/descendants |
  host/hosts guest/guests/parasite | teacher student/pupil | doctor patient | master slave/servant |
  winner loser | leader/leaders follower/followers |
  amateur/amateurs/layman/novice professional/professionals/expert |
  theory/theoretical/theoretically practice/practical/practically |
  natural/naturally artificial/artificially/synthetic/unnatural/man-made |
  public/publicly/open private/privately/secret/closed | state/government private | official unofficial |
  abstract concrete | general/generally/generic/broad specific/specifically/particular/special/specialized |
  objective subjective | absolute/absolutely relative/relatively |
  active/actively passive/passively/inactive/dormant/idle/extinct | direct/directly indirect/indirectly |
  same/identical/alike/similar/equal/similarly/equally different/distinct/unlike/dissimilar/unequal/other/differently/opposite |
  similarity/similarities difference/differences | agreement disagreement/conflict/dispute | odd even |
  rare/rarely common/commonly/frequent | odd/strange normal/ordinary | linear nonlinear | finite infinite |
  analog digital | mental/psychological/spiritual physical/bodily/material |
  optimistic/optimism/optimist pessimistic/pessimism/pessimist |
  democratic/democracy authoritarian/dictatorship/undemocratic/autocratic |
  conservative/conservatives liberal/liberals/progressive | religious/sacred secular/profane |
  military/soldier civilian/civil | present/presence/attend/attended absent/absence/missing/missed |
  available unavailable |
  voluntary/voluntarily/optional compulsory/mandatory/forced/involuntary/obligatory/required |
  intentional/deliberate/intentionally/deliberately accidental/unintentional/accidentally/unintentionally |
  necessary/required/needed unnecessary/superfluous/optional |
  certain/certainly/definite/surely uncertain/doubtful/possibly/perhaps |
  likely/probable/probably unlikely/improbable | possible impossible | raw cooked | sweet sour/bitter |
  fresh stale/rotten | black white | solid/solids liquid/fluid/gas/hollow |
  rigid/stiff/inflexible flexible/elastic | homogeneous heterogeneous | uniform diverse/varied |
  east/orient west/occident | dominant recessive/subordinate | benign malignant | acute chronic |
  acid/acidic alkaline/basic/base | oxidation reduction | proton/protons electron/electrons |
  aerobic anaerobic | predator/predators prey | vertebrate invertebrate |
  wild/feral tame/domestic/domesticated | biased/partial impartial/neutral/unbiased |
  credible/reliable unreliable/dubious | trust/trusted distrust/mistrust/distrusted |
  respect contempt/disrespect | order chaos/disorder | harmony conflict/discord |
  calm/peaceful violent/stormy/agitated | hope/hopeful despair/hopeless | comedy tragedy |
  fact/factual/fiction/real fiction/fictional/opinion | hero/protagonist villain/antagonist |
  foreground background | sacred profane | noble common | inclusive exclusive |
  exceed/exceeded/exceeds/outperform trail/underperform/undershoot | overestimated underestimated |
  above-average below-average
`
  .split('|')
  .map((pair) => pair.trim().split(' '));
