//! The known sources: one table, one row a source.
//!
//! # How to add a source
//! 1. Write its row below, under its class: the name as its owner writes it, its hosts, its
//!    apps, and how people spell it in `utm_source`. A host stands for itself and everything
//!    under it, and the longest host that fits wins, so `mail.google.com` needs no place above
//!    `google.*`. A host that ends in `.*` stands for itself alone, under every country's suffix.
//! 2. Write a case into `vectors/source/*.json` that gives its referrer or utm.
//!
//! The test at the end of this file tells whether the row can be found and steals from no other.
//!
//! # Why one long file?
//! It is data that is read and extended row by row; split, two files could claim one host.

use Class::{
    AiAssistant, Community, Email, Newsletter, Podcast, Search, Shopping, Site, Social, Video,
};

/// What a source is, before a medium or a campaign says anything about the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A search engine.
    Search,
    /// A social network: people follow people.
    Social,
    /// A place to watch videos.
    Video,
    /// A shop, a marketplace or a price comparison.
    Shopping,
    /// An assistant that answers in its own words and links what it read.
    AiAssistant,
    /// A forum, a chat or a messenger: people talk with each other about a thing.
    Community,
    /// Personal mail: web mail, mail apps, mail gateways, and mail of sales and service systems.
    Email,
    /// A platform that sends newsletters to lists.
    Newsletter,
    /// A place to listen to podcasts.
    Podcast,
    /// Any other site that deserves a name.
    Site,
}

/// One known source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name, as its owner writes it. Unique in the table.
    pub name: &'static str,
    /// What it is.
    pub class: Class,
    /// Its hosts, lower case, without `www.`: each with everything under it; `google.*` itself
    /// only, under every country's suffix.
    pub hosts: &'static [&'static str],
    /// Its apps, lower case: Android packages and numbers in Apple's App Store.
    pub apps: &'static [&'static str],
    /// Further spellings in `utm_source`, lower case, letters and digits only. The name itself
    /// and the hosts need none.
    pub spellings: &'static [&'static str],
}

type Words = &'static [&'static str];

const fn row(name: &'static str, class: Class, hosts: Words, apps: Words, says: Words) -> Row {
    Row { name, class, hosts, apps, spellings: says }
}

