// What is recorded of readers, for readers; a language an entry. What it says of the tag is tested in
// tests/browser/privacy.test.mjs, what it says of the edge in tests/workerd/privacy.rs.

export const TEXTS = {
  en: {
    name: 'English',
    title: 'What is recorded of readers',
    lead: 'Sites that use Ungated want to know how their texts are read. They do not want to know who you are, and they cannot.',
    parts: [
      {
        title: 'What is recorded',
        list: [
          'The address and the title of the page that you open. Of what stands behind the “?” in an address only the labels of a campaign stay.',
          'How long the page is in front of you and you do something with it, how far down you get, and how long each section is on screen.',
          'Which seconds you play of a recording, and whether you copy, print, download or follow a link elsewhere: that you do, never what.',
          'Whether you use a way to get in touch that the page offers: mail, phone, calendar, chat. Never what you write there.',
          'From which site you came, not from which page there.',
          'Noted where the messages arrive: the time, your country, what kind of device you use, and whether your network is of a kind that the site writes for, such as companies’. Whose it is, is not kept.',
        ],
      },
      {
        title: 'What is not',
        list: [
          'No cookie. Nothing is stored on your device, and nothing is read from it.',
          'Nothing that you type or choose in forms.',
          'Not your name, and not your network (IP) address. It and your browser’s name become a key, which is destroyed within 24½ hours; with it goes all by which two visits could be known as yours.',
          'Nothing that could recognise you on another day, or on another site.',
        ],
      },
      {
        title: 'What becomes of it',
        list: [
          'Reports count visits. Unless a site decides otherwise, no figure stands for fewer than five of them.',
          'What is recorded goes after 13 months, or when the site says, and after 25 months at the latest.',
          'A site may have it kept in the European Union alone.',
        ],
      },
      {
        title: 'If you do not want it',
        list: [
          'Switch on Global Privacy Control or Do Not Track in your browser: then nothing is recorded, and nothing is sent.',
          'Many sites have a switch of their own for it. Ask the site that you read: it decides, and it is who answers for it.',
        ],
      },
    ],
    see: 'A site can show you, on its own page, what is recorded of the visit that you are making.',
  },
  de: {
    name: 'Deutsch',
    title: 'Was von Lesern aufgezeichnet wird',
    lead: 'Websites, die Ungated benutzen, wollen wissen, wie ihre Texte gelesen werden. Wer Sie sind, wollen sie nicht wissen, und sie können es nicht.',
    parts: [
      {
        title: 'Was aufgezeichnet wird',
        list: [
          'Adresse und Titel der Seite, die Sie öffnen. Von dem, was in einer Adresse hinter dem „?“ steht, bleiben nur die Kennzeichen einer Kampagne.',
          'Wie lange die Seite vor Ihnen liegt und Sie etwas mit ihr tun, wie weit Sie kommen und wie lange jeder Abschnitt zu sehen ist.',
          'Welche Sekunden einer Aufnahme Sie abspielen, und ob Sie kopieren, drucken, etwas laden oder einem Link anderswohin folgen: dass Sie es tun, nie, was.',
          'Ob Sie einen Weg benutzen, sich zu melden, den die Seite anbietet: Mail, Telefon, Kalender, Chat. Nie, was Sie dort schreiben.',
          'Von welcher Website Sie kamen, nicht von welcher Seite dort.',
          'Wo die Nachrichten ankommen, wird vermerkt: die Zeit, Ihr Land, welche Art von Gerät Sie benutzen und ob Ihr Netz von einer Art ist, für die die Website schreibt, etwa das einer Firma. Wessen es ist, bleibt nicht.',
        ],
      },
      {
        title: 'Was nicht',
        list: [
          'Kein Cookie. Auf Ihrem Gerät wird nichts gespeichert, und nichts wird von ihm gelesen.',
          'Nichts, was Sie in Formulare schreiben oder darin auswählen.',
          'Nicht Ihr Name und nicht Ihre Netzadresse (IP). Aus ihr und dem Namen Ihres Browsers wird ein Schlüssel, der binnen 24½ Stunden vernichtet wird; mit ihm geht alles, woran zwei Besuche als Ihre zu erkennen wären.',
          'Nichts, woran man Sie an einem anderen Tag oder auf einer anderen Website erkennen könnte.',
        ],
      },
      {
        title: 'Was daraus wird',
        list: [
          'Auswertungen zählen Besuche. Wenn eine Website nichts anderes festlegt, steht keine Zahl für weniger als fünf davon.',
          'Was aufgezeichnet ist, verschwindet nach 13 Monaten oder wann die Website es sagt, spätestens nach 25 Monaten.',
          'Eine Website kann es allein in der Europäischen Union aufbewahren lassen.',
        ],
      },
      {
        title: 'Wenn Sie das nicht wollen',
        list: [
          'Schalten Sie in Ihrem Browser „Global Privacy Control“ oder „Do Not Track“ ein: Dann wird nichts aufgezeichnet und nichts gesendet.',
          'Viele Websites haben dafür einen eigenen Schalter. Fragen Sie die Website, die Sie lesen: Sie entscheidet, und sie ist dafür verantwortlich.',
        ],
      },
    ],
    see: 'Eine Website kann Ihnen auf ihrer eigenen Seite zeigen, was von Ihrem Besuch aufgezeichnet wird.',
  },
};
