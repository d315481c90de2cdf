/**
 * What browsers, apps with a browser inside, and their platforms write into user agents: own table, from vendors' pages
 * (MDN "User-Agent", Chrome's "User-Agent reduction", Firefox's "User agent string reference", WebKit's blog, Opera's and
 * Samsung's developer pages) and from what current clients send. Lower case.
 */

/** Products of browsers and of what sits around them. */
const BROWSER_PRODUCTS = new Set(
  (
    'mozilla applewebkit webkit chrome chromium safari version mobile firefox gecko edge edg edga edgios edgw opr opera ' +
    'opios opt opx crios fxios focus klar samsungbrowser ucbrowser ubrowser ucmobile ucturbo yabrowser yowser yasearchbrowser ' +
    'yaapp_android bropp sa sp-engine flyflow miuibrowser xiaomi huaweibrowser honorbrowser hmscore vivobrowser heytapbrowser ' +
    'oppobrowser hibrowser uws qqbrowser mqqbrowser qq core tbs micromessenger nettype language windowswechat macwechat ' +
    'unifiedpcwindowswechat xweb mmwebsdk mmwebid weixin weibo baiduboxapp baidubrowser bidubrowser bdhonorbrowser t7 nabar ' +
    'sogoumobilebrowser metasr lbbrowser maxthon mxbrowser quark quarkpc whale naver kakaotalk inapp line iab daum ' +
    'instagram musical_ly trill bytedancewebview bytelocale bytefulllocale jssdk channel region appname app_version appversion ' +
    'isdarkmode wkwebview revealtype spark pia falcontag twitter linkedinapp gsa duckduckgo ddg brave vivaldi ecosia seamonkey ' +
    'iceweasel icecat palemoon goanna waterfox librewolf k-meleon galeon epiphany konqueror khtml presto silk silk-accelerated ' +
    'puffin dolfin netfront nokiabrowser ovibrowser browserng seriesnokia ubuntu debian fedora red suse gentoo mint linux ' +
    'chromecast crkey electron teams trident like iron coc_coc_browser coc_coc comodo_dragon qihu 360se 360ee slbrowser avast ' +
    'avastsecurebrowser avg avira ccleaner norton iridium midori falkon qupzilla otter qtwebengine qtwebkit cef adobeair ' +
    'oculusbrowser vr wolvic phoenix phx alohabrowser abb managedbrowser snapchat pinterest reddit webview wv applenews ' +
    'large screen webappmanager smarttv colt omi odin thano netcast titanos hbbtv ladybird libweb+libjs mypal mullvadbrowser ' +
    'telegram-android discord slack whatsapp viber build release minefield namoroka shiretoko granparadiso bonecho ' +
    'mobileexplorer iemobile msie windows.net clr profile configuration up.link up.browser blackberry playbook nintendobrowser ' +
    'nx netfrontnx nf3 playstation silksoft kaios kaistores tizenbrowser obigo polaris teleca browser fennec camino ' +
    'firefox-4.0 chromeframe mms aolshield adg dragon corom wxwork colorscheme wemail embeddisk wwmver nomediacs lite likewise edition next developer beta dev nightly lucid intrepid karmic edgy maverick natty hardy jaunty vendor prism obs'
  ).split(' '),
);

export const isBrowserProduct = (name: string): boolean => {
  const lower = name.toLowerCase();
  return BROWSER_PRODUCTS.has(lower) || /^[\d.]+$/.test(lower) || lower.startsWith('sgh-') || lower.startsWith('sm-');
};

/** Starts of platform comments: without one of these, what calls itself Mozilla runs on nothing. */
export const PLATFORM =
  /windows|win(?:9[58]|nt|32|64)|macintosh|mac[ _]?os|x11|linux|android|andr0id|iphone|ipad|ipod|cros|mobile|tablet|playstation|nintendo|web0s|webos|smart-?tv|blackberry|bb10|playbook|symb|series ?\d|meego|tizen|kaios|fuchsia|openharmony|harmonyos|sunos|freebsd|openbsd|netbsd|dragonfly|os\/2|amiga|beos|haiku|xbox|watchos|hpwos|palm|j2me|midp|brew|maui|vre|roblox|\d+mb;|bada|visionos|macos/i;

/** What desktop browsers write into the comment of their platform. */
export const DESKTOP_ENTRY =
  /^(?:windows(?: nt [\d.]+| \d\S*| me| ce)?|win ?(?:64|32|9x [\d.]+|nt[\d.]*|9[58])|x64|wow64|arm(?:64)?|i[3-6]86|x86(?:_64)?|macintosh|(?:intel|ppc|arm|u;)? ?mac os x(?: [\d._]+)?|intel|ppc|x11|wayland|u|i|n|linux(?: \S+)?(?: \(x86_64\))?|(?:ubuntu|fedora|debian|centos|gentoo|arch|mint|suse|opensuse|manjaro|mageia)(?:[ /].*)?|cros \S+ [\d.]+|(?:free|open|net)bsd.*|sunos.*|dragonfly.*|haiku.*|os\/2.*|rv:[\d.]+\S*|[a-z]{2}(?:[-_][a-z]{2})?|compatible|msie [\d.b]+|trident\/[\d.]+|touch|tablet pc(?: [\d.]+)?|\.net[ \d.a-z]*|slcc\d*|media center pc [\d.]+|infopath[\d.]*|masmjs|asjb|asu2js|maarjs|lcjb|gtb[\d.]+|sv1|like gecko|windows-media-player\/\S+|zune \S+|ms-rtc \S+|officelive\S*|win64|aarch64|armv\S+|silk-accelerated.*|konqueror\/\S+|khtml|mobile|tablet|en|de|valve .*|chromium gost|smart tv|smart-tv|netcast|web0s|mmi|large screen|chromeframe(?:\/[\d.]+)?|ms-?office(?: \d+)?|microsoft outlook.*|aol(?:build)? [\d.]+|funwebproducts|mac_powerpc|unknown|\w+browser[ /].*)$/i;