/// Every known source.
#[rustfmt::skip] // A row is a line.
pub const SOURCES: &[Row] = &[
    // Search engines.
    row("Google", Search, &["google.*", "google.cat", "images.google.*", "lens.google.com", "encrypted.google.com"], &["com.google.android.googlequicksearchbox", "284815942"], &["googleads", "adwords", "googleadwords", "googlesearch", "gads", "googlecpc", "goog"]),
    row("Bing", Search, &["bing.com"], &["com.microsoft.bing"], &["bingads", "microsoftads", "msads", "microsoftadvertising"]),
    row("DuckDuckGo", Search, &["duckduckgo.com", "ddg.gg"], &["com.duckduckgo.mobile.android"], &["ddg"]),
    row("Yahoo", Search, &["search.yahoo.com", "search.yahoo.co.jp"], &[], &["yahoosearch"]),
    row("Yandex", Search, &["yandex.*", "ya.ru"], &["ru.yandex.searchplugin"], &["yandexdirect", "yadirect"]),
    row("Baidu", Search, &["baidu.com"], &["com.baidu.searchbox"], &[]),
    row("Ecosia", Search, &["ecosia.org"], &["com.ecosia.android"], &[]),
    row("Brave Search", Search, &["search.brave.com"], &[], &["brave"]),
    row("Kagi", Search, &["kagi.com"], &[], &[]),
    row("Qwant", Search, &["qwant.com"], &["com.qwant.liberty"], &[]),
    row("Startpage", Search, &["startpage.com"], &[], &[]),
    row("Swisscows", Search, &["swisscows.com", "swisscows.ch"], &[], &[]),
    row("Mojeek", Search, &["mojeek.com"], &[], &[]),
    row("MetaGer", Search, &["metager.de", "metager.org"], &[], &[]),
    row("Marginalia", Search, &["marginalia.nu", "marginalia-search.com"], &[], &[]),
    row("Dogpile", Search, &["dogpile.com"], &[], &[]),
    row("AOL", Search, &["search.aol.com"], &[], &["aolsearch"]),
    row("Ask", Search, &["ask.com"], &[], &["askjeeves"]),
    row("Naver", Search, &["search.naver.com"], &["com.nhn.android.search"], &[]),
    row("Daum", Search, &["search.daum.net"], &["net.daum.android.daum"], &[]),
    row("Sogou", Search, &["sogou.com"], &[], &[]),
    row("360 Search", Search, &["so.com"], &[], &["haosou"]),
    row("Shenma", Search, &["sm.cn"], &[], &[]),
    row("Seznam", Search, &["search.seznam.cz"], &["cz.seznam.sbrowser"], &["sklik"]),
    row("Cốc Cốc", Search, &["coccoc.com"], &["com.coccoc.trinhduyet"], &["coccoc"]),
    row("Rambler", Search, &["nova.rambler.ru"], &[], &[]),
    row("Mail.ru Search", Search, &["go.mail.ru"], &[], &[]),
    row("Petal Search", Search, &["petalsearch.com"], &[], &[]),
    row("Onet", Search, &["szukaj.onet.pl"], &[], &[]),
    row("Virgilio", Search, &["ricerca.virgilio.it"], &[], &[]),
    row("Lycos", Search, &["lycos.com"], &[], &[]),
    row("goo", Search, &["search.goo.ne.jp"], &[], &[]),
    row("T-Online Search", Search, &["suche.t-online.de"], &[], &[]),
    row("WEB.DE Search", Search, &["suche.web.de"], &[], &[]),
    row("GMX Search", Search, &["suche.gmx.net", "suche.gmx.at", "search.gmx.com"], &[], &[]),
    // Social networks.
    row("LinkedIn", Social, &["linkedin.com", "lnkd.in"], &["com.linkedin.android", "288429040"], &["li", "linkedinads", "lnkd", "linkedinpage", "linkedincompany"]),
    row("X", Social, &["x.com", "twitter.com", "t.co"], &["com.twitter.android", "333903271"], &["twitter", "tw", "twitterads", "xads", "xtwitter", "twitterx"]),
    row("Facebook", Social, &["facebook.com", "fb.com", "fb.me", "facebook.net"], &["com.facebook.katana", "com.facebook.lite", "284882215"], &["fb", "facebookads", "fbads", "meta", "metaads", "fbig", "facebookpage"]),
    row("Instagram", Social, &["instagram.com", "ig.me", "instagr.am"], &["com.instagram.android", "com.instagram.lite", "389801252"], &["ig", "insta", "igads", "igshopping", "instagramads", "igstory", "instagramstory"]),
    row("Threads", Social, &["threads.net", "threads.com"], &["com.instagram.barcelona"], &[]),
    row("Bluesky", Social, &["bsky.app", "bsky.social"], &["xyz.blueskyweb.app"], &["bsky"]),
    row("Mastodon", Social, &["mastodon.social", "mastodon.online", "mastodon.world", "mstdn.social", "mstdn.jp", "fosstodon.org", "hachyderm.io", "infosec.exchange", "social.linux.pizza", "norden.social", "chaos.social", "troet.cafe", "mas.to", "techhub.social"], &["org.joinmastodon.android"], &["fediverse", "masto"]),
    row("TikTok", Social, &["tiktok.com"], &["com.zhiliaoapp.musically", "com.ss.android.ugc.trill", "835599320"], &["tt", "tiktokads"]),
    row("Douyin", Social, &["douyin.com"], &["com.ss.android.ugc.aweme"], &[]),
    row("Pinterest", Social, &["pinterest.*", "pin.it"], &["com.pinterest", "429047995"], &["pin", "pinterestads"]),
    row("Snapchat", Social, &["snapchat.com"], &["com.snapchat.android", "447188370"], &["snap", "snapchatads"]),
    row("Xing", Social, &["xing.com"], &["com.xing.android"], &[]),
    row("VK", Social, &["vk.com", "vk.ru", "vkontakte.ru"], &["com.vkontakte.android"], &["vkontakte", "vkads"]),
    row("Odnoklassniki", Social, &["ok.ru", "odnoklassniki.ru"], &["ru.ok.android"], &[]),
    row("Weibo", Social, &["weibo.com", "weibo.cn", "t.cn"], &["com.sina.weibo"], &[]),
    row("Xiaohongshu", Social, &["xiaohongshu.com", "xhslink.com"], &["com.xingin.xhs"], &["rednote", "xhs"]),
    row("Tumblr", Social, &["tumblr.com"], &["com.tumblr"], &[]),
    row("Flipboard", Social, &["flipboard.com", "flip.it"], &["flipboard.app"], &[]),
    row("Nextdoor", Social, &["nextdoor.*"], &["com.nextdoor"], &[]),
    row("Truth Social", Social, &["truthsocial.com"], &[], &[]),
    row("Gab", Social, &["gab.com"], &[], &[]),
    row("Meetup", Social, &["meetup.com"], &["com.meetup"], &[]),
    row("Hootsuite", Social, &["hootsuite.com", "ow.ly", "hoot.ly"], &[], &[]),
    row("Buffer", Social, &["buffer.com", "buff.ly"], &[], &[]),
    row("Linktree", Social, &["linktr.ee"], &[], &["linkinbio"]),
    row("SlideShare", Social, &["slideshare.net"], &[], &[]),
    // Video.
    row("YouTube", Video, &["youtube.com", "youtu.be", "youtube-nocookie.com"], &["com.google.android.youtube", "544007664"], &["yt", "youtubeads", "ytads", "youtubechannel"]),
    row("Vimeo", Video, &["vimeo.com"], &["com.vimeo.android.videoapp"], &[]),
    row("Twitch", Video, &["twitch.tv"], &["tv.twitch.android.app"], &[]),
    row("Dailymotion", Video, &["dailymotion.com", "dai.ly"], &["com.dailymotion.dailymotion"], &[]),
    row("Bilibili", Video, &["bilibili.com", "b23.tv"], &["tv.danmaku.bili"], &[]),
    row("Rumble", Video, &["rumble.com"], &[], &[]),
    row("Odysee", Video, &["odysee.com"], &[], &[]),
    row("Niconico", Video, &["nicovideo.jp"], &[], &[]),
    row("Rutube", Video, &["rutube.ru"], &[], &[]),
    row("Wistia", Video, &["wistia.com", "wistia.net"], &[], &[]),
    row("TED", Video, &["ted.com"], &[], &[]),
    row("Loom", Video, &["loom.com"], &[], &[]),
    // Shops.
    row("Amazon", Shopping, &["amazon.*", "smile.amazon.com", "amzn.to", "amzn.eu"], &["com.amazon.mshop.android.shopping"], &["amazonads", "amzn"]),
    row("eBay", Shopping, &["ebay.*"], &["com.ebay.mobile"], &[]),
    row("Etsy", Shopping, &["etsy.com", "etsy.me"], &["com.etsy.android"], &[]),
    row("Google Shopping", Shopping, &["shopping.google.*"], &[], &["gshopping"]),
    row("AliExpress", Shopping, &["aliexpress.com", "aliexpress.us"], &["com.alibaba.aliexpresshd"], &[]),
    row("Alibaba", Shopping, &["alibaba.com"], &["com.alibaba.intl.android.apps.poseidon"], &[]),
    row("Taobao", Shopping, &["taobao.com"], &["com.taobao.taobao"], &[]),
    row("Walmart", Shopping, &["walmart.com"], &["com.walmart.android"], &[]),
    row("Mercado Libre", Shopping, &["mercadolibre.*", "mercadolivre.com.br"], &["com.mercadolibre"], &[]),
    row("Rakuten", Shopping, &["rakuten.co.jp", "rakuten.com"], &[], &[]),
    row("Shopee", Shopping, &["shopee.*"], &[], &[]),
    row("Flipkart", Shopping, &["flipkart.com"], &["com.flipkart.android"], &[]),
    row("idealo", Shopping, &["idealo.*"], &["de.idealo.android"], &[]),
    row("Temu", Shopping, &["temu.com"], &["com.einnovation.temu"], &[]),
    row("OTTO", Shopping, &["otto.de"], &[], &[]),
    row("Shop App", Shopping, &["shop.app"], &["com.shopify.arrive"], &[]),
    // AI assistants.
    row("ChatGPT", AiAssistant, &["chatgpt.com", "chat.openai.com"], &["com.openai.chatgpt", "6448311069"], &["openai", "gpt"]),
    row("Perplexity", AiAssistant, &["perplexity.ai", "pplx.ai"], &["ai.perplexity.app.android"], &["pplx"]),
    row("Claude", AiAssistant, &["claude.ai", "claude.com"], &["com.anthropic.claude"], &["anthropic"]),
    row("Gemini", AiAssistant, &["gemini.google.com", "bard.google.com"], &["com.google.android.apps.bard"], &["googlegemini", "bard"]),
    row("NotebookLM", AiAssistant, &["notebooklm.google.com", "notebooklm.google"], &[], &[]),
    row("Microsoft Copilot", AiAssistant, &["copilot.microsoft.com", "m365.cloud.microsoft", "copilot.cloud.microsoft", "copilot.com"], &["com.microsoft.copilot"], &["copilot", "bingchat"]),
    row("Mistral", AiAssistant, &["chat.mistral.ai"], &["ai.mistral.chat"], &["lechat", "mistralai"]),
    row("DeepSeek", AiAssistant, &["chat.deepseek.com", "deepseek.com"], &["com.deepseek.chat"], &[]),
    row("Grok", AiAssistant, &["grok.com", "grok.x.ai"], &["ai.x.grok"], &["xai"]),
    row("Meta AI", AiAssistant, &["meta.ai"], &[], &[]),
    row("You.com", AiAssistant, &["you.com"], &[], &[]),
    row("Phind", AiAssistant, &["phind.com"], &[], &[]),
    row("Poe", AiAssistant, &["poe.com"], &["com.poe.android"], &[]),
    row("Kimi", AiAssistant, &["kimi.com", "kimi.ai", "kimi.moonshot.cn"], &["com.moonshot.kimichat"], &[]),
    row("Qwen", AiAssistant, &["chat.qwen.ai", "qwen.ai", "tongyi.aliyun.com"], &[], &["tongyi"]),
    row("Doubao", AiAssistant, &["doubao.com"], &["com.larus.nova"], &[]),
    row("Ernie Bot", AiAssistant, &["yiyan.baidu.com"], &[], &["ernie", "yiyan"]),
    row("Yuanbao", AiAssistant, &["yuanbao.tencent.com"], &["com.tencent.hunyuan.app.chat"], &[]),
    row("Duck.ai", AiAssistant, &["duck.ai"], &[], &[]),
    row("Pi.ai", AiAssistant, &["pi.ai"], &["ai.inflection.pi"], &[]),
    row("Character.AI", AiAssistant, &["character.ai"], &["ai.character.app"], &[]),
    row("Andi", AiAssistant, &["andisearch.com"], &[], &[]),
    row("iAsk", AiAssistant, &["iask.ai"], &[], &[]),
    row("Felo", AiAssistant, &["felo.ai"], &[], &[]),
    row("Genspark", AiAssistant, &["genspark.ai"], &[], &[]),
    row("Manus", AiAssistant, &["manus.im"], &[], &[]),
    row("Consensus", AiAssistant, &["consensus.app"], &[], &[]),
    row("Elicit", AiAssistant, &["elicit.com"], &[], &[]),
    row("GitHub Copilot", AiAssistant, &["copilot.github.com"], &[], &[]),
    row("Lumo", AiAssistant, &["lumo.proton.me"], &[], &[]),
    // Communities: forums, chats, messengers.
    row("Slack", Community, &["slack.com", "slack-redir.net"], &["com.slack", "618783545"], &[]),
    row("Discord", Community, &["discord.com", "discord.gg", "discordapp.com"], &["com.discord", "985746746"], &[]),
    row("Microsoft Teams", Community, &["teams.microsoft.com", "teams.live.com", "teams.cdn.office.net", "teams.cloud.microsoft", "statics.teams.cdn.office.net"], &["com.microsoft.teams", "1113153706"], &["teams", "msteams"]),
    row("Reddit", Community, &["reddit.com", "redd.it"], &["com.reddit.frontpage", "1064216828"], &["redditads"]),
    row("Hacker News", Community, &["news.ycombinator.com", "hckrnews.com", "hn.algolia.com"], &[], &["hn", "ycombinator"]),
    row("Lobsters", Community, &["lobste.rs"], &[], &[]),
    row("Stack Overflow", Community, &["stackoverflow.com"], &["com.stackexchange.stackoverflow"], &[]),
    row("Stack Exchange", Community, &["stackexchange.com", "serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net"], &["com.stackexchange.marvin"], &[]),
    row("GitHub", Community, &["github.com"], &["com.github.android"], &["gh"]),
    row("GitLab", Community, &["gitlab.com"], &[], &[]),
    row("Codeberg", Community, &["codeberg.org"], &[], &[]),
    row("DEV", Community, &["dev.to"], &["to.dev.dev_android"], &[]),
    row("Hashnode", Community, &["hashnode.com", "hashnode.dev"], &[], &[]),
    row("Indie Hackers", Community, &["indiehackers.com"], &[], &["ih"]),
    row("Product Hunt", Community, &["producthunt.com"], &["com.producthunt.producthunt"], &["ph"]),
    row("Quora", Community, &["quora.com", "qr.ae"], &["com.quora.android"], &["quoraads"]),
    row("Zhihu", Community, &["zhihu.com"], &["com.zhihu.android"], &[]),
    row("Tieba", Community, &["tieba.baidu.com"], &["com.baidu.tieba"], &[]),
    row("Slashdot", Community, &["slashdot.org"], &[], &[]),
    row("Lemmy", Community, &["lemmy.world", "lemmy.ml", "feddit.org", "feddit.de", "programming.dev"], &[], &[]),
    row("Habr", Community, &["habr.com"], &[], &[]),
    row("Qiita", Community, &["qiita.com"], &[], &[]),
    row("Hatena", Community, &["b.hatena.ne.jp"], &[], &["hatenabookmark"]),
    row("Daily.dev", Community, &["daily.dev"], &["dev.daily"], &[]),
    row("HackerNoon", Community, &["hackernoon.com"], &[], &[]),
    row("gutefrage", Community, &["gutefrage.net"], &[], &[]),
    row("Hugging Face", Community, &["huggingface.co"], &[], &["hf"]),
    row("WhatsApp", Community, &["whatsapp.com", "wa.me", "whatsapp.net"], &["com.whatsapp", "com.whatsapp.w4b", "310633997"], &["wa", "whatsappbusiness"]),
    row("Telegram", Community, &["telegram.org", "telegram.me", "t.me"], &["org.telegram.messenger", "org.telegram.messenger.web", "org.thunderdog.challegram", "686449807"], &["tg"]),
    row("Signal", Community, &["signal.org", "signal.me", "signal.group"], &["org.thoughtcrime.securesms", "874139669"], &[]),
    row("Messenger", Community, &["messenger.com", "m.me"], &["com.facebook.orca", "454638411"], &["facebookmessenger", "fbmessenger", "msg"]),
    row("LINE", Community, &["line.me", "lin.ee"], &["jp.naver.line.android"], &[]),
    row("WeChat", Community, &["weixin.qq.com", "wechat.com", "wx.qq.com"], &["com.tencent.mm"], &["weixin", "wx"]),
    row("QQ", Community, &["im.qq.com", "qzone.qq.com"], &["com.tencent.mobileqq"], &["qzone"]),
    row("WeCom", Community, &["work.weixin.qq.com"], &["com.tencent.wework"], &["wework"]),
    row("DingTalk", Community, &["dingtalk.com"], &["com.alibaba.android.rimet"], &[]),
    row("Lark", Community, &["larksuite.com", "feishu.cn"], &["com.larksuite.suite", "com.ss.android.lark"], &["feishu"]),
    row("KakaoTalk", Community, &["kakao.com"], &["com.kakao.talk"], &["kakao"]),
    row("Viber", Community, &["viber.com"], &["com.viber.voip"], &[]),
    row("Zalo", Community, &["zalo.me"], &["com.zing.zalo"], &[]),
    row("Threema", Community, &["threema.ch"], &["ch.threema.app"], &[]),
    row("Skype", Community, &["skype.com"], &["com.skype.raider"], &[]),
    row("Google Chat", Community, &["chat.google.com"], &["com.google.android.apps.dynamite"], &["gchat"]),
    row("Google Messages", Community, &["messages.google.com"], &["com.google.android.apps.messaging"], &[]),
    row("Google Groups", Community, &["groups.google.com"], &[], &[]),
    row("Mattermost", Community, &["mattermost.com"], &["com.mattermost.rn"], &[]),
    row("Rocket.Chat", Community, &["rocket.chat"], &["chat.rocket.android"], &[]),
    row("Zulip", Community, &["zulip.com", "zulipchat.com"], &["com.zulipmobile"], &[]),
    row("Element", Community, &["app.element.io", "matrix.to"], &["im.vector.app"], &["matrix"]),
    row("Webex", Community, &["webex.com"], &["com.cisco.wx2.android"], &[]),
    row("Zoom", Community, &["zoom.us", "zoom.com"], &["us.zoom.videomeetings"], &[]),
    row("Workplace", Community, &["workplace.com"], &["com.facebook.work"], &[]),
    row("Viva Engage", Community, &["yammer.com", "engage.cloud.microsoft"], &["com.yammer.v1"], &["yammer"]),
    row("Circle.so", Community, &["circle.so"], &[], &[]),
    row("Skool", Community, &["skool.com"], &[], &[]),
    row("Mighty Networks", Community, &["mightynetworks.com", "mn.co"], &[], &[]),
    row("Disqus", Community, &["disqus.com", "disq.us"], &[], &[]),
    row("Glassdoor", Community, &["glassdoor.*"], &[], &["fishbowl"]),
    row("Blind", Community, &["teamblind.com"], &[], &[]),
    // Personal mail.
    row("Gmail", Email, &["mail.google.com"], &["com.google.android.gm", "422689480"], &["googlemail"]),
    row("Outlook", Email, &["outlook.live.com", "outlook.office.com", "outlook.office365.com", "outlook.com", "outlook.cloud.microsoft", "safelinks.protection.outlook.com", "hotmail.com"], &["com.microsoft.office.outlook", "951937596"], &["hotmail"]),
    row("Yahoo Mail", Email, &["mail.yahoo.com", "mail.yahoo.co.jp"], &["com.yahoo.mobile.client.android.mail"], &["ymail"]),
    row("AOL Mail", Email, &["mail.aol.com"], &["com.aol.mobile.aolapp"], &[]),
    row("Proton Mail", Email, &["mail.proton.me", "mail.protonmail.com", "protonmail.com"], &["ch.protonmail.android"], &["proton"]),
    row("Fastmail", Email, &["fastmail.com", "fastmail.fm"], &["com.fastmail.app"], &[]),
    row("Tuta", Email, &["tuta.com", "app.tuta.com", "mail.tutanota.com"], &["de.tutao.tutanota"], &["tutanota"]),
    row("HEY", Email, &["app.hey.com", "hey.com"], &["com.basecamp.hey"], &[]),
    row("iCloud Mail", Email, &["mail.icloud.com", "icloud.com"], &[], &["applemail"]),
    row("GMX", Email, &["gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.com", "deref-gmx.net", "deref-gmx.com"], &["de.gmx.mobile.android.mail"], &[]),
    row("WEB.DE", Email, &["web.de", "deref-web.de", "deref-web-02.de"], &["de.web.mobile.android.mail"], &[]),
    row("1&1 IONOS Mail", Email, &["mail.ionos.com", "mail.ionos.de", "deref-1und1.de", "deref-mail.com"], &[], &["ionos"]),
    row("T-Online Mail", Email, &["email.t-online.de"], &[], &[]),
    row("freenet Mail", Email, &["webmail.freenet.de"], &[], &[]),
    row("Posteo", Email, &["posteo.de"], &[], &[]),
    row("mailbox.org", Email, &["mailbox.org"], &[], &[]),
    row("Zoho Mail", Email, &["mail.zoho.com", "mail.zoho.eu", "mail.zoho.in"], &["com.zoho.mail"], &[]),
    row("Yandex Mail", Email, &["mail.yandex.*"], &["ru.yandex.mail"], &[]),
    row("Mail.ru", Email, &["e.mail.ru", "touch.mail.ru"], &["ru.mail.mailapp"], &[]),
    row("QQ Mail", Email, &["mail.qq.com", "exmail.qq.com"], &["com.tencent.androidqqmail"], &[]),
    row("NetEase Mail", Email, &["mail.163.com", "mail.126.com"], &["com.netease.mobimail"], &[]),
    row("Naver Mail", Email, &["mail.naver.com"], &["com.nhn.android.mail"], &[]),
    row("Orange Mail", Email, &["messagerie.orange.fr", "mail.orange.fr", "webmail.orange.fr"], &[], &[]),
    row("La Poste Mail", Email, &["webmail.laposte.net"], &[], &[]),
    row("Libero Mail", Email, &["mail.libero.it", "webmail.libero.it"], &[], &[]),
    row("Seznam Email", Email, &["email.seznam.cz"], &["cz.seznam.email"], &[]),
    row("Comcast Mail", Email, &["connect.xfinity.com", "mail.xfinity.com"], &[], &["xfinity"]),
    row("Superhuman", Email, &["mail.superhuman.com"], &["com.superhuman.mail"], &[]),
    row("Front App", Email, &["app.frontapp.com", "frontapp.com"], &[], &[]),
    row("Thunderbird", Email, &[], &["net.thunderbird.android", "com.fsck.k9"], &["k9mail"]),
    row("Samsung Email", Email, &[], &["com.samsung.android.email.provider"], &[]),
    row("Proofpoint", Email, &["urldefense.com", "urldefense.proofpoint.com", "urldefense.us"], &[], &["urldefense"]),
    row("Mimecast", Email, &["mimecast.com", "mimecastprotect.com"], &[], &[]),
    row("Barracuda", Email, &["linkprotect.cudasvc.com", "cudasvc.com"], &[], &[]),
    row("Cisco Secure Email", Email, &["secure-web.cisco.com"], &[], &[]),
    row("Trend Micro", Email, &["imsva91-ctp.trendmicro.com", "ddec1-0-en-ctp.trendmicro.com"], &[], &[]),
    row("Sophos Email", Email, &["protection.sophos.com"], &[], &[]),
    row("Hornetsecurity", Email, &["atpscan.global.hornetsecurity.com"], &[], &[]),
    row("HubSpot", Email, &["hubspotlinks.com", "hubspotemail.net"], &[], &["hsemail", "hsautomation"]),
    row("Marketo", Email, &["mktoweb.com"], &[], &["mkto"]),
    row("Eloqua", Email, &["en25.com"], &[], &["oracleeloqua"]),
    row("Salesforce", Email, &["exacttarget.com", "exct.net"], &[], &["sfmc", "pardot", "salesforcemarketingcloud"]),
    row("Vero", Email, &[], &[], &["getvero"]),
    row("Customer.io", Email, &["customeriomail.com"], &[], &["cio"]),
    row("Intercom", Email, &["intercom-mail.com", "intercom-clicks.com"], &[], &[]),
    row("SendGrid", Email, &["sendgrid.net", "sendgrid.com"], &[], &["twiliosendgrid"]),
    row("Mailgun", Email, &["mailgun.org", "mailgun.com"], &[], &[]),
    row("Dotdigital", Email, &["dotdigital-pages.com"], &[], &["dotmailer"]),
    row("Omeda", Email, &["omeclk.com"], &[], &[]),
    // Newsletter platforms.
    row("Substack", Newsletter, &["substack.com"], &["com.substack.app"], &[]),
    row("beehiiv", Newsletter, &["beehiiv.com"], &[], &[]),
    row("Mailchimp", Newsletter, &["mailchimp.com", "list-manage.com", "campaign-archive.com", "mailchi.mp", "eepurl.com"], &["com.mailchimp.mailchimp"], &[]),
    row("Kit", Newsletter, &["kit.com", "convertkit.com", "ck.page", "convertkit-mail.com", "convertkit-mail2.com"], &[], &["convertkit"]),
    row("Ghost", Newsletter, &["ghost.org", "ghost.io"], &[], &[]),
    row("Buttondown", Newsletter, &["buttondown.com", "buttondown.email"], &[], &[]),
    row("MailerLite", Newsletter, &["mailerlite.com", "mlsend.com", "mailerpage.io"], &[], &[]),
    row("Brevo", Newsletter, &["brevo.com", "sendinblue.com", "sendibm1.com", "sendibm3.com", "sibforms.com"], &[], &["sendinblue"]),
    row("Campaign Monitor", Newsletter, &["createsend.com", "createsend1.com", "cmail19.com", "cmail20.com", "campaignmonitor.com"], &[], &[]),
    row("Constant Contact", Newsletter, &["constantcontact.com", "rs6.net", "conta.cc"], &[], &[]),
    row("Klaviyo", Newsletter, &["klaviyo.com", "klclick.com", "klclick1.com", "klclick2.com", "klclick3.com"], &[], &[]),
    row("ActiveCampaign", Newsletter, &["activecampaign.com", "activehosted.com", "acemlna.com", "acemlnb.com"], &[], &[]),
    row("GetResponse", Newsletter, &["getresponse.com"], &[], &[]),
    row("AWeber", Newsletter, &["aweber.com"], &[], &[]),
    row("CleverReach", Newsletter, &["cleverreach.com", "crsend.com"], &[], &[]),
    row("rapidmail", Newsletter, &["rapidmail.com", "rapidmail.de"], &[], &[]),
    row("Mailjet", Newsletter, &["mailjet.com", "mjt.lu"], &[], &[]),
    row("Curated.co", Newsletter, &["curated.co"], &[], &[]),
    row("Drip", Newsletter, &["drip.com", "getdrip.com"], &[], &[]),
    row("Steady HQ", Newsletter, &["steadyhq.com", "steady.page"], &[], &[]),
    row("Patreon", Newsletter, &["patreon.com"], &["com.patreon.android"], &[]),
    row("TLDR", Newsletter, &["tldr.tech", "tldrnewsletter.com"], &[], &["tldrnewsletter"]),
    row("Morning Brew", Newsletter, &["morningbrew.com"], &[], &[]),
    // Podcasts.
    row("Spotify", Podcast, &["spotify.com", "spotify.link", "spoti.fi"], &["com.spotify.music", "324684580"], &[]),
    row("Apple Podcasts", Podcast, &["podcasts.apple.com", "itunes.apple.com"], &["com.apple.podcasts", "525463029"], &["itunes", "applepodcast"]),
    row("Overcast", Podcast, &["overcast.fm"], &["888422857"], &["overcastfm"]),
    row("Pocket Casts", Podcast, &["pca.st", "pocketcasts.com"], &["au.com.shiftyjelly.pocketcasts", "414834813"], &["pocketcast"]),
    row("Castbox", Podcast, &["castbox.fm"], &["fm.castbox.audiobook.radio.podcast"], &[]),
    row("Podbean", Podcast, &["podbean.com"], &["com.podbean.app.podcast"], &[]),
    row("Transistor", Podcast, &["transistor.fm"], &[], &["transistorfm"]),
    row("Castro", Podcast, &["castro.fm"], &[], &[]),
    row("Podcast Addict", Podcast, &["podcastaddict.com"], &["com.bambuna.podcastaddict"], &[]),
    row("AntennaPod", Podcast, &["antennapod.org"], &["de.danoeh.antennapod"], &[]),
    row("Google Podcasts", Podcast, &["podcasts.google.com"], &["com.google.android.apps.podcasts"], &[]),
    row("Player FM", Podcast, &["player.fm"], &["fm.player"], &[]),
    row("Podchaser", Podcast, &["podchaser.com"], &[], &[]),
    row("Listen Notes", Podcast, &["listennotes.com", "lnns.co"], &[], &[]),
    row("Deezer", Podcast, &["deezer.com"], &["deezer.android.app"], &[]),
    row("Audible", Podcast, &["audible.*"], &["com.audible.application"], &[]),
    row("Stitcher", Podcast, &["stitcher.com"], &[], &[]),
    row("TuneIn", Podcast, &["tunein.com"], &["tunein.player"], &[]),
    row("iHeart", Podcast, &["iheart.com"], &["com.clearchannel.iheartradio.controller"], &["iheartradio"]),
    row("Podigee", Podcast, &["podigee.com", "podigee.io"], &[], &[]),
    row("Buzzsprout", Podcast, &["buzzsprout.com"], &[], &[]),
    row("Libsyn", Podcast, &["libsyn.com"], &[], &[]),
    row("Acast", Podcast, &["acast.com"], &[], &[]),
    row("Captivate", Podcast, &["captivate.fm"], &[], &[]),
    row("Simplecast", Podcast, &["simplecast.com"], &[], &[]),
    row("Megaphone", Podcast, &["megaphone.fm"], &[], &[]),
    row("RSS.com", Podcast, &["rss.com"], &[], &[]),
    row("Snipd", Podcast, &["snipd.com"], &[], &[]),
    row("Goodpods", Podcast, &["goodpods.com"], &[], &[]),
    row("Fountain.fm", Podcast, &["fountain.fm"], &[], &[]),
    row("SoundCloud", Podcast, &["soundcloud.com"], &["com.soundcloud.android"], &[]),
    // Other sites with a name: news readers, knowledge, documents, ad networks, link shorteners.
    row("Wikipedia", Site, &["wikipedia.org"], &["org.wikipedia"], &[]),
    row("Google News", Site, &["news.google.com", "news.url.google.com"], &["com.google.android.apps.magazines"], &["gnews"]),
    row("Google Scholar", Site, &["scholar.google.*"], &[], &[]),
    row("Google Docs", Site, &["docs.google.com", "drive.google.com"], &["com.google.android.apps.docs"], &["googledrive"]),
    row("Google Classroom", Site, &["classroom.google.com"], &["com.google.android.apps.classroom"], &[]),
    row("Google Maps", Site, &["maps.google.*"], &["com.google.android.apps.maps"], &["gmb", "googlemybusiness", "gbp"]),
    row("Google Display", Site, &["doubleclick.net", "googleadservices.com", "googlesyndication.com"], &[], &["dfa", "dv360", "doubleclick", "gdn"]),
    row("Google Translate", Site, &["translate.google.com", "translate.goog"], &["com.google.android.apps.translate"], &[]),
    row("AMP Cache", Site, &["ampproject.org", "bing-amp.com"], &[], &[]),
    row("Yahoo News", Site, &["news.yahoo.com", "news.yahoo.co.jp"], &[], &[]),
    row("MSN", Site, &["msn.com"], &[], &[]),
    row("Apple News", Site, &["apple.news"], &[], &[]),
    row("SmartNews", Site, &["smartnews.com"], &["jp.gocro.smartnews.android"], &[]),
    row("Upday", Site, &["upday.com"], &["de.axelspringer.yana.zeropage"], &[]),
    row("Feedly", Site, &["feedly.com"], &["com.devhd.feedly"], &[]),
    row("Inoreader", Site, &["inoreader.com"], &["com.innologica.inoreader"], &[]),
    row("Pocket", Site, &["getpocket.com"], &["com.ideashower.readitlater.pro"], &["pocketsaves"]),
    row("Instapaper", Site, &["instapaper.com"], &["com.instapaper.android"], &[]),
    row("Medium", Site, &["medium.com"], &["com.medium.reader"], &[]),
    row("Notion", Site, &["notion.so", "notion.site"], &["notion.id"], &[]),
    row("Confluence", Site, &["atlassian.net"], &["com.atlassian.confluence.server"], &["jira"]),
    row("SharePoint", Site, &["sharepoint.com"], &["com.microsoft.sharepoint"], &[]),
    row("Trello", Site, &["trello.com"], &["com.trello"], &[]),
    row("G2", Site, &["g2.com"], &[], &["g2crowd"]),
    row("Capterra", Site, &["capterra.*"], &[], &[]),
    row("Trustpilot", Site, &["trustpilot.com"], &[], &[]),
    row("OMR Reviews", Site, &["omr.com"], &[], &["omr"]),
    row("Crunchbase", Site, &["crunchbase.com"], &[], &[]),
    row("Taboola", Site, &["taboola.com"], &[], &[]),
    row("Outbrain", Site, &["outbrain.com"], &[], &[]),
    row("Criteo", Site, &["criteo.com"], &[], &[]),
    row("Bitly", Site, &["bit.ly", "bitly.com", "j.mp"], &[], &[]),
    row("TinyURL", Site, &["tinyurl.com"], &[], &[]),
    row("Rebrandly", Site, &["rebrand.ly"], &[], &[]),
    row("Internet Archive", Site, &["archive.org"], &[], &[]),
];

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::SOURCES;
    use crate::source::find::{app, fold, host, spelling};

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = SOURCES.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), SOURCES.len());
        assert!(SOURCES.len() >= 150, "{}", SOURCES.len());
    }

    #[test]
    fn every_entry_is_lower_case_and_stands_once() {
        let mut seen = BTreeSet::new();
        for row in SOURCES {
            for entry in [row.hosts, row.apps, row.spellings].concat() {
                assert_eq!(entry, entry.to_lowercase(), "{}", row.name);
                assert!(seen.insert(entry), "{entry} of {} stands twice", row.name);
            }
            for entry in row.spellings {
                assert_eq!(*entry, fold(entry), "{}", row.name);
            }
            for entry in row.hosts {
                assert!(entry.contains('.') && !entry.starts_with("www."), "{entry}");
            }
            assert!(!seen.contains(fold(row.name).as_str()), "{} is spelled twice", row.name);
        }
        let names: BTreeSet<_> = SOURCES.iter().map(|row| fold(row.name)).collect();
        assert_eq!(names.len(), SOURCES.len());
        assert!(names.iter().all(|name| !seen.contains(name.as_str())));
    }

    #[test]
    fn every_entry_finds_its_own_row() {
        for row in SOURCES {
            for entry in row.hosts {
                for suffix in ["com", "de", "co.uk", "com.br"] {
                    let entry = entry.replace('*', suffix);
                    assert_eq!(host(&entry), Some(row), "{entry}");
                }
            }
            for entry in row.apps {
                assert_eq!(app(entry), Some(row), "{entry}");
            }
            for entry in row.spellings.iter().chain([&row.name]) {
                assert_eq!(spelling(entry), Some(row), "{entry}");
            }
        }
    }
}
